"""Approvals: one person's decision on another's run, bound to the run's content and signed.

Belongs here: deciding, and which approval a publication may rest on. Stays out: who may decide (``approver``).
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from contracts.free_text import text_problems
from contracts.problem import Place, Problem, Refused
from pay_linkage.ledger.approver import approver_in_force, proven_key
from pay_linkage.ledger.event_log import add_event, now
from pay_linkage.ledger.fingerprint import canonical_json
from pay_linkage.ledger.holder import Holder
from pay_linkage.ledger.ledger import Ledger
from pay_linkage.ledger.models import ApprovalRow, ApproverRow, PublicationRow, RunRow
from pay_linkage.ledger.records import Approval, Decision
from pay_linkage.ledger.rows import row_sha256, row_values
from pay_linkage.ledger.run_register import known_run
from pay_linkage.ledger.secret import is_signed, signature

DONE = {"approve": "run_approved", "reject": "run_rejected"}


@dataclass(frozen=True, slots=True)
class _Asked:
    """What an approver asks to be entered."""

    run_id: str
    content_hash: str
    decision: Decision
    handle: str
    reason: str
    nonce: str


def approve(
    ledger: Ledger, run_id: str, content_hash: str, approver: str, secret: str, reason: str, nonce: str | None = None
) -> Approval:
    """Approve the run as it stood when its content had this hash.

    ``approver`` is the handle. ``nonce`` (default: a random one) makes the decision one of a kind: a second one with
    the same nonce is refused. Raises ``Refused``: wrong secret, other content, own run, replay, published already.
    """
    asked = _Asked(run_id, content_hash, "approve", approver, reason, nonce or secrets.token_hex(16))
    return _decide(ledger, asked, secret)


def reject(
    ledger: Ledger, run_id: str, content_hash: str, approver: str, secret: str, reason: str, nonce: str | None = None
) -> Approval:
    """Reject the run: approvals before this hold no longer. Makers may reject their own. Raises as ``approve``."""
    asked = _Asked(run_id, content_hash, "reject", approver, reason, nonce or secrets.token_hex(16))
    return _decide(ledger, asked, secret)


def _decide(ledger: Ledger, asked: _Asked, secret: str) -> Approval:
    problems = text_problems(ledger.name, reason=asked.reason, approver=asked.handle, nonce=asked.nonce)
    if problems:
        raise Refused(problems)
    outcome = ledger.write(
        Holder(asked.handle, asked.decision), lambda session: _decided(session, ledger.name, asked, secret)
    )
    if isinstance(outcome, Approval):
        return outcome
    raise Refused(outcome)


def _decided(session: Session, ledger: str, asked: _Asked, secret: str) -> Approval | list[Problem]:
    """The decision entered, or why not: returned, not raised, so that a wrong secret stays in the log."""
    run = known_run(session, ledger, asked.run_id)
    key = proven_key(session, ledger, asked.handle, secret)
    if isinstance(key, Problem):
        return [key]
    approver = approver_in_force(session, asked.handle)
    if approver is None:
        raise AssertionError("unreachable: a key is proven for an approver in force")
    problems = _objections(session, ledger, asked, run, approver)
    return problems or _enter(session, asked, approver, key)


def _objections(session: Session, ledger: str, asked: _Asked, run: RunRow, approver: ApproverRow) -> list[Problem]:
    found = {
        "approval_of_other_content": asked.content_hash != run.content_hash,
        "approval_of_own_run": asked.decision == "approve" and is_maker(run, approver),
        "approval_replayed": _has(session, ApprovalRow.nonce == asked.nonce),
        "approval_after_publication": _has(session, PublicationRow.run_id == run.run_id),
    }
    return [
        Problem(code, Place(ledger), key=run.run_id, value=approver.handle) for code, is_so in found.items() if is_so
    ]


def is_maker(run: RunRow, approver: ApproverRow) -> bool:
    """Whether approver and maker of the run are one person, as far as names tell."""
    return run.made_by_key in {approver.handle_key, approver.name_key}


def _has(session: Session, condition: object) -> bool:
    return bool(session.scalar(select(func.count()).where(condition)))  # type: ignore[arg-type]


def _enter(session: Session, asked: _Asked, approver: ApproverRow, key: Ed25519PrivateKey) -> Approval:
    decided = {
        "number": (session.scalar(select(func.max(ApprovalRow.number))) or 0) + 1,
        "run_id": asked.run_id,
        "content_hash": asked.content_hash,
        "decision": asked.decision,
        "approver": approver.number,
        "at": now(),
        "reason": asked.reason,
        "nonce": asked.nonce,
    }
    row = ApprovalRow(**decided, signature=signature(key, signed_message(decided)))
    session.add(row)
    session.flush()
    facts = {"number": row.number, "run_id": row.run_id, "content_hash": row.content_hash}
    add_event(session, row.at, approver.handle, DONE[asked.decision], {**facts, "row_sha256": row_sha256(row)})
    return _approval(row, approver.handle)


def signed_message(decided: Mapping[str, object]) -> str:
    """What the approver signs: every field of the decision but the signature."""
    return canonical_json({name: value for name, value in decided.items() if name != "signature"})


def approvals(ledger: Ledger, run_id: str) -> list[Approval]:
    """All decisions on the run, oldest first."""
    with ledger.reading() as session:
        return [_approval(row, handle) for row, handle in _decisions(session, run_id)]


def approval_in_force(ledger: Ledger, run_id: str) -> Approval | None:
    """The approval that a publication of the run would rest on, or none. Raises ``Refused`` for an unknown run."""
    with ledger.reading() as session:
        found = valid_approval(session, ledger.name, known_run(session, ledger.name, run_id))
        if isinstance(found, Problem):
            return None
        return next(_approval(row, handle) for row, handle in _decisions(session, run_id) if row.number == found.number)


def valid_approval(session: Session, ledger: str, run: RunRow) -> ApprovalRow | Problem:
    """The latest approval of exactly the run's content by somebody else, in force and signed; else what is missing."""
    code = "publication_not_approved"
    decisions = select(ApprovalRow, ApproverRow).join(ApproverRow).where(ApprovalRow.run_id == run.run_id)
    for row, approver in session.execute(decisions.order_by(ApprovalRow.number.desc())).tuples():
        if row.decision == "reject":
            code = "publication_rejected" if code == "publication_not_approved" else code
            break
        fault = _fault(run, row, approver)
        if fault is None:
            return row
        code = fault
    return Problem(code, Place(ledger), key=run.run_id)


def _fault(run: RunRow, row: ApprovalRow, approver: ApproverRow) -> str | None:
    """Why a publication cannot rest on the approval; nothing where it can."""
    if row.content_hash != run.content_hash:
        return "publication_approved_other_content"
    if is_maker(run, approver):
        return "publication_approved_by_maker"
    if not is_signed(signed_message(row_values(row)), row.signature, approver.public_key):
        return "publication_approval_not_signed"
    return "publication_approver_retired" if approver.retired_at else None


def _decisions(session: Session, run_id: str) -> list[tuple[ApprovalRow, str]]:
    wanted = select(ApprovalRow, ApproverRow.handle).join(ApproverRow).where(ApprovalRow.run_id == run_id)
    return [(row, handle) for row, handle in session.execute(wanted.order_by(ApprovalRow.number))]


def _approval(row: ApprovalRow, handle: str) -> Approval:
    decision: Decision = "approve" if row.decision == "approve" else "reject"
    return Approval(row.number, row.run_id, row.content_hash, decision, handle, row.at, row.reason, row.nonce)
