"""The guards across rows and tables. A later change of a guard is a step that drops it and makes it anew."""

from __future__ import annotations

from alembic import op

from pay_linkage.ledger.guards import postgresql, sqlite

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make all guards."""
    bind = op.get_bind()
    for statement in (sqlite if bind.dialect.name == "sqlite" else postgresql).STATEMENTS:
        bind.exec_driver_sql(statement)
