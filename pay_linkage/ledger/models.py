"""The ledger's tables.

Belongs here: columns, keys and the conditions that a database checks within one row. Stays out: what it checks
across rows and tables (``guards``), and the steps from an older ledger to this one (``migrations``).
"""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, MetaData, UniqueConstraint, text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from pay_linkage.ledger.column_types import Cents, Code, Instant, Words


class Base(DeclarativeBase):
    """The ledger's schema; every constraint has a name, so that a migration can speak of it."""

    metadata = MetaData(
        naming_convention={
            "pk": "pk_%(table_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[object, object]] = {str: Code, datetime: Instant}


class RunRow(Base):
    """Runs: what payroll they hold, as control totals, and by whom they were made."""

    __tablename__ = "runs"
    __table_args__ = (
        UniqueConstraint("number"),
        UniqueConstraint("run_id", "cycle"),
        ForeignKeyConstraint(["parent", "cycle"], ["runs.run_id", "runs.cycle"]),
        CheckConstraint("parent <> run_id", "no_parent_of_itself"),
        CheckConstraint("content_hash <> '' AND made_by_key <> ''", "hash_and_maker_given"),
        CheckConstraint("people >= 0 AND amount_cents >= 0 AND corrections >= 0", "totals_not_negative"),
    )
    run_id: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int]
    parent: Mapped[str | None]
    cycle: Mapped[int]
    content_hash: Mapped[str]
    made_by: Mapped[str]
    made_by_key: Mapped[str]
    made_at: Mapped[datetime]
    reason: Mapped[str] = mapped_column(Words)
    people: Mapped[int]
    amount_cents: Mapped[int] = mapped_column(Cents)
    entitlements_sha256: Mapped[str]
    corrections: Mapped[int]
    corrections_sha256: Mapped[str]


class CorrectionRow(Base):
    """Corrections: the lines that made a run out of its parent, in their file's order."""

    __tablename__ = "corrections"
    __table_args__ = (CheckConstraint("action IN ('change', 'add', 'delete')", "action_known"),)
    run_id: Mapped[str] = mapped_column(
        ForeignKey("runs.run_id", deferrable=True, initially="DEFERRED"), primary_key=True
    )
    line: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    table: Mapped[str] = mapped_column("table_name")
    key: Mapped[str] = mapped_column("row_key")
    action: Mapped[str]
    column: Mapped[str | None] = mapped_column("column_name")
    old_value: Mapped[str | None] = mapped_column(Words)
    new_value: Mapped[str | None] = mapped_column(Words)
    reason: Mapped[str] = mapped_column(Words)
    appeal_reference: Mapped[str | None] = mapped_column(Words)
    decided_on: Mapped[str | None]
    decided_by: Mapped[str | None]


class ApproverRow(Base):
    """Approvers: registered people; of the secret only the public half of the key that is made from it."""

    __tablename__ = "approvers"
    __table_args__ = (
        CheckConstraint("handle_key <> '' AND name_key <> ''", "handle_and_name_given"),
        CheckConstraint("(retired_at IS NULL) = (retired_by IS NULL)", "retired_at_and_by_together"),
        Index("ix_approvers_handle_in_force", "handle_key", unique=True, sqlite_where=text("retired_at IS NULL"),
              postgresql_where=text("retired_at IS NULL")),
    )  # fmt: skip
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    handle: Mapped[str]
    handle_key: Mapped[str]
    name: Mapped[str]
    name_key: Mapped[str]
    salt: Mapped[str]
    scrypt_cost: Mapped[int]
    public_key: Mapped[str]
    added_at: Mapped[datetime]
    added_by: Mapped[str]
    retired_at: Mapped[datetime | None]
    retired_by: Mapped[str | None]


class ApprovalRow(Base):
    """Approvals and rejections, each signed with the approver's key."""

    __tablename__ = "approvals"
    __table_args__ = (
        UniqueConstraint("nonce"),
        CheckConstraint("decision IN ('approve', 'reject')", "decision_known"),
        CheckConstraint("nonce <> ''", "nonce_given"),
    )
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    run_id: Mapped[str] = mapped_column(ForeignKey("runs.run_id"))
    content_hash: Mapped[str]
    decision: Mapped[str]
    approver: Mapped[int] = mapped_column(ForeignKey("approvers.number"))
    at: Mapped[datetime]
    reason: Mapped[str] = mapped_column(Words)
    nonce: Mapped[str]
    signature: Mapped[str]


class PublicationRow(Base):
    """Publications: at most one of a run, one after the other in a cycle, each with its control totals."""

    __tablename__ = "publications"
    __table_args__ = (
        UniqueConstraint("run_id"),
        UniqueConstraint("cycle", "ordinal"),
        ForeignKeyConstraint(["run_id", "cycle"], ["runs.run_id", "runs.cycle"]),
        CheckConstraint("sequence >= 1 AND ordinal >= 1", "counted_from_one"),
        CheckConstraint("(kind = 'full' AND ordinal = 1 AND base_run IS NULL AND force_reason IS NULL)"
                        " OR (kind = 'difference' AND ordinal > 1 AND base_run IS NOT NULL)", "kind_fits_ordinal"),
        CheckConstraint("force_reason <> ''", "forced_with_reason"),
        CheckConstraint("people >= 0 AND lines >= 0 AND lines <= people", "totals_not_negative"),
    )  # fmt: skip
    sequence: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    run_id: Mapped[str]
    content_hash: Mapped[str]
    cycle: Mapped[int]
    ordinal: Mapped[int]
    base_run: Mapped[str | None] = mapped_column(ForeignKey("publications.run_id"))
    kind: Mapped[str]
    force_reason: Mapped[str | None] = mapped_column(Words)
    approval: Mapped[int] = mapped_column(ForeignKey("approvals.number"))
    people: Mapped[int]
    lines: Mapped[int]
    sum_cents: Mapped[int] = mapped_column(Cents)
    lines_sha256: Mapped[str]
    at: Mapped[datetime]
    by: Mapped[str] = mapped_column("published_by")


class PublicationLineRow(Base):
    """Publication lines: what one person had been paid, is entitled to, and gets or gives back; zeros are kept."""

    __tablename__ = "publication_lines"
    __table_args__ = (
        CheckConstraint("paid_before_cents >= 0 AND entitlement_cents >= 0", "not_negative"),
        CheckConstraint("difference_cents = entitlement_cents - paid_before_cents", "difference_adds_up"),
        Index(None, "person_id"),
        {"sqlite_with_rowid": False},
    )
    sequence: Mapped[int] = mapped_column(
        ForeignKey("publications.sequence", deferrable=True, initially="DEFERRED"), primary_key=True
    )
    person_id: Mapped[str] = mapped_column(primary_key=True)
    paid_before_cents: Mapped[int] = mapped_column(Cents)
    entitlement_cents: Mapped[int] = mapped_column(Cents)
    difference_cents: Mapped[int] = mapped_column(Cents)


class ForgottenRow(Base):
    """Runs whose people's data was forgotten: their files and what their corrections said are gone."""

    __tablename__ = "forgotten_runs"
    run_id: Mapped[str] = mapped_column(ForeignKey("runs.run_id"), primary_key=True)
    at: Mapped[datetime]
    by: Mapped[str] = mapped_column("forgotten_by")
    reason: Mapped[str] = mapped_column(Words)


class EventRow(Base):
    """The log: every entry carries the hash of the one before."""

    __tablename__ = "events"
    __table_args__ = (Index(None, "action", "actor"),)
    sequence: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    actor: Mapped[str]
    action: Mapped[str]
    payload: Mapped[str] = mapped_column(Words)
    previous_hash: Mapped[str]
    hash: Mapped[str]


class LockHolderRow(Base):
    """Who wrote last or is writing now: told to those who wait (PostgreSQL; SQLite keeps it in a file beside it)."""

    __tablename__ = "lock_holder"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    holder: Mapped[str] = mapped_column(Words)
