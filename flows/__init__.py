"""Prefect flows: thin tasks that call the rooms of ``pay_linkage``. Nothing imports this package but the command line."""
