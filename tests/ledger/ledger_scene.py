"""People, runs and approvals to play with: amounts in whole cents by person."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal

import polars as pl

from pay_linkage.ledger import (
    Correction,
    Ledger,
    Publication,
    RunEntry,
    RunRecord,
    add_approver,
    approve,
    publish,
    publish_stored_run,
    record_run,
    record_stored_run,
    reject,
)
from pay_linkage.runs import Identity, Made, RunContent, Store

MAKER, APPROVER, SECRET = "张三", "王芳", "a secret of her own"
MADE_AT = datetime(2018, 12, 31, 15, 30, tzinfo=UTC)
CORRECTION = Correction(
    "ratings", "T03|publicity", "change", "score", "88", "90", "复核", "申诉-7", "2019-01-15", "考核办"
)

Amounts = Mapping[str, int]


def entitlements(amounts: Amounts) -> pl.DataFrame:
    schema = {"person_id": pl.String(), "amount_cents": pl.Int64()}
    return pl.DataFrame({"person_id": list(amounts), "amount_cents": list(amounts.values())}, schema=schema)


def entry(run_id: str, parent: str | None = None, *, cycle: int = 2018, made_by: str = MAKER) -> RunEntry:
    """A run's entry; its content hash is made from its id."""
    content = hashlib.sha256(run_id.encode()).hexdigest()
    return RunEntry(run_id, parent, cycle, content, made_by, MADE_AT, "年终")


def recorded(
    ledger: Ledger, run_id: str, amounts: Amounts, parent: str | None = None, *, cycle: int = 2018, made_by: str = MAKER
) -> RunRecord:
    lines: Sequence[Correction] = () if parent is None else (CORRECTION,)
    return record_run(ledger, entry(run_id, parent, cycle=cycle, made_by=made_by), entitlements(amounts), lines)


def with_approver(ledger: Ledger, name: str = APPROVER, handle: str | None = None) -> Ledger:
    add_approver(ledger, name, SECRET, by="root", handle=handle)
    return ledger


def approved(ledger: Ledger, run: RunRecord) -> RunRecord:
    approve(ledger, run.run_id, run.content_hash, APPROVER, SECRET, "核对无误")
    return run


def published(ledger: Ledger, run: RunRecord, amounts: Amounts, force_reason: str | None = None) -> Publication:
    return publish(ledger, run.run_id, run.content_hash, entitlements(amounts), MAKER, force_reason)


def paid_out(
    ledger: Ledger, run_id: str, amounts: Amounts, parent: str | None = None, *, cycle: int = 2018
) -> Publication:
    """A run recorded, approved and published."""
    run = approved(ledger, recorded(ledger, run_id, amounts, parent, cycle=cycle))
    return published(ledger, run, amounts)


def two_publications(ledger: Ledger, store: Store) -> Store:
    """Two publications handed over, of two runs that the approver approved, and a third run rejected."""
    first = approved(ledger, stored(ledger, store, {"a": 100, "b": 50, "c": 7, "d": 0}))
    publish_stored_run(ledger, store, first.run_id, MAKER)
    second = approved(ledger, stored(ledger, store, {"a": 130, "b": 50, "d": 20}, first.run_id))
    publish_stored_run(ledger, store, second.run_id, MAKER)
    third = stored(ledger, store, {"a": 1}, second.run_id)
    reject(ledger, third.run_id, third.content_hash, APPROVER, SECRET, "有误")
    return store


def run_content(amounts: Amounts, parent: str | None = None, name: str = "small") -> RunContent:
    """A run for the store: its payroll, one pay line each, and nothing else."""
    scheme = f"scheme: {name}\n".encode()
    people, cents = list(amounts), [Decimal(amount).scaleb(-2) for amount in amounts.values()]
    amount = pl.Series("amount", cents, dtype=pl.Decimal(18, 2))
    payroll = pl.DataFrame({"person_id": pl.Series(people, dtype=pl.String()), "held": amount * 0, "amount": amount})
    pay_lines = payroll.select("person_id", "amount", start_date=date(2018, 1, 1))
    return RunContent(
        identity=Identity(2018, hashlib.sha256(scheme).hexdigest(), {"people.csv": "1" * 64}, parent, version="1.0"),
        scheme_name=name,
        scheme_title={"en": name, "zh": name},
        scheme_bytes=scheme,
        inputs={},
        origins={},
        results={"payroll": payroll, "pay_lines": pay_lines},
        made=Made(at=MADE_AT, by=MAKER, why="年终"),
    )


def stored(ledger: Ledger, store: Store, amounts: Amounts, parent: str | None = None, name: str = "small") -> RunRecord:
    """A run written into the store and entered into the ledger."""
    run = store.write(run_content(amounts, parent, name))
    return record_stored_run(ledger, store.open(run.name), () if parent is None else (CORRECTION,))
