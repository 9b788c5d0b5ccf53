"""What the ledger tells and is told, as values: runs, corrections, approvers, approvals, publications, events, history.

Belongs here: the records' fields, their units, what may be empty. Stays out: where they are kept (``models``).
Instants are aware datetimes in UTC. Amounts are whole cents (分).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Decision = Literal["approve", "reject"]
Kind = Literal["full", "difference"]


@dataclass(frozen=True, slots=True)
class RunEntry:
    """A run as whoever made it enters it: identity, parent (``None``: not a rerun), content hash, who, when, why."""

    run_id: str
    parent: str | None
    cycle: int
    content_hash: str
    made_by: str
    made_at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class RunRecord:
    """A run as the ledger keeps it: the entry and the control totals of its payroll, held parts included."""

    number: int
    run_id: str
    parent: str | None
    cycle: int
    content_hash: str
    made_by: str
    made_at: datetime
    reason: str
    people: int
    amount_cents: int
    entitlements_sha256: str


@dataclass(frozen=True, slots=True)
class Correction:
    """One line of a corrections file (rulebook §8), its values as text; a line that deletes a row has no column."""

    table: str
    key: str
    action: str
    column: str | None
    old_value: str | None
    new_value: str | None
    reason: str
    appeal_reference: str | None
    decided_on: str | None
    decided_by: str | None


@dataclass(frozen=True, slots=True)
class Approver:
    """A person who may approve: the handle to sign in with, the name, who registered and who retired them."""

    number: int
    handle: str
    name: str
    added_at: datetime
    added_by: str
    retired_at: datetime | None
    retired_by: str | None


@dataclass(frozen=True, slots=True)
class Approval:
    """A decision on one run's content: it speaks of ``content_hash`` and nothing else, and its nonce never recurs."""

    number: int
    run_id: str
    content_hash: str
    decision: Decision
    approver: str
    at: datetime
    reason: str
    nonce: str


@dataclass(frozen=True, slots=True)
class Publication:
    """One publication and its control totals.

    ``ordinal`` counts the publications of a cycle from 1, ``base_run`` is the run published before in that cycle,
    ``force_reason`` says why a run that does not descend from it was published all the same. ``people`` are all with
    a line, zero differences too; ``lines`` are the lines in the payroll files; ``sum_cents`` is the sum of the
    differences; ``lines_sha256`` is the hash of the lines' canonical text.
    """

    sequence: int
    run_id: str
    content_hash: str
    cycle: int
    ordinal: int
    base_run: str | None
    kind: Kind
    force_reason: str | None
    approval: int
    people: int
    lines: int
    sum_cents: int
    lines_sha256: str
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class Event:
    """One entry of the log; ``hash`` covers every other field, ``previous_hash`` is the hash of the entry before."""

    sequence: int
    at: datetime
    actor: str
    action: str
    payload: Mapping[str, object]
    previous_hash: str
    hash: str


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """What one publication changed for one person: paid before, entitled to, and the difference paid or recovered."""

    sequence: int
    run_id: str
    cycle: int
    at: datetime
    paid_before_cents: int
    entitlement_cents: int
    difference_cents: int
