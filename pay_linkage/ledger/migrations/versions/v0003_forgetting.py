"""Runs whose people were forgotten, and the guard that lets their corrections be blanked, and nothing else."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from pay_linkage.ledger.guards import postgresql, sqlite

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the table, and all guards anew."""
    code = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
    op.create_table(
        "forgotten_runs",
        sa.Column("run_id", code, nullable=False),
        sa.Column("at", code, nullable=False),
        sa.Column("forgotten_by", code, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("run_id", name="pk_forgotten_runs"),
        sa.ForeignKeyConstraint(["run_id"], ["runs.run_id"], name="fk_forgotten_runs_run_id"),
    )
    bind = op.get_bind()
    on_sqlite = bind.dialect.name == "sqlite"
    for name in sqlite.TRIGGERS if on_sqlite else postgresql.GUARDS:
        drop = f"DROP TRIGGER IF EXISTS {name}" if on_sqlite else f"DROP FUNCTION IF EXISTS {name}() CASCADE"
        bind.exec_driver_sql(drop)
    for statement in (sqlite if on_sqlite else postgresql).STATEMENTS:
        bind.exec_driver_sql(statement)
