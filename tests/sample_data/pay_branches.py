"""Branches of time shares, coefficients and pools (rulebook §§6-7): how often each occurs in a sample."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

from tests.sample_data.sample_facts import Facts, Row
from tests.sample_data.unit_branches import how_many, is_midpoint

DAY = timedelta(days=1)
CENT = Fraction(1, 100)
OPEN = "9999-12-31"


def _day(text: str) -> date:
    return date.fromisoformat(text or OPEN)


def _moves(facts: Facts) -> list[tuple[Row, Row]]:
    """Neighbouring assignments of a person in the cycle, without a day between, in two units."""
    return [
        (former, later)
        for rows in facts.spells.values()
        for former, later in pairwise(rows)
        if former["end_date"] and _day(former["end_date"]) + DAY == _day(later["start_date"])
    ]


def people_who_moved_in_mid_year(facts: Facts) -> int:
    return how_many(later["start_date"][5:] not in ("01-01", "12-31") for _, later in _moves(facts))


def moves_on_the_reference_day(facts: Facts) -> int:
    return how_many(later["start_date"].endswith("-15") for _, later in _moves(facts))


def moves_on_the_day_after_it(facts: Facts) -> int:
    return how_many(later["start_date"].endswith("-16") for _, later in _moves(facts))


def moves_on_the_day_before_it(facts: Facts) -> int:
    return how_many(later["start_date"].endswith("-14") for _, later in _moves(facts))


def moves_to_another_category(facts: Facts) -> int:
    categories = {row["unit_id"]: row["category"] for row in facts.units}
    return how_many(categories[one["unit_id"]] != categories[other["unit_id"]] for one, other in _moves(facts))


def moves_to_a_unit_with_another_grade(facts: Facts) -> int:
    grades = {row["unit_id"]: row["grade"] for row in facts.units}
    return how_many(grades[one["unit_id"]] != grades[other["unit_id"]] for one, other in _moves(facts))


def people_with_three_assignments(facts: Facts) -> int:
    return how_many(len(rows) >= 3 for rows in facts.spells.values())


def people_who_joined_late(facts: Facts) -> int:
    return how_many(f"{facts.cycle}-01-01" < rows[0]["start_date"] for rows in facts.spells.values())


def people_who_left_early(facts: Facts) -> int:
    return how_many((rows[-1]["end_date"] or OPEN) < f"{facts.cycle}-12-31" for rows in facts.spells.values())


def people_with_a_gap(facts: Facts) -> int:
    return how_many(
        _day(former["end_date"]) + DAY < _day(later["start_date"])
        for rows in facts.spells.values()
        for former, later in pairwise(rows)
    )


def lines_with_a_share_of_nothing(facts: Facts) -> int:
    return how_many(row["time_share"] == "0" and row["amount"] == "0.00" for row in facts.lines)


def assignments_before_the_cycle(facts: Facts) -> int:
    return how_many((row["end_date"] or OPEN)[:4] < facts.cycle for row in facts.input("assignments"))


def assignments_after_the_cycle(facts: Facts) -> int:
    return how_many(row["start_date"][:4] > facts.cycle for row in facts.input("assignments"))


def assignments_of_the_cycles_first_day_alone(facts: Facts) -> int:
    return how_many(row["end_date"] == f"{facts.cycle}-01-01" for row in facts.lines)


def assignments_of_the_cycles_last_day_alone(facts: Facts) -> int:
    return how_many(row["start_date"] == f"{facts.cycle}-12-31" for row in facts.lines)


def assignments_ending_after_the_cycle(facts: Facts) -> int:
    return how_many((row["end_date"] or "")[:4] > facts.cycle for row in facts.lines)


def shares_of_a_leap_year(facts: Facts) -> int:
    """Shares that are whole 366ths and not 365ths."""
    shares = [Fraction(row["time_share"]) for row in facts.lines if row["time_share"] != "1"]
    return how_many(_is_whole(share, 366) and not _is_whole(share, 365) for share in shares)


def _is_whole(share: Fraction, parts: int) -> bool:
    return abs(share - Fraction(round(share * parts), parts)) <= Fraction(1, 2 * 10**6)


# Pools


def _sums(facts: Facts) -> dict[str, list[tuple[Fraction, Fraction, Fraction]]]:
    """Scope → exact, rounded and paid amount of its lines; shares are of twelve months, as the schemes have it."""
    scope_is_unit = {row["scope_id"] for row in facts.input("pools")} != {"all"}
    found = defaultdict(list)
    for row in facts.lines:
        months = round(Fraction(row["time_share"]) * 12)
        exact = Fraction(row["base_pay"]) * months / 12 * Fraction(row["individual_coefficient"])
        exact *= Fraction(row["unit_coefficient"] or 1)
        rounded = (exact / CENT + Fraction(1, 2)) // 1 * CENT
        found[row["unit_id"] if scope_is_unit else "all"].append((exact, rounded, Fraction(row["amount"])))
    return dict(found)


def _pools(facts: Facts) -> list[tuple[Fraction, Fraction, Fraction, Fraction]]:
    """Each pool with lines: its amount, and the sums of the exact, rounded and paid amounts."""
    amounts = {row["scope_id"]: Fraction(row["amount"]) for row in facts.input("pools")}
    return [
        (amounts[scope], *(sum(column, Fraction(0)) for column in zip(*rows, strict=True)))
        for scope, rows in _sums(facts).items()
    ]


def pools_that_bind(facts: Facts) -> int:
    return how_many(exact > amount == paid for amount, exact, _, paid in _pools(facts))


def pools_that_do_not_bind(facts: Facts) -> int:
    return how_many(rounded < amount and rounded == paid for amount, _, rounded, paid in _pools(facts))


def pools_that_only_rounding_exceeds(facts: Facts) -> int:
    return how_many(exact <= amount < rounded and amount == paid for amount, exact, rounded, paid in _pools(facts))


def pools_of_units_without_lines(facts: Facts) -> int:
    paid = {row["unit_id"] for row in facts.lines}
    return how_many(row["scope_id"] not in paid for row in facts.input("pools"))


def pools_filled_to_the_cent(facts: Facts) -> int:
    amounts = [Fraction(row["amount"]) for row in facts.input("pools")]
    return int(len(amounts) == 1 and sum(Fraction(row["amount"]) for row in facts.lines) == amounts[0])


# Coefficients


def people_without_base_pay(facts: Facts) -> int:
    return how_many(row["base_pay"] == row["amount"] == "0.00" for row in facts.lines)


def lines_paid_nothing_for_their_grade(facts: Facts) -> int:
    return how_many(row["individual_coefficient"] == "0" and row["amount"] == "0.00" for row in facts.lines)


def coefficients_above_one_from_scores(facts: Facts) -> int:
    return how_many(Fraction(row["individual_coefficient"]) > 1 for row in facts.lines)


def score_quotients_on_a_midpoint(facts: Facts) -> int:
    return how_many(row["score"] and is_midpoint(Fraction(row["score"]) / 100, 4) for row in facts.persons)


def units_beyond_the_ends_of_the_curve(facts: Facts) -> int:
    """1 where both ends occur: a final score above 100 and one below 60."""
    scores = [Fraction(row["final_score"]) for row in facts.units]
    return int(max(scores) > 100 and min(scores) < 60)


def different_unit_coefficients(facts: Facts) -> int:
    return int(len({row["unit_coefficient"] for row in facts.lines}) >= 4)
