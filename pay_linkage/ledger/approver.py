"""Approvers: people registered with a secret of their own, and how one proves to be who they say.

Belongs here: registering, retiring, proving, and how many wrong secrets are borne. Stays out: what they decide
(``approval``).
"""

from __future__ import annotations

from datetime import timedelta

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from contracts.free_text import text_problems
from contracts.problem import Place, Problem, Refused
from pay_linkage.ledger import secret as approver_secret
from pay_linkage.ledger.event_log import add_event, now
from pay_linkage.ledger.holder import Holder
from pay_linkage.ledger.identity import name_key
from pay_linkage.ledger.ledger import Ledger
from pay_linkage.ledger.models import ApproverRow, EventRow
from pay_linkage.ledger.records import Approver
from pay_linkage.ledger.rows import record, row_sha256

TRIES = 5
PAUSE = timedelta(minutes=15)
RETIREMENT = ("retired_at", "retired_by")


def add_approver(ledger: Ledger, name: str, secret: str, by: str, handle: str | None = None) -> Approver:
    """Register a person as an approver; ``handle`` (default: the name) is what they sign in with.

    Raises ``Refused`` where the handle is taken, a name says nothing, or the secret has under 12 characters.
    """
    handle = name if handle is None else handle
    problems = text_problems(ledger.name, name=name, handle=handle, by=by)
    problems += [
        Problem("approver_name_empty", Place(ledger.name), value=text) for text in {name, handle} if not name_key(text)
    ]
    if len(secret) < approver_secret.SHORTEST:
        shortest = str(approver_secret.SHORTEST)
        problems.append(Problem("approver_secret_short", Place(ledger.name), facts={"shortest": shortest}))
    if problems:
        raise Refused(problems)
    row = _approver_row(name, handle, secret, by)
    return ledger.write(Holder(by, "approvers"), lambda session: _add(session, ledger.name, row))


def _approver_row(name: str, handle: str, secret: str, by: str) -> dict[str, object]:
    salt, cost = approver_secret.new_salt(), approver_secret.SCRYPT_COST
    key = approver_secret.signing_key(secret, salt, cost)
    return {
        "handle": handle,
        "handle_key": name_key(handle),
        "name": name,
        "name_key": name_key(name),
        "salt": salt,
        "scrypt_cost": cost,
        "public_key": approver_secret.public_key(key),
        "added_by": by,
    }


def _add(session: Session, ledger: str, values: dict[str, object]) -> Approver:
    if approver_in_force(session, str(values["handle"])):
        raise Refused([Problem("approver_handle_taken", Place(ledger), value=str(values["handle"]))])
    number = (session.scalar(select(func.max(ApproverRow.number))) or 0) + 1
    row = ApproverRow(**values, number=number, added_at=now())
    session.add(row)
    session.flush()
    facts = {"number": number, "handle": row.handle, "row_sha256": row_sha256(row, *RETIREMENT)}
    add_event(session, row.added_at, row.added_by, "approver_added", facts)
    return record(Approver, row)


def retire_approver(ledger: Ledger, handle: str, by: str) -> Approver:
    """Retire an approver: what they approved and is not yet published needs another approval."""
    problems = text_problems(ledger.name, by=by)
    if problems:
        raise Refused(problems)
    return ledger.write(Holder(by, "approvers"), lambda session: _retire(session, ledger.name, handle, by))


def _retire(session: Session, ledger: str, handle: str, by: str) -> Approver:
    row = approver_in_force(session, handle)
    if row is None:
        raise Refused([Problem("approver_unknown", Place(ledger), value=handle)])
    row.retired_at, row.retired_by = now(), by
    session.flush()
    add_event(session, row.retired_at, by, "approver_retired", {"number": row.number, "handle": row.handle})
    return record(Approver, row)


def approvers(ledger: Ledger) -> list[Approver]:
    """All approvers, retired ones too, in the order in which they were registered."""
    with ledger.reading() as session:
        return [record(Approver, row) for row in session.scalars(select(ApproverRow).order_by(ApproverRow.number))]


def approver_in_force(session: Session, handle: str) -> ApproverRow | None:
    """The approver who signs in with this handle and is not retired."""
    mine = ApproverRow.handle_key == name_key(handle)
    return session.scalar(select(ApproverRow).where(mine, ApproverRow.retired_at.is_(None)))


def proven_key(session: Session, ledger: str, handle: str, secret: str) -> Ed25519PrivateKey | Problem:
    """The approver's key where the secret is theirs, else what is wrong.

    A wrong secret is entered in the log; after five the approver must wait a quarter of an hour. An unknown handle
    takes as long as a wrong secret.
    """
    row = approver_in_force(session, handle)
    if row is None:
        approver_secret.signing_key(secret, approver_secret.new_salt(), approver_secret.SCRYPT_COST)
        return Problem("approver_not_proven", Place(ledger), value=handle)
    if _wrong_secrets(session, row) >= TRIES:
        minutes = str(int(PAUSE.total_seconds() // 60))
        return Problem("approver_must_wait", Place(ledger), value=row.handle, facts={"minutes": minutes})
    key = approver_secret.signing_key(secret, row.salt, row.scrypt_cost)
    if approver_secret.is_key_of(key, row.public_key):
        return key
    add_event(session, now(), row.handle, "secret_refused", {"number": row.number})
    return Problem("approver_not_proven", Place(ledger), value=handle)


def _wrong_secrets(session: Session, row: ApproverRow) -> int:
    """Wrong secrets of the last quarter of an hour since the approver's last decision."""
    decided = select(func.max(EventRow.sequence)).where(
        EventRow.actor == row.handle, EventRow.action.in_(("run_approved", "run_rejected"))
    )
    wrong = select(func.count()).where(
        EventRow.actor == row.handle,
        EventRow.action == "secret_refused",
        EventRow.at > now() - PAUSE,
        EventRow.sequence > (session.scalar(decided) or 0),
    )
    return session.scalar(wrong) or 0
