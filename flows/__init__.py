"""Prefect flows: thin tasks that call the rooms of ``pay_linkage``. Only the command line imports this package."""
