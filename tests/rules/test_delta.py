"""What an appeal may take away, and the differences that are paid."""

from __future__ import annotations

from decimal import Decimal

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from pay_linkage.rules.delta import differences, held_amounts, named_people

AMOUNT = pl.Decimal(38, 2)
PEOPLE = [f"P{number}" for number in range(8)]
CENTS = st.integers(min_value=0, max_value=3) | st.integers(min_value=0, max_value=10**12)
PAYROLLS = st.dictionaries(st.sampled_from(PEOPLE), CENTS)


def frame(cents: dict[str, int]) -> pl.DataFrame:
    rows = [(person, Decimal(amount).scaleb(-2)) for person, amount in cents.items()]
    return pl.DataFrame(rows, schema={"person_id": pl.String, "amount": AMOUNT}, orient="row")


def names(people: list[str]) -> pl.DataFrame:
    return pl.DataFrame({"person_id": people}, schema={"person_id": pl.String})


def cents(table: pl.DataFrame, column: str) -> dict[str, int]:
    return {person: int(amount.scaleb(2)) for person, amount in table.select("person_id", column).iter_rows()}


@given(PAYROLLS, PAYROLLS, st.sets(st.sampled_from(PEOPLE)))
def test_nobody_unnamed_gets_less_and_nobody_gets_more_than_that_takes(entitled, published, named) -> None:
    held = held_amounts(frame(entitled), frame(published), names(sorted(named)))
    parts, amounts = cents(held, "held"), cents(held, "amount")
    assert held.columns == ["person_id", "held", "amount"]
    assert held["person_id"].to_list() == sorted(amounts)
    for person in {*entitled, *published}:
        lacking = published.get(person, 0) - entitled.get(person, 0)
        expected = 0 if person in named else max(lacking, 0)
        assert parts.get(person, 0) == expected
        assert amounts.get(person, 0) == entitled.get(person, 0) + expected
    assert set(amounts) == {*entitled, *(person for person, part in parts.items() if part)}


@given(PAYROLLS, PAYROLLS)
def test_differences_bring_everybody_to_the_entitlement(entitled, published) -> None:
    owed = differences(frame(entitled), frame(published))
    paid = cents(owed, "difference")
    assert owed["person_id"].to_list() == sorted({*entitled, *published})
    for person in paid:
        assert published.get(person, 0) + paid[person] == entitled.get(person, 0)
    kinds = {
        "supplement": lambda amount: amount > 0,
        "recovery": lambda amount: amount < 0,
        "zero": lambda amount: amount == 0,
    }
    assert all(kinds[kind](paid[person]) for person, kind in owed.select("person_id", "kind").iter_rows())
    assert cents(owed, "published") == {person: published.get(person, 0) for person in paid}
    assert cents(owed, "entitled") == {person: entitled.get(person, 0) for person in paid}


@given(PAYROLLS, st.sets(st.sampled_from(PEOPLE)))
def test_without_any_effect_nothing_is_held_and_nothing_owed(payroll, named) -> None:
    held = held_amounts(frame(payroll), frame(payroll), names(sorted(named)))
    assert held["held"].sum() == 0
    assert set(differences(held, frame(payroll))["kind"]) <= {"zero"}


def test_amounts_keep_their_two_decimals() -> None:
    held = held_amounts(frame({"P1": 100}), frame({"P1": 105, "P2": 7}), names([]))
    assert held.schema == {"person_id": pl.String, "held": AMOUNT, "amount": AMOUNT}
    assert held.rows() == [("P1", Decimal("0.05"), Decimal("1.05")), ("P2", Decimal("0.07"), Decimal("0.07"))]


def assigned(*pairs: tuple[str, str]) -> pl.DataFrame:
    return pl.DataFrame(pairs, schema={"person_id": pl.String, "unit_id": pl.String}, orient="row")


def test_named_are_the_persons_and_everybody_of_the_units_before_and_after() -> None:
    before = assigned(("P1", "T1"), ("P2", "T2"), ("P3", "T3"), ("P4", "T1"))
    after = assigned(("P1", "T1"), ("P2", "T2"), ("P3", "T1"), ("P5", "T1"))
    touched = assigned(("P9", None), (None, "T1"))
    assert named_people(touched, before, after)["person_id"].to_list() == ["P1", "P3", "P4", "P5", "P9"]


def test_an_assignment_names_its_person_and_nobody_else() -> None:
    everyone = assigned(("P1", "T1"), ("P2", "T1"))
    assert named_people(assigned(("P1", None)), everyone, everyone)["person_id"].to_list() == ["P1"]


def test_nothing_names_nobody() -> None:
    everyone = assigned(("P1", "T1"))
    assert named_people(assigned(), everyone, everyone).is_empty()
