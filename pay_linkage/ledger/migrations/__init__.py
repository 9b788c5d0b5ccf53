"""The steps from an older ledger to this one, in Alembic's hands; ``schema`` takes them when a ledger is opened."""
