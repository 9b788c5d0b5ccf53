"""What approving and rejecting have in common."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from pay_linkage.bookkeeping import kept_ledger, record_lineage
from pay_linkage.cli.options import secret_of
from pay_linkage.cli.progress import show_run
from pay_linkage.ledger import Approval, Ledger
from pay_linkage.runs import Store

Decision = Callable[[Ledger, str, str, str, str, str], Approval]
"""``approve`` or ``reject`` of the ledger: run, content hash, approver, secret, reason."""


def decide(
    decision: Decision, run: str, approver: str, reason: str, secret_file: Path | None, store: str, ledger: str | None
) -> str:
    """Show what the run came to, ask for the secret, enter the decision on exactly that content; gives the run's id."""
    runs, books = Store(store), kept_ledger(store, ledger)
    stored = runs.open(run)
    show_run(stored)
    record_lineage(books, runs, stored.manifest.run_id)
    secret = secret_of(secret_file)
    decision(books, stored.manifest.run_id, stored.manifest.content_hash, approver, secret, reason)
    click.echo("")
    return stored.manifest.run_id
