"""Publishing a run: its files are judged, it is published exactly once, and what payroll gets is read back.

Belongs here: what stands before and after the ledger's publication (ceilings of grades, the gate, the measure of held
parts). Stays out: entering a publication and deriving its files (``ledger``), judging (``gate``).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from contracts.problem import Place, Problem, Refused
from pay_linkage.bookkeeping import record_lineage
from pay_linkage.corrections.lineage import lineage
from pay_linkage.corrections.stored import held_against
from pay_linkage.gate.kept import last_verdict
from pay_linkage.handover import receipts
from pay_linkage.ledger import Ledger, Publication, approval_in_force, publication_of, publish_stored_run
from pay_linkage.runs import Folder, Store, StoredRun
from pay_linkage.schemes import read_scheme
from pay_linkage.summary import breaches

Done = tuple[Publication, Folder]
"""A publication and the folder of its payroll files."""
if TYPE_CHECKING:
    from contracts.publication_gate import GateReport

Password = Callable[[], str]
"""Asks for the password of encrypted exports; only where there are any."""


def publish_run(
    ledger: Ledger,
    store: Store,
    run_id: str,
    by: str,
    force_reason: str | None = None,
    password: Password | None = None,
) -> tuple[Publication, Folder]:
    """Publish a run that is approved and passes the gate: the publication and the folder of its payroll files.

    May be called again at any time: the publication and the files are the same. The gate judges the run's files before
    anything is published, and afterwards also the files that payroll gets. Raises ``Refused`` where a grade is above
    its ceiling (rulebook §5), the gate is red, the approval is missing, or the run does not descend from the published
    one; also where it descends and its held parts were measured against an older publication (rulebook §8).
    """
    run = store.open(run_id)
    _refuse_breaches(run)
    record_lineage(ledger, store, run.manifest.run_id)
    judge = partial(_judge, ledger, store, run, by, password)
    is_judged = _is_to_be_judged(ledger, run)
    before = judge(None, None) if is_judged else None
    objections = partial(_objections, ledger, store, run, is_judged)
    done, folder = publish_stored_run(ledger, store, run.manifest.run_id, by, force_reason, objections)
    if not _has_passed(store, done):
        judge((done, folder), before)
    return done, folder


def _refuse_breaches(run: StoredRun) -> None:
    above = breaches(run)
    if above:
        place = Place(str(run.path))
        raise Refused(
            Problem("publication_of_breach", place, "quotas", "breach", str(one["group"]), str(one["breach"]))
            for one in above
        )


def _is_to_be_judged(ledger: Ledger, run: StoredRun) -> bool:
    """Whether the run could be published now: judging takes seconds, which nobody waits for without an approval."""
    run_id = run.manifest.run_id
    return publication_of(ledger, run_id) is None and approval_in_force(ledger, run_id) is not None


def _has_passed(store: Store, published: Publication) -> bool:
    """Whether the gate's last verdict is a green one over the files of the publication."""
    verdict = last_verdict(store, published.run_id)
    return verdict is not None and verdict.is_green and verdict.at > published.at


def _judge(
    ledger: Ledger,
    store: Store,
    run: StoredRun,
    by: str,
    password: Password | None,
    done: Done | None,
    before: GateReport | None,
) -> GateReport:
    """Ask the gate and keep its verdict; ``done``: the publication whose files are among those that are judged.

    ``before`` is what it found before publishing, where it was asked; then only the publication's files are new to it.
    Raises ``Refused`` with everything that the gate found.
    """
    from pay_linkage.gate.gate import gated  # noqa: PLC0415  (Great Expectations takes seconds to import)

    is_encrypted = any(receipt.encrypted for receipt in receipts(store, run))
    secret = password() if is_encrypted and password is not None else None
    report, page = gated(store, run.manifest.run_id, ledger, by, secret, before)
    if not report.is_green:
        facts = {"count": str(len(report.red)), "page": str(page), "sequence": str(done[0].sequence) if done else ""}
        code = "gate_is_red" if done is None else "publication_files_red"
        problems = [Problem(code, Place(""), key=report.run_id, facts=facts), *report.problems]
        raise Refused(problems, kept=str(done[1] if done else page))
    return report


def _objections(
    ledger: Ledger, store: Store, run: StoredRun, is_judged: bool, in_force: Publication | None
) -> list[Problem]:
    """What speaks against the publication, asked while nobody else can publish."""
    return [*_unjudged(ledger, run, is_judged), *_older_measure(store, run, in_force)]


def _unjudged(ledger: Ledger, run: StoredRun, is_judged: bool) -> list[Problem]:
    """Whether the run was approved only after this publisher had looked, so that the gate was not asked."""
    run_id = run.manifest.run_id
    if is_judged or approval_in_force(ledger, run_id) is None:
        return []
    return [Problem("publication_not_judged", Place(str(run.path)), key=run_id)]


def _older_measure(store: Store, run: StoredRun, in_force: Publication | None) -> list[Problem]:
    """Whether a rerun was made before the publication in force, under a scheme that holds people harmless."""
    if in_force is None:
        return []
    descends = in_force.run_id in {ancestor.manifest.run_id for ancestor in lineage(store, run.manifest.run_id)}
    scheme = read_scheme(run.scheme_bytes, run.manifest.scheme.name)
    if descends and scheme.hold_harmless and held_against(run) != in_force.run_id:
        facts = {"published": in_force.run_id, "measured": held_against(run) or "–"}
        return [Problem("publication_measured_before", Place(str(run.path)), key=run.manifest.run_id, facts=facts)]
    return []
