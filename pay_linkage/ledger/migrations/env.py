"""How Alembic takes the steps: on the connection that it is given, which holds the ledger's write lock."""

from __future__ import annotations

from alembic import context

from pay_linkage.ledger.models import Base
from pay_linkage.ledger.schema import VERSION_TABLE

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    version_table=VERSION_TABLE,
    transactional_ddl=True,
)
context.run_migrations()
