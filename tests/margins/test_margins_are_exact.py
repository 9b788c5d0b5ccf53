"""Each margin, taken to its edge and one step short of it by the real chain (``PAY_LINKAGE_CASES=200`` cases and more).

Between here and the edge further values are tried, so that a nearer edge would be found as well.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from decimal import Decimal
from itertools import islice
from random import Random

import polars as pl
import pytest
from properties.admitted_cases import AdmittedCase, admitted_cases
from properties.cases_wanted import cases_wanted

from pay_linkage import chain
from pay_linkage.margins import person_margins, unit_margins

from .moved_inputs import Row, person_grade, unit_result

WANTED = cases_wanted(25)
EACH = 4
"""So many margins of units, and so many of people, are tried in a case."""
STEP = Decimal("0.0001")


@pytest.fixture(scope="module")
def cases() -> list[AdmittedCase]:
    return list(islice(admitted_cases(40_000), WANTED))


def _between(rng: Random, value: Decimal, change: Decimal, step: Decimal) -> Iterator[Decimal]:
    """One step short of the edge, and two values anywhere before it."""
    sign = step if change > 0 else -step
    yield value + change - sign
    steps = int(abs(change) / step)
    yield from (value + sign * rng.randrange(steps) for _ in range(2))


def _is_reached(target: str, before: int, after: int) -> bool:
    return after < before if target.startswith("better") else after > before


def test_units_reach_it_at_the_edge_and_not_before(cases: list[AdmittedCase]) -> None:
    tried: Counter[str] = Counter()
    for case in cases:
        rng = Random(f"units {case.seed}")
        margins = unit_margins(case.inputs, case.scheme)
        results = {row["unit_id"]: row for row in case.results.unit_results.iter_rows(named=True)}
        for margin in _chosen(rng, margins):
            place = _place(case, margin)
            before = place(results[margin["unit_id"]])
            assert before is not None
            step = _step(case, margin)

            def at(value: Decimal, case=case, margin=margin, place=place) -> int | None:
                return place(unit_result(case, margin, value))

            told = (case.seed, margin)
            if margin["needed_change"] is None:
                for value in _anywhere(rng, case, margin, step):
                    after = at(value)
                    assert after is None or not _is_reached(margin["target"], before, after), (told, value)
            else:
                reached = at(margin["lever_value"] + margin["needed_change"])
                assert reached is not None, told
                assert _is_reached(margin["target"], before, reached), told
                assert margin["reached"] == _name(case, margin, reached), told
                for value in _between(rng, margin["lever_value"], margin["needed_change"], step):
                    after = at(value)
                    assert after is None or not _is_reached(margin["target"], before, after), (told, value)
            tried[margin["lever_kind"] + (" out of reach" if margin["needed_change"] is None else "")] += 1
    assert tried.total() >= WANTED * 2
    assert len(tried) >= 8, tried


def _chosen(rng: Random, margins: pl.DataFrame) -> list[Row]:
    """Some of the margins, of every kind alike, half of them within reach."""
    rows = margins.rows(named=True)
    found = []
    for _ in range(EACH):
        kind = rng.choice(sorted({row["lever_kind"] for row in rows}))
        within = rng.random() < 0.7
        some = [row for row in rows if row["lever_kind"] == kind and (row["needed_change"] is not None) == within]
        found += [rng.choice(some)] if some else []
    return found


def _step(case: AdmittedCase, margin: Row) -> Decimal:
    """The smallest change of the value: votes give scores, as sums do, with ``score_decimals``."""
    rules = case.scheme.categories[margin["category"]].components
    voted = margin["lever_kind"] == "component" and rules[margin["lever"]].ballots is not None
    return Decimal(1).scaleb(-case.scheme.score_decimals) if voted or margin["lever_kind"] == "final_score" else STEP


def _anywhere(rng: Random, case: AdmittedCase, margin: Row, step: Decimal) -> list[Decimal]:
    """Both ends of what the value may be, and some between."""
    low, high = Decimal(0), Decimal(1000)
    if margin["lever_kind"] == "component":
        high = case.scheme.categories[margin["category"]].components[margin["lever"]].full_marks.quantize(step)
    elif margin["lever_kind"] in {"bonus", "deduction"}:
        cap = getattr(case.scheme.adjustment, f"{margin['lever_kind']}_cap")
        high = high if cap is None else cap
    elif margin["lever_kind"] in {"rating", "indicator"}:
        high = _highest_rating(case, margin)
    else:
        low = -high
    return [low, high, *(low + step * rng.randint(0, int((high - low) / step)) for _ in range(2))]


def _highest_rating(case: AdmittedCase, margin: Row) -> Decimal:
    rating = case.scheme.categories[margin["category"]].rating
    assert rating is not None
    total = case.results.unit_results.row(by_predicate=pl.col("unit_id") == margin["unit_id"], named=True)
    free: Decimal = rating.full_marks - total["rating_total"] + margin["lever_value"]
    if margin["lever_kind"] == "rating":
        return free
    names = dict(zip(("department", "indicator_1", "indicator_2"), margin["lever"].split(" / "), strict=True))
    cell = case.inputs.indicator_scores.filter(pl.col("unit_id") == margin["unit_id"], **names)
    return min(free, cell["full_marks"].item())


def _place(case: AdmittedCase, margin: Row) -> Callable[[Row | None], int | None]:
    """A unit's rank, or the place of its grade."""
    grades = case.scheme.categories[margin["category"]].grades.names
    if margin["target"].endswith("rank"):
        return lambda row: None if row is None else row["rank"]
    return lambda row: None if row is None else grades.index(row["grade"])


def _name(case: AdmittedCase, margin: Row, place: int) -> str:
    grades = case.scheme.categories[margin["category"]].grades.names
    return str(place) if margin["target"].endswith("rank") else grades[place]


def test_people_reach_it_at_the_edge_and_not_before(cases: list[AdmittedCase]) -> None:
    tried: Counter[str] = Counter()
    for case in cases:
        quotas = case.scheme.quotas
        if quotas is None:
            continue
        rng = Random(f"people {case.seed}")
        units = chain.assess_units(case.inputs, case.scheme)
        persons = chain.people_in_units(case.inputs, units)
        scores = dict(persons.select("person_id", "score").iter_rows())
        rows = person_margins(persons, quotas).rows(named=True)
        grades = dict(case.results.person_results.select("person_id", "individual_grade").iter_rows())
        for margin in rng.sample(rows, min(EACH, len(rows))):
            person = margin["person_id"]
            if margin["out_of_reach"] in {"ungraded", "fixed", "follows_unit"}:
                continue
            before = quotas.grades.index(grades[person])
            told = (case.seed, margin)

            def at(value: Decimal, case=case, units=units, person=person, quotas=quotas) -> int | None:
                grade = person_grade(case, units, person, value)
                return None if grade is None else quotas.grades.index(grade)

            if margin["needed_change"] is None:
                tries = [
                    Decimal(0),
                    Decimal(10**6),
                    *(scores[other] or STEP for other in rng.sample(sorted(scores), 2)),
                ]
            else:
                reached = at(scores[person] + margin["needed_change"])
                assert reached is not None, told
                assert _is_reached(margin["target"], before, reached), told
                assert quotas.grades[reached] == margin["reached"], told
                tries = [*_between(rng, scores[person], margin["needed_change"], STEP)]
            for value in tries:
                after = at(value)
                assert after is None or not _is_reached(margin["target"], before, after), (told, value)
            tried["out of reach" if margin["needed_change"] is None else "within reach"] += 1
    assert min(tried["within reach"], tried["out of reach"]) >= WANTED // 3
