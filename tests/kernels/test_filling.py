"""Filling grades: the second opinion's outcome for any order, bars, minima and places, and what must always hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

import polars as pl
from hypothesis import event, given, settings
from hypothesis import strategies as st
from second_opinion.calculator import Refused
from second_opinion.calculator import filling as second_opinion

from pay_linkage.kernels.filling import (
    PLACED,
    TIE,
    FillingRule,
    candidate_columns,
    filled,
    place_column,
    places_less_fixed,
)
from pay_linkage.kernels.order import with_tie_ranks

from .steady import steady

GRADES = ("A", "B", "C", "D")
TIES = st.sampled_from(("better", "worse", "refuse"))
VACATED = st.sampled_from(("refill", "lapse"))


@dataclass(frozen=True)
class Candidate:
    """A candidate's score, the grades it is barred from, and the grade it was given beforehand."""

    score: int
    barred: frozenset[str]
    placed: int | None


CANDIDATES = st.builds(
    Candidate,
    st.integers(0, 4),
    st.frozensets(st.sampled_from(GRADES[:-1]), max_size=2),
    st.none() | st.sampled_from((None, None, None, 2, 3)),
)
GROUPS = st.lists(
    st.tuples(st.lists(CANDIDATES, min_size=1, max_size=9), st.lists(st.integers(0, 4), min_size=4, max_size=4)),
    min_size=1,
    max_size=4,
)
MINIMUM = st.dictionaries(st.sampled_from(GRADES[:-1]), st.integers(0, 4), max_size=2)
Groups = list[tuple[list[Candidate], list[int]]]


def _candidates(groups: Groups, minimum: Mapping[str, int]) -> pl.DataFrame:
    rows = [
        (
            f"g{number}",
            f"g{number}c{place:02}",
            Decimal(one.score),
            one.placed,
            *(grade in one.barred for grade in GRADES),
            *places,
        )
        for number, (members, places) in enumerate(groups)
        for place, one in enumerate(members)
    ]
    schema = {
        "group": pl.String(),
        "name": pl.String(),
        "score": pl.Decimal(38, 4),
        PLACED: pl.Int64(),
        **{f"bars {grade}": pl.Boolean() for grade in GRADES},
        **{place_column(grade): pl.Int64() for grade in range(len(GRADES))},
    }
    frame = pl.DataFrame(rows, schema=schema, orient="row")
    barred = [pl.col(f"bars {grade}") for grade in GRADES]
    edges = {grade: Decimal(score) for grade, score in minimum.items()}
    return with_tie_ranks(frame, "group", ["score"], TIE).with_columns(
        candidate_columns(GRADES, barred, edges, "score")
    )


def _second_opinion(members: list[Candidate], places: list[int], rule: dict[str, Any], group: str) -> dict[str, str]:
    named = {f"{group}c{place:02}": one for place, one in enumerate(members)}
    waiting = [name for name, one in named.items() if one.placed is None]
    scores = {name: Fraction(one.score) for name, one in named.items()}
    tied = second_opinion.tied_groups(waiting, lambda name: (scores[name],))
    found = second_opinion.fill(tied, places, rule, lambda name, grade: grade in named[name].barred, scores)
    return found | {name: GRADES[one.placed] for name, one in named.items() if one.placed is not None}


@settings(steady, max_examples=400)
@given(GROUPS, MINIMUM, TIES, VACATED)
def test_filling_is_that_of_the_second_opinion(
    groups: Groups, minimum: dict[str, int], ties: str, vacated: str
) -> None:
    candidates = _candidates(groups, minimum).reverse()  # in whatever order
    filling = filled(candidates, "group", len(GRADES), FillingRule(ties, vacated))
    rule = {
        "names": GRADES,
        "ties": ties,
        "vacated": vacated,
        "minimum": {grade: Fraction(score) for grade, score in minimum.items()},
    }
    expected: dict[str, str] = {}
    refused = set()
    for number, (members, places) in enumerate(groups):
        try:
            expected |= _second_opinion(members, places, rule, f"g{number}")
        except Refused:
            refused.add(f"g{number}")
    event(f"{ties}, {vacated}, {'refused' if refused else 'filled'}")
    assert set(filling.refused["group"]) == refused
    grades = {
        name: GRADES[placed]
        for name, group, placed in filling.frame.select("name", "group", PLACED).rows()
        if group not in refused
    }
    assert grades == expected


@steady
@given(GROUPS, VACATED)
def test_refused_ties_name_the_tied_candidates(groups: Groups, vacated: str) -> None:
    frame = _candidates(groups, {})
    filling = filled(frame, "group", len(GRADES), FillingRule("refuse", vacated))
    ranks = dict(frame.select("name", TIE).rows())
    tied = filling.tied("group", "group", "name")
    assert {group for group, _, _ in tied} == set(filling.refused["group"])
    for group, grade, names in tied:
        assert names == sorted(names)
        assert grade in range(len(GRADES) - 1)
        members = {name for name, rank in ranks.items() if name.startswith(group) and rank == ranks[names[0]]}
        assert members == set(names)


@steady
@given(st.lists(st.tuples(*[st.integers(0, 4)] * 8), min_size=1, max_size=6))
def test_fixed_places_are_taken_from_the_grade_and_then_from_better_ones(rows: list[tuple[int, ...]]) -> None:
    places = pl.DataFrame([row[:4] for row in rows], schema=GRADES, orient="row")
    fixed = pl.DataFrame([row[4:] for row in rows], schema=GRADES, orient="row")
    expected = []
    for row in rows:
        left = list(row[:4])
        for grade in (3, 2, 1, 0):
            for _ in range(row[4 + grade]):
                second_opinion.take_places(left, grade)
        expected.append(tuple(left))
    assert places_less_fixed(GRADES, places, fixed).rows() == expected
