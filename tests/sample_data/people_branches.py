"""Branches of the rules about people's grades (rulebook §5): how often each occurs in a sample."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction

from tests.sample_data.sample_facts import Facts, Row
from tests.sample_data.unit_branches import how_many

BEST = "excellent"


def _graded(facts: Facts, role: str = "staff") -> list[Row]:
    return [row for row in facts.persons if row["graded"] == "yes" and row["role"] == role]


def _cell(row: Row, column: str) -> str:
    return row.get(column) or ""


def _groups(facts: Facts) -> dict[str, list[Row]]:
    """Group of the quotas table → its graded staff."""
    own = {row["group"] for row in facts.quotas}
    found: dict[str, list[Row]] = {}
    categories = {row["unit_id"]: row["category"] for row in facts.units}
    for row in _graded(facts):
        unit = row["unit_id"]
        group = unit if unit in own else f"{categories[unit]}/{row['unit_grade']}"
        found.setdefault(group, []).append(row)
    return found


def _open_to_best(rows: list[Row]) -> list[Row]:
    return [row for row in rows if not _cell(row, "grade_fixed") and _cell(row, "grade_cap") in ("", BEST)]


def people_tied_at_the_edge_who_all_miss_it(facts: Facts) -> int:
    """Places of the best grade left empty, the next in order tied and more than the places left."""
    places = {row["group"]: int(row[f"places_{BEST}"]) for row in facts.quotas}
    found = 0
    for group, rows in _groups(facts).items():
        got = how_many(row["individual_grade"] == BEST for row in rows)
        waiting = [Fraction(row["score"]) for row in _open_to_best(rows) if row["individual_grade"] != BEST]
        tied = how_many(score == max(waiting) for score in waiting)
        found += 0 < places[group] - got < tied
    return found


def people_tied_and_told_apart(facts: Facts) -> int:
    """The same group and score, one excellent and the other not, though open to it."""
    found = 0
    for rows in _groups(facts).values():
        free = _open_to_best(rows)
        best = {Fraction(row["score"]) for row in free if row["individual_grade"] == BEST}
        rest = {Fraction(row["score"]) for row in free if row["individual_grade"] != BEST}
        found += len(best & rest)
    return found


def ungraded_people(facts: Facts) -> int:
    return how_many(row["individual_grade"] == "ungraded" and row["ungraded_reason"] for row in facts.persons)


def ungraded_heads(facts: Facts) -> int:
    return how_many(row["individual_grade"] == "ungraded" and row["role"] == "head" for row in facts.persons)


def ungraded_people_with_a_score(facts: Facts) -> int:
    return how_many(row["graded"] == "no" and row["score"] for row in facts.persons)


def ungraded_people_without_a_score(facts: Facts) -> int:
    return how_many(row["graded"] == "no" and not row["score"] for row in facts.persons)


def ungraded_people_whose_cap_counts_for_nothing(facts: Facts) -> int:
    return how_many(row["graded"] == "no" and _cell(row, "grade_cap") for row in facts.persons)


def people_kept_from_excellent_by_their_cap(facts: Facts) -> int:
    """With a score above that of somebody excellent in their own group."""
    found = 0
    for rows in _groups(facts).values():
        lowest = min((Fraction(row["score"]) for row in rows if row["individual_grade"] == BEST), default=None)
        found += how_many(
            lowest is not None and _cell(row, "grade_cap") not in ("", BEST) and Fraction(row["score"]) > lowest
            for row in rows
        )
    return found


def _fixed(facts: Facts, grade: str) -> int:
    return how_many(_cell(row, "grade_fixed") == row["individual_grade"] == grade for row in _graded(facts))


def people_fixed_as_competent(facts: Facts) -> int:
    return _fixed(facts, "competent")


def people_fixed_as_basically_competent(facts: Facts) -> int:
    return _fixed(facts, "basically_competent")


def people_fixed_as_incompetent(facts: Facts) -> int:
    return _fixed(facts, "incompetent")


def people_with_a_cap_and_a_fixed_grade(facts: Facts) -> int:
    return how_many(_cell(row, "grade_cap") and _cell(row, "grade_fixed") for row in _graded(facts))


def fixed_grades_that_take_a_better_place(facts: Facts) -> int:
    """More people fixed at a grade than it has places in their group."""
    found = 0
    places = {row["group"]: row for row in facts.quotas}
    for group, rows in _groups(facts).items():
        fixed = Counter(_cell(row, "grade_fixed") for row in rows)
        found += how_many(count > int(places[group][f"places_{grade}"]) for grade, count in fixed.items() if grade)
    return found


def fixed_grades_beyond_every_place(facts: Facts) -> int:
    """More people fixed at a grade than there are places of it and all better ones: the lack is dropped."""
    names = facts.scheme["quotas"]["names"]
    found = 0
    rows_of = {row["group"]: row for row in facts.quotas}
    for group, rows in _groups(facts).items():
        for place, grade in enumerate(names):
            fixed = how_many(_cell(row, "grade_fixed") == grade for row in rows)
            found += fixed > sum(int(rows_of[group][f"places_{better}"]) for better in names[: place + 1])
    return found


def heads_excellent_with_their_unit(facts: Facts) -> int:
    return how_many(row["individual_grade"] == BEST for row in _graded(facts, "head"))


def heads_incompetent_with_their_unit(facts: Facts) -> int:
    return how_many(
        row["individual_grade"] == "incompetent" and not _cell(row, "grade_fixed") for row in _graded(facts, "head")
    )


def heads_basically_competent_with_their_unit(facts: Facts) -> int:
    return how_many(
        row["individual_grade"] == "basically_competent" and not _cell(row, "grade_fixed")
        for row in _graded(facts, "head")
    )


def heads_with_a_fixed_grade(facts: Facts) -> int:
    mapped = facts.scheme["quotas"]["follow_unit"]
    return how_many(
        row["individual_grade"] == _cell(row, "grade_fixed") != mapped[row["unit_grade"]]
        for row in _graded(facts, "head")
    )


def heads_held_down_by_their_cap(facts: Facts) -> int:
    mapped = facts.scheme["quotas"]["follow_unit"]
    return how_many(
        row["individual_grade"] == _cell(row, "grade_cap") != mapped[row["unit_grade"]]
        and not _cell(row, "grade_fixed")
        for row in _graded(facts, "head")
    )


def units_with_two_heads(facts: Facts) -> int:
    heads = Counter(row["unit_id"] for row in facts.persons if row["role"] == "head")
    return how_many(count == 2 for count in heads.values())


def units_without_a_head(facts: Facts) -> int:
    led = {row["unit_id"] for row in facts.persons if row["role"] == "head"}
    return how_many(unit not in led for unit in {row["unit_id"] for row in facts.persons})


def small_units_pooled_together(facts: Facts) -> int:
    return how_many(len({row["unit_id"] for row in rows}) > 1 for rows in _groups(facts).values())


def small_units_alone_in_their_pool(facts: Facts) -> int:
    return how_many(
        "/" in group and len({row["unit_id"] for row in rows}) == 1 for group, rows in _groups(facts).items()
    )


def pools_of_small_units_with_someone_excellent(facts: Facts) -> int:
    return how_many("/" in row["group"] and row[f"filled_{BEST}"] != "0" for row in facts.quotas)


def units_with_people_and_nobody_graded(facts: Facts) -> int:
    graded = {row["unit_id"] for row in _graded(facts)}
    return len({row["unit_id"] for row in facts.persons} - graded)


def groups_exactly_at_the_ceiling(facts: Facts) -> int:
    ceiling = facts.scheme["quotas"]["at_most"][BEST]
    return how_many(int(row[f"filled_{BEST}"]) == ceiling * int(row["graded_people"]) for row in facts.quotas)


def places_carried_to_the_next_grade(facts: Facts) -> int:
    return how_many(
        int(row[f"filled_{BEST}"]) < int(row[f"places_{BEST}"])
        and int(row["filled_competent"]) > int(row["places_competent"])
        for row in facts.quotas
    )
