"""The register of runs, and what may be entered."""

from __future__ import annotations

import polars as pl
import pytest
from ledger_scene import CORRECTION, MADE_AT, MAKER, entitlements, entry, recorded

from contracts.problem import Refused
from pay_linkage.ledger import Ledger, corrections, entitlements_of, lineage, record_run, run, runs


def test_a_run_is_entered_with_its_control_totals(ledger: Ledger) -> None:
    kept = recorded(ledger, "2018-1", {"b": 70, "a": 30})
    assert (kept.number, kept.run_id, kept.parent, kept.cycle) == (1, "2018-1", None, 2018)
    assert (kept.made_by, kept.made_at, kept.reason, kept.people, kept.amount_cents) == (MAKER, MADE_AT, "年终", 2, 100)
    assert kept.entitlements_sha256 == recorded(ledger, "2018-2", {"a": 30, "b": 70}).entitlements_sha256
    assert [record.run_id for record in runs(ledger)] == ["2018-1", "2018-2"]
    assert run(ledger, "2018-1") == kept


def test_a_run_entered_again_is_found(ledger: Ledger) -> None:
    first = recorded(ledger, "2018-1", {"a": 1})
    assert recorded(ledger, "2018-1", {"a": 1}, made_by="李四") == first
    assert runs(ledger) == [first]


@pytest.mark.parametrize(("amounts", "parent"), [({"a": 2}, "2018-0"), ({"a": 1}, None), ({"a": 1}, "2018-9")])
def test_a_run_with_other_content_is_not_the_one_entered(
    ledger: Ledger, amounts: dict[str, int], parent: str | None
) -> None:
    recorded(ledger, "2018-0", {"a": 1})
    recorded(ledger, "2018-9", {"a": 1})
    recorded(ledger, "2018-1", {"a": 1}, "2018-0")
    with pytest.raises(Refused, match="ledger_run_of_other_content"):
        recorded(ledger, "2018-1", amounts, parent)


def test_a_parent_is_known_and_of_the_same_cycle(ledger: Ledger) -> None:
    with pytest.raises(Refused, match="ledger_run_unknown"):
        recorded(ledger, "2018-2", {"a": 1}, "2018-1")
    recorded(ledger, "2018-1", {"a": 1})
    with pytest.raises(Refused, match="ledger_parent_of_other_cycle"):
        recorded(ledger, "2019-1", {"a": 1}, "2018-1", cycle=2019)
    with pytest.raises(Refused, match="ledger_run_unknown"):
        run(ledger, "2018-2")


def test_corrections_are_kept_in_their_order(ledger: Ledger) -> None:
    recorded(ledger, "2018-1", {"a": 1})
    lines = (
        CORRECTION,
        *(CORRECTION.__class__("events", f"E{n}", "delete", *[None] * 3, "撤销", *[None] * 3) for n in range(12)),
    )
    record_run(ledger, entry("2018-2", "2018-1"), entitlements({"a": 2}), lines)
    assert corrections(ledger, "2018-2") == list(lines)
    assert corrections(ledger, "2018-1") == []


def test_lineage_goes_from_the_run_to_the_first(ledger: Ledger) -> None:
    recorded(ledger, "2018-1", {"a": 1})
    recorded(ledger, "2018-2", {"a": 2}, "2018-1")
    recorded(ledger, "2018-3", {"a": 3}, "2018-2")
    recorded(ledger, "2018-4", {"a": 3}, "2018-1")
    assert lineage(ledger, "2018-3") == ["2018-3", "2018-2", "2018-1"]
    assert lineage(ledger, "2018-4") == ["2018-4", "2018-1"]


def test_a_maker_has_a_name(ledger: Ledger) -> None:
    with pytest.raises(Refused, match="said_text_missing"):
        recorded(ledger, "2018-1", {"a": 1}, made_by="…")


SCHEMA = {"person_id": pl.String(), "amount_cents": pl.Int64()}


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([("a", None)], "entitlement_empty"),
        ([(None, 1)], "entitlement_empty"),
        ([("", 1)], "entitlement_person_malformed"),
        ([("a\tb", 1)], "entitlement_person_malformed"),
        ([("a\n", 1)], "entitlement_person_malformed"),
        ([("a", 1), ("a", 1)], "entitlement_person_twice"),
        ([("a", -1)], "entitlement_negative"),
        ([("a", 10**15), ("b", 1)], "entitlement_total_too_large"),
        ([("a", 2**63 - 1), ("b", 2**63 - 1)], "entitlement_total_too_large"),
    ],
)
def test_amounts_that_cannot_be_paid_are_refused(ledger: Ledger, rows: list[tuple[object, object]], code: str) -> None:
    frame = pl.DataFrame(rows, schema=SCHEMA, orient="row")
    with pytest.raises(Refused) as refusal:
        record_run(ledger, entry("2018-1"), frame)
    assert [problem.code for problem in refusal.value.problems] == [code]
    assert runs(ledger) == []


def test_amounts_are_whole_cents_of_a_known_shape(ledger: Ledger) -> None:
    with pytest.raises(TypeError):
        record_run(ledger, entry("2018-1"), pl.DataFrame({"person_id": ["a"], "amount_cents": [1.5]}))


def test_entitlements_of_a_payroll_are_exact() -> None:
    amounts = pl.Series("amount", ["0.01", "24480.05", "99999999999.99"]).cast(pl.Decimal(18, 2))
    payroll = pl.DataFrame({"person_id": ["a", "b", "c"], "held": amounts * 0, "amount": amounts})
    assert entitlements_of(payroll).rows() == [("a", 1), ("b", 2_448_005), ("c", 9_999_999_999_999)]
