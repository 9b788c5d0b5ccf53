"""Branches of the units' grading (rulebook §4): how often each occurs in a sample."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction

from tests.sample_data.sample_facts import Facts, Row
from tests.sample_data.unit_branches import how_many


def _events(facts: Facts, kind: str) -> set[str]:
    return {row["unit_id"] for row in facts.input("events") if facts.scheme["events"][row["code"]]["kind"] == kind}


def _fail_line(facts: Facts, row: Row) -> Fraction:
    """The final score below which a unit of the row's category fails."""
    first = max(Fraction(other["final_score"]) for other in facts.in_category(row["category"]))
    return Fraction(facts.scheme["categories"][row["category"]]["grades"]["fail_share"] or 0) * first


def _is_free(row: Row) -> bool:
    return row["failed"] == row["barred"] == "false"


def _edges(facts: Facts) -> list[tuple[list[Row], list[Row], int]]:
    """For each grade but the last: the units with it or a better one, those below, and the places down to it."""
    found = []
    for category, rule in facts.scheme["categories"].items():
        names = rule["grades"]["names"]
        for last in range(len(names) - 1):
            rows = facts.in_category(category)
            above = [row for row in rows if names.index(row["grade"]) <= last]
            below = [row for row in rows if names.index(row["grade"]) > last]
            found.append((above, below, sum(facts.unit_places(category)[: last + 1])))
    return found


def ties_at_an_edge_that_all_get_the_grade(facts: Facts) -> int:
    """More units than places, the last of them tied."""
    found = 0
    for above, _, places in _edges(facts):
        last = max(int(row["rank"]) for row in above)
        found += len(above) > places and how_many(int(row["rank"]) == last for row in above) > len(above) - places
    return found


def ties_at_an_edge_that_none_gets(facts: Facts) -> int:
    """Places left though the next units are free, tied, and more than the places left."""
    found = 0
    for above, below, places in _edges(facts):
        free = [row for row in below if _is_free(row)]
        next_rank = min((int(row["rank"]) for row in free), default=0)
        tied = how_many(int(row["rank"]) == next_rank for row in free)
        found += 0 < places - len(above) < tied
    return found


def final_scores_told_apart(facts: Facts) -> int:
    """Equal final scores whose order the further keys decide."""
    ranks: dict[tuple[str, str], set[str]] = {}
    for row in facts.units:
        ranks.setdefault((row["category"], row["final_score"]), set()).add(row["rank"])
    return how_many(len(found) > 1 for found in ranks.values())


def _kept_from_the_best(facts: Facts) -> list[Row]:
    """Barred units whose rank has a place of the best grade."""
    return [
        row
        for row in facts.units
        if row["barred"] == "true"
        and int(row["rank"]) <= facts.unit_places(row["category"])[0]
        and row["grade"] != facts.best_grade(row["category"])
    ]


def units_kept_from_the_best_grade(facts: Facts) -> int:
    return len(_kept_from_the_best(facts))


def places_of_barred_units_refilled(facts: Facts) -> int:
    """Of them, those whose place went to the next."""
    best = Counter(row["category"] for row in facts.units if row["grade"] == facts.best_grade(row["category"]))
    return how_many(
        best[row["category"]] >= facts.unit_places(row["category"])[0] for row in _kept_from_the_best(facts)
    )


def places_left_by_the_minimum_score(facts: Facts) -> int:
    """Places of the best grade that stay empty though a unit that nothing bars comes next."""
    found = 0
    for category, rule in facts.scheme["categories"].items():
        best = facts.best_grade(category)
        minimum = rule["grades"]["minimum"].get(best)
        filled = how_many(row["grade"] == best for row in facts.in_category(category))
        waiting = [row for row in facts.in_category(category) if row["grade"] != best and _is_free(row)]
        if minimum is not None and waiting and all(Fraction(row["final_score"]) < minimum for row in waiting):
            found += facts.unit_places(category)[0] - filled
    return found


def units_failing_by_an_event(facts: Facts) -> int:
    failing = _events(facts, "fail")
    return how_many(
        row["failed"] == "true" and row["unit_id"] in failing and Fraction(row["final_score"]) >= _fail_line(facts, row)
        for row in facts.units
    )


def units_failing_by_their_score(facts: Facts) -> int:
    failing = _events(facts, "fail")
    return how_many(
        row["failed"] == "true"
        and row["unit_id"] not in failing
        and Fraction(row["final_score"]) < _fail_line(facts, row)
        for row in facts.units
    )


def units_failing_both_ways(facts: Facts) -> int:
    failing = _events(facts, "fail")
    return how_many(
        row["unit_id"] in failing and Fraction(row["final_score"]) < _fail_line(facts, row) for row in facts.units
    )


def units_exactly_at_the_fail_line(facts: Facts) -> int:
    return how_many(
        row["failed"] == "false" and Fraction(row["final_score"]) == _fail_line(facts, row) for row in facts.units
    )


def failed_units_without_a_place(facts: Facts) -> int:
    """Failed units beyond the last grade's places, which the better grades lack."""
    failed = Counter(row["category"] for row in facts.units if row["failed"] == "true")
    return sum(max(0, count - facts.unit_places(category)[-1]) for category, count in failed.items())


def units_failed_and_barred(facts: Facts) -> int:
    return how_many(row["failed"] == row["barred"] == "true" for row in facts.units)


def units_rising(facts: Facts) -> int:
    return how_many(int(row["places_gained"]) > 0 for row in facts.units)


def units_falling(facts: Facts) -> int:
    return how_many(int(row["places_gained"]) < 0 for row in facts.units)


def units_without_people(facts: Facts) -> int:
    assigned = {row["unit_id"] for row in facts.input("assignments")}
    return how_many(row["unit_id"] not in assigned for row in facts.units)
