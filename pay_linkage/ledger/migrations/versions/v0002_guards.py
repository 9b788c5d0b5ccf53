"""The guards across rows and tables. A later change of a guard is a step that drops it and makes it anew."""

from __future__ import annotations

import re

import sqlalchemy as sa
from alembic import op

from pay_linkage.ledger.guards import postgresql, sqlite

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the guards of the tables that there are."""
    bind = op.get_bind()
    there = set(sa.inspect(bind).get_table_names())
    for statement in (sqlite if bind.dialect.name == "sqlite" else postgresql).STATEMENTS:
        table = re.search(r" ON (\w+)", statement.split("BEGIN")[0])
        if table is None or table[1] in there:
            bind.exec_driver_sql(statement)
