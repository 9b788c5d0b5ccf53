"""The log: what was done, one entry after the other, each carrying the hash of the one before.

Belongs here: adding an entry, reading entries, the hash of the last one (the anchor to keep outside). Stays out:
checking the chain (``verification``). An entry names runs, approvers and numbers, never an amount of a person.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from pay_linkage.ledger.fingerprint import canonical_json, value_sha256
from pay_linkage.ledger.ledger import Ledger
from pay_linkage.ledger.models import EventRow
from pay_linkage.ledger.records import Event

FIRST_PREVIOUS_HASH = "0" * 64
"""What the first entry carries as the hash of the one before."""


def now() -> datetime:
    """The present instant, in UTC."""
    return datetime.now(UTC)


def add_event(session: Session, at: datetime, actor: str, action: str, payload: Mapping[str, object]) -> EventRow:
    """The next entry of the log, added in the session's transaction."""
    last = _last(session)
    sequence, previous = (last.sequence, last.hash) if last else (0, FIRST_PREVIOUS_HASH)
    written = {
        "sequence": sequence + 1,
        "at": at,
        "actor": actor,
        "action": action,
        "payload": canonical_json(payload),
        "previous_hash": previous,
    }
    row = EventRow(**written, hash=event_hash(written))
    session.add(row)
    session.flush()
    return row


def event_hash(written: Mapping[str, object]) -> str:
    """The hash that an entry must carry: SHA-256 over all its other fields."""
    return value_sha256({name: value for name, value in written.items() if name != "hash"})


def events(ledger: Ledger) -> list[Event]:
    """The whole log, oldest entry first."""
    with ledger.reading() as session:
        return [_event(row) for row in session.scalars(select(EventRow).order_by(EventRow.sequence))]


def head(ledger: Ledger) -> str:
    """The hash of the log's last entry. Kept outside, it shows later that nothing before it was cut off or rebuilt."""
    with ledger.reading() as session:
        last = _last(session)
        return last.hash if last else FIRST_PREVIOUS_HASH


def _last(session: Session) -> EventRow | None:
    return session.scalar(select(EventRow).order_by(EventRow.sequence.desc()).limit(1))


def _event(row: EventRow) -> Event:
    payload = json.loads(row.payload)
    return Event(row.sequence, row.at, row.actor, row.action, payload, row.previous_hash, row.hash)
