"""The tables, with the keys and conditions that hold within a row."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def _text(name: str, *, nullable: bool = False) -> sa.Column[str]:
    """A key, compared by code point in both databases; instants are kept so too."""
    kind = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
    return sa.Column(name, kind, nullable=nullable)


def _words(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=nullable)


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=False, autoincrement=False)


def _cents(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), nullable=False)


def upgrade() -> None:
    """Make all tables of the first version."""
    _runs()
    _corrections()
    _approvers()
    _approvals()
    _publications()
    _publication_lines()
    _events()
    op.create_table(
        "lock_holder", _number("id"), _words("holder"), sa.PrimaryKeyConstraint("id", name="pk_lock_holder")
    )


def _runs() -> None:
    op.create_table(
        "runs",
        _text("run_id"),
        _number("number"),
        _text("parent", nullable=True),
        _number("cycle"),
        _text("content_hash"),
        _text("made_by"),
        _text("made_by_key"),
        _text("made_at"),
        _words("reason"),
        _number("people"),
        _cents("amount_cents"),
        _text("entitlements_sha256"),
        _number("corrections"),
        _text("corrections_sha256"),
        sa.PrimaryKeyConstraint("run_id", name="pk_runs"),
        sa.UniqueConstraint("number", name="uq_runs_number"),
        sa.UniqueConstraint("run_id", "cycle", name="uq_runs_run_id_cycle"),
        sa.ForeignKeyConstraint(["parent", "cycle"], ["runs.run_id", "runs.cycle"], name="fk_runs_parent_cycle"),
        sa.CheckConstraint("parent <> run_id", name="ck_runs_no_parent_of_itself"),
        sa.CheckConstraint("content_hash <> '' AND made_by_key <> ''", name="ck_runs_hash_and_maker_given"),
        sa.CheckConstraint(
            "people >= 0 AND amount_cents >= 0 AND corrections >= 0", name="ck_runs_totals_not_negative"
        ),
    )


def _corrections() -> None:
    op.create_table(
        "corrections",
        _text("run_id"),
        _number("line"),
        _text("table_name"),
        _text("row_key"),
        _text("action"),
        _text("column_name", nullable=True),
        _words("old_value", nullable=True),
        _words("new_value", nullable=True),
        _words("reason"),
        _words("appeal_reference", nullable=True),
        _text("decided_on", nullable=True),
        _text("decided_by", nullable=True),
        sa.PrimaryKeyConstraint("run_id", "line", name="pk_corrections"),
        sa.ForeignKeyConstraint(
            ["run_id"], ["runs.run_id"], name="fk_corrections_run_id", deferrable=True, initially="DEFERRED"
        ),
        sa.CheckConstraint("action IN ('change', 'add', 'delete')", name="ck_corrections_action_known"),
    )


def _approvers() -> None:
    op.create_table(
        "approvers",
        _number("number"),
        _text("handle"),
        _text("handle_key"),
        _text("name"),
        _text("name_key"),
        _text("salt"),
        _number("scrypt_cost"),
        _text("public_key"),
        _text("added_at"),
        _text("added_by"),
        _text("retired_at", nullable=True),
        _text("retired_by", nullable=True),
        sa.PrimaryKeyConstraint("number", name="pk_approvers"),
        sa.CheckConstraint("handle_key <> '' AND name_key <> ''", name="ck_approvers_handle_and_name_given"),
        sa.CheckConstraint(
            "(retired_at IS NULL) = (retired_by IS NULL)", name="ck_approvers_retired_at_and_by_together"
        ),
    )
    in_force = sa.text("retired_at IS NULL")
    op.create_index(
        "ix_approvers_handle_in_force",
        "approvers",
        ["handle_key"],
        unique=True,
        sqlite_where=in_force,
        postgresql_where=in_force,
    )


def _approvals() -> None:
    op.create_table(
        "approvals",
        _number("number"),
        _text("run_id"),
        _text("content_hash"),
        _text("decision"),
        _number("approver"),
        _text("at"),
        _words("reason"),
        _text("nonce"),
        _text("signature"),
        sa.PrimaryKeyConstraint("number", name="pk_approvals"),
        sa.UniqueConstraint("nonce", name="uq_approvals_nonce"),
        sa.ForeignKeyConstraint(["run_id"], ["runs.run_id"], name="fk_approvals_run_id"),
        sa.ForeignKeyConstraint(["approver"], ["approvers.number"], name="fk_approvals_approver"),
        sa.CheckConstraint("decision IN ('approve', 'reject')", name="ck_approvals_decision_known"),
        sa.CheckConstraint("nonce <> ''", name="ck_approvals_nonce_given"),
    )


def _publications() -> None:
    op.create_table(
        "publications",
        _number("sequence"),
        _text("run_id"),
        _text("content_hash"),
        _number("cycle"),
        _number("ordinal"),
        _text("base_run", nullable=True),
        _text("kind"),
        _words("force_reason", nullable=True),
        _number("approval"),
        _number("people"),
        _number("lines"),
        _cents("sum_cents"),
        _text("lines_sha256"),
        _text("at"),
        _text("published_by"),
        sa.PrimaryKeyConstraint("sequence", name="pk_publications"),
        sa.UniqueConstraint("run_id", name="uq_publications_run_id"),
        sa.UniqueConstraint("cycle", "ordinal", name="uq_publications_cycle_ordinal"),
        sa.ForeignKeyConstraint(
            ["run_id", "cycle"], ["runs.run_id", "runs.cycle"], name="fk_publications_run_id_cycle"
        ),
        sa.ForeignKeyConstraint(["base_run"], ["publications.run_id"], name="fk_publications_base_run"),
        sa.ForeignKeyConstraint(["approval"], ["approvals.number"], name="fk_publications_approval"),
        sa.CheckConstraint("sequence >= 1 AND ordinal >= 1", name="ck_publications_counted_from_one"),
        sa.CheckConstraint(
            "(kind = 'full' AND ordinal = 1 AND base_run IS NULL AND force_reason IS NULL)"
            " OR (kind = 'difference' AND ordinal > 1 AND base_run IS NOT NULL)",
            name="ck_publications_kind_fits_ordinal",
        ),
        sa.CheckConstraint("force_reason <> ''", name="ck_publications_forced_with_reason"),
        sa.CheckConstraint(
            "people >= 0 AND lines >= 0 AND lines <= people", name="ck_publications_totals_not_negative"
        ),
    )


def _publication_lines() -> None:
    op.create_table(
        "publication_lines",
        _number("sequence"),
        _text("person_id"),
        _cents("paid_before_cents"),
        _cents("entitlement_cents"),
        _cents("difference_cents"),
        sa.PrimaryKeyConstraint("sequence", "person_id", name="pk_publication_lines"),
        sa.ForeignKeyConstraint(
            ["sequence"],
            ["publications.sequence"],
            name="fk_publication_lines_sequence",
            deferrable=True,
            initially="DEFERRED",
        ),
        sa.CheckConstraint(
            "paid_before_cents >= 0 AND entitlement_cents >= 0", name="ck_publication_lines_not_negative"
        ),
        sa.CheckConstraint(
            "difference_cents = entitlement_cents - paid_before_cents", name="ck_publication_lines_difference_adds_up"
        ),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_publication_lines_person_id", "publication_lines", ["person_id"])


def _events() -> None:
    op.create_table(
        "events",
        _number("sequence"),
        _text("at"),
        _text("actor"),
        _text("action"),
        _words("payload"),
        _text("previous_hash"),
        _text("hash"),
        sa.PrimaryKeyConstraint("sequence", name="pk_events"),
    )
    op.create_index("ix_events_action_actor", "events", ["action", "actor"])
