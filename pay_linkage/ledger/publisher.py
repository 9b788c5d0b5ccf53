"""Publication: one run, approved by somebody else, exactly once; after the first only differences (rulebook §8).

Belongs here: whether a run may be published, and entering the publication with its lines. Stays out: the payroll files
that are derived from it (``publication_files``). What is published once is entered once; whether payroll then pays once
is payroll's to check, by the sequence number.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import polars as pl
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from contracts.free_text import text_problems
from contracts.problem import Place, Problem, Refused
from pay_linkage.ledger.approval import valid_approval
from pay_linkage.ledger.entitlements import entitlements_sha256, payable_entitlements
from pay_linkage.ledger.event_log import add_event, now
from pay_linkage.ledger.holder import Holder
from pay_linkage.ledger.ledger import Ledger
from pay_linkage.ledger.lines import difference_lines, keep_lines, lines_sha256, paid_in
from pay_linkage.ledger.models import ApprovalRow, PublicationRow, RunRow
from pay_linkage.ledger.records import Publication
from pay_linkage.ledger.rows import record, row_sha256
from pay_linkage.ledger.run_register import known_run, line_of_descent

Objections = Callable[[Publication | None], Sequence[Problem]]
"""What speaks against publishing a run, given the publication in force in its cycle."""


def no_objections(_: Publication | None) -> Sequence[Problem]:
    """Nothing but what the ledger itself knows."""
    return ()


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a publisher asks: a run by its id and content, the entitlements in it, and why it may be forced."""

    run_id: str
    content_hash: str
    entitlements: pl.DataFrame
    by: str
    force_reason: str | None
    objections: Objections


def publish(
    ledger: Ledger,
    run_id: str,
    content_hash: str,
    entitlements: pl.DataFrame,
    by: str,
    force_reason: str | None = None,
    objections: Objections = no_objections,
) -> Publication:
    """Publish the run, or give its publication where there is one already.

    ``content_hash`` and ``entitlements`` are those of the stored run as it is now. A run that does not descend from the
    one published before in its cycle needs a ``force_reason``, which is kept; where it descends, none is kept.
    ``objections`` are asked in the same transaction, so that no other publication comes between. Raises ``Refused``:
    unknown, changed, not approved, not descended, objected to; ``LedgerFailure``: nothing was published, or what was
    will be found by asking again.
    """
    problems = text_problems(ledger.name, by=by, **({} if force_reason is None else {"force_reason": force_reason}))
    if problems:
        raise Refused(problems)
    asked = _Asked(run_id, content_hash, payable_entitlements(entitlements, ledger.name), by, force_reason, objections)
    return ledger.write(Holder(by, "publish"), lambda session: _publish_once(session, ledger.name, asked))


def _publish_once(session: Session, ledger: str, asked: _Asked) -> Publication:
    run = known_run(session, ledger, asked.run_id)
    _refuse_changed(ledger, asked, run)
    there = session.scalar(select(PublicationRow).where(PublicationRow.run_id == run.run_id))
    if there:
        return record(Publication, there)
    base = latest(session, run.cycle)
    approval = valid_approval(session, ledger, run)
    descends = base is None or base.run_id in line_of_descent(session, run.run_id)
    problems = [*asked.objections(record(Publication, base) if base else None)]
    problems += [approval] if isinstance(approval, Problem) else []
    if not descends and asked.force_reason is None:
        facts = {"published": base.run_id if base else ""}
        problems.append(Problem("publication_not_descended", Place(ledger), key=run.run_id, facts=facts))
    if problems or isinstance(approval, Problem):
        raise Refused(problems)
    return _enter(session, asked, run, base, approval, None if descends else asked.force_reason)


def _refuse_changed(ledger: str, asked: _Asked, run: RunRow) -> None:
    """Changed content is refused for ever, before and after publication."""
    found = {
        "publication_of_changed_run": asked.content_hash != run.content_hash,
        "publication_of_other_amounts": entitlements_sha256(asked.entitlements) != run.entitlements_sha256,
    }
    problems = [Problem(code, Place(ledger), key=run.run_id) for code, is_so in found.items() if is_so]
    if problems:
        raise Refused(problems)


def _enter(
    session: Session,
    asked: _Asked,
    run: RunRow,
    base: PublicationRow | None,
    approval: ApprovalRow,
    force_reason: str | None,
) -> Publication:
    """Lines first, then the publication that seals them, then the log."""
    lines = difference_lines(asked.entitlements, paid_in(session, run.cycle))
    sequence = (session.scalar(select(func.max(PublicationRow.sequence))) or 0) + 1
    keep_lines(session, sequence, lines)
    row = PublicationRow(
        sequence=sequence,
        run_id=run.run_id,
        content_hash=run.content_hash,
        cycle=run.cycle,
        ordinal=base.ordinal + 1 if base else 1,
        base_run=base.run_id if base else None,
        kind="difference" if base else "full",
        force_reason=force_reason,
        approval=approval.number,
        people=lines.height,
        lines=(lines["difference_cents"] != 0).sum() if base else lines.height,
        sum_cents=lines["difference_cents"].sum(),
        lines_sha256=lines_sha256(lines),
        at=now(),
        by=asked.by,
    )
    session.add(row)
    session.flush()
    add_event(session, row.at, row.by, "run_published", _facts(row))
    return record(Publication, row)


def _facts(row: PublicationRow) -> dict[str, object]:
    names = ("sequence", "run_id", "content_hash", "cycle", "people", "lines", "sum_cents", "lines_sha256")
    return {name: getattr(row, name) for name in names} | {"row_sha256": row_sha256(row)}


def latest(session: Session, cycle: int) -> PublicationRow | None:
    """The row of the publication in force in the cycle."""
    of_cycle = select(PublicationRow).where(PublicationRow.cycle == cycle)
    return session.scalar(of_cycle.order_by(PublicationRow.ordinal.desc()).limit(1))
