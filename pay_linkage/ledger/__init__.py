"""The ledger: who made, approved and published which run, when and why, and what each person has been paid.

Belongs here: the database, its rules and its log, the files that are derived from a publication, and the check that
nothing was changed unseen. Stays out: what a run contains (``runs``), how amounts come about (``rules``).

Open it, then ask or tell it, one room a noun:

- ``Ledger.open(url)``, ``Ledger.in_store(store)``: SQLite in the store, or PostgreSQL by URL, brought up to date
- ``record_run(ledger, entry, entitlements, corrections)``, ``run``, ``runs``, ``lineage``, ``corrections``
- ``add_approver(ledger, name, secret, by)``, ``retire_approver``, ``approvers``
- ``approve(ledger, run_id, content_hash, approver, secret, reason)``, ``reject``, ``approvals``, ``approval_in_force``
- ``publish(ledger, run_id, content_hash, entitlements, by, force_reason)``, ``publications``, ``publication``,
  ``publication_of(ledger, run_id)``, ``last_publication(ledger, cycle)``, ``paid(ledger, cycle)``,
  ``publication_lines``, ``publication_frames``
- ``forget_runs(ledger, run_ids, by, reason)``, ``forgotten_runs``
- ``history(ledger, person_id)``, ``events(ledger)``, ``head(ledger)``

and, where the run store is at hand too:

- ``record_stored_run(ledger, stored, corrections)``
- ``publish_stored_run(ledger, store, run_id, by, force_reason)``: publication and payroll files in one go
- ``write_publication_files(ledger, store, sequence)``, ``unfinished(ledger)``
- ``verify(store, ledger, anchor)``

Entitlements are a frame ``person_id`` (String), ``amount_cents`` (Int64): a run's payroll, held parts included;
``entitlements_of`` makes them from a ``payroll`` table. Whatever is refused raises ``contracts.problem.Refused``; what
goes wrong with the ledger itself (a lock, a lost connection, a full disk) raises ``LedgerFailure``.
"""

from __future__ import annotations

from pay_linkage.ledger.approval import approval_in_force, approvals, approve, reject
from pay_linkage.ledger.approver import add_approver, approvers, retire_approver
from pay_linkage.ledger.entitlements import entitlements_of
from pay_linkage.ledger.event_log import events, head
from pay_linkage.ledger.failure import LedgerFailure
from pay_linkage.ledger.forgetting import Forgotten, forget_runs, forgotten_runs
from pay_linkage.ledger.ledger import Ledger
from pay_linkage.ledger.publication_files import unfinished, write_publication_files
from pay_linkage.ledger.published import (
    PublicationFrames,
    history,
    last_publication,
    paid,
    publication,
    publication_frames,
    publication_lines,
    publication_of,
    publications,
)
from pay_linkage.ledger.publisher import publish
from pay_linkage.ledger.records import (
    Approval,
    Approver,
    Correction,
    Event,
    HistoryLine,
    Publication,
    RunEntry,
    RunRecord,
)
from pay_linkage.ledger.run_register import corrections, lineage, record_run, run, runs
from pay_linkage.ledger.stored_runs import publish_stored_run, record_stored_run
from pay_linkage.ledger.verification.verify import verify

__all__ = [
    "Approval",
    "Approver",
    "Correction",
    "Event",
    "Forgotten",
    "HistoryLine",
    "Ledger",
    "LedgerFailure",
    "Publication",
    "PublicationFrames",
    "RunEntry",
    "RunRecord",
    "add_approver",
    "approval_in_force",
    "approvals",
    "approve",
    "approvers",
    "corrections",
    "entitlements_of",
    "events",
    "forget_runs",
    "forgotten_runs",
    "head",
    "history",
    "last_publication",
    "lineage",
    "paid",
    "publication",
    "publication_frames",
    "publication_lines",
    "publication_of",
    "publications",
    "publish",
    "publish_stored_run",
    "record_run",
    "record_stored_run",
    "reject",
    "retire_approver",
    "run",
    "runs",
    "unfinished",
    "verify",
    "write_publication_files",
]
