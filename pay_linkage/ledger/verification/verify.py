"""The whole check, in one state of the ledger: database, log, rows, decisions, money, stored runs, files."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy.orm import Session

from contracts.problem import Problem, Refused
from pay_linkage.ledger.failure import LedgerFailure
from pay_linkage.ledger.ledger import Ledger
from pay_linkage.ledger.publication_files import unfinished, write_publication_files
from pay_linkage.ledger.verification.chain import anchor_findings, chain_findings
from pay_linkage.ledger.verification.database import database_findings
from pay_linkage.ledger.verification.decisions import decision_findings
from pay_linkage.ledger.verification.handed_over import handed_over_findings
from pay_linkage.ledger.verification.image import image_of
from pay_linkage.ledger.verification.money import money_findings
from pay_linkage.ledger.verification.rows import row_findings
from pay_linkage.ledger.verification.stored import StoredRuns
from pay_linkage.runs import Store, StoreFailure


def verify(store: Store, ledger: Ledger, anchor: str | None = None) -> list[Problem]:
    """What was changed behind the ledger's back, each finding with the file, run or row that it concerns.

    Files that a publisher could not finish because it was killed are written first; that is no finding. ``anchor`` is
    the hash of an entry of the log (``head``, or ``log_hash`` in a control-totals file) that was kept outside: only
    against it can be found that the log's end was cut off, or that the whole database was built anew.
    """
    findings: list[Problem] = []
    try:
        with ledger.reading() as session:
            findings += _ledger_findings(session, store, ledger.name, anchor)
        if not findings:
            _finish_files(store, ledger)
        with ledger.reading() as session:
            findings += handed_over_findings(store, image_of(session, ledger.name))
    except Refused as refusal:
        findings += refusal.problems
    except (LedgerFailure, StoreFailure) as failure:
        findings.append(failure.problem)
    return findings


def _ledger_findings(session: Session, store: Store, ledger: str, anchor: str | None) -> Iterator[Problem]:
    yield from database_findings(session, ledger)
    image = image_of(session, ledger)
    yield from chain_findings(image)
    yield from anchor_findings(image, anchor)
    yield from row_findings(image)
    yield from decision_findings(image)
    runs = StoredRuns(store, image)
    yield from runs.findings()
    yield from money_findings(session, image, runs.entitled)


def _finish_files(store: Store, ledger: Ledger) -> None:
    for each in unfinished(ledger):
        write_publication_files(ledger, store, each.sequence)
