"""Every way in which a scheme does not fit together is refused: with its code, at its key, and nothing else is."""

from __future__ import annotations

from itertools import combinations
from random import Random

import pytest
from refusal_cases import RefusalCase, both, refusal_cases
from sound_scheme import SOUND, edited, problems, scheme

CASES = refusal_cases()


def test_the_sound_scheme_is_sound() -> None:
    assert problems(SOUND) == ()


@pytest.mark.parametrize("case", CASES, ids=[case.refused for case in CASES])
def test_refused(case: RefusalCase) -> None:
    found = problems(case.text())
    assert [(problem.code, problem.key) for problem in found if problem.code not in FOLLOWS.get(case.code, ())] == [
        (case.code, case.expected_key)
    ]
    for problem in found:
        assert (problem.place.file, problem.table, problem.column) == ("scheme.yaml", "scheme", None)


# what one slip breaks besides: a misspelt key is also missing
FOLLOWS = {"scheme_unknown_key": ("scheme_key_missing",)}


def test_there_are_cases_enough() -> None:
    assert len(CASES) >= 100
    assert len({case.code for case in CASES}) >= 45
    assert len({case.refused for case in CASES}) == len(CASES)


def test_rounding_must_not_leave_less_than_nothing() -> None:
    listed = SOUND[SOUND.index("  by_unit_grade:") : SOUND.index("  places: largest")]
    four = "  grades: [high, middle, low, least]\n  normal: {cuts: [0.05, -0.1, -0.10001], shift: {A: 0, B: 1, C: 0}}\n"
    text = (
        edited(listed, "").replace("  grades: [high, middle, low]\n", four).replace("low: 0.5,", "low: 0.5, least: 0,")
    )
    found = problems(text.replace("absorbing: middle", "absorbing: low"))
    assert [(problem.code, problem.key, problem.value) for problem in found] == [
        ("scheme_normal_absorbing_negative", "quotas.normal.shift.A", "-0.0001"),
        ("scheme_normal_absorbing_negative", "quotas.normal.shift.C", "-0.0001"),
    ]


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("grades: [high, middle, low]", "grades: [high, middle, low, {names}]", "quotas.grades"),
        ("[organization, publicity]", "[{names}]", "categories.township.rating.departments"),
        ("shares: {A: 0.5, C: 0.5}", "shares: {C: 1, {shares}}", "categories.organ.grades.shares"),
    ],
)
def test_a_list_must_end_some_time(old: str, new: str, key: str) -> None:
    names = [f"n{number}" for number in range(201)]
    filled = new.replace("{names}", ", ".join(names)).replace("{shares}", ", ".join(f"{name}: 0" for name in names))
    found = [problem for problem in problems(edited(old, filled)) if problem.code == "scheme_list_too_long"]
    assert [problem.key for problem in found] == [key]


def test_all_problems_come_at_once_in_the_order_of_the_file() -> None:
    text = edited("kind: deduction", "kind: gift").replace("B: 0.5,", "B: 0.51,").replace("low: 0.5, ", "")
    text = text.replace("score_decimals: 2", "score_decimals: 9").replace("floor_into: B", "floor_into: Z")
    lines = text.splitlines()
    found = [(lines[(problem.place.row or 0) - 1].strip(), problem.code, problem.key) for problem in problems(text)]
    assert found == [
        ("score_decimals: 9", "scheme_number_out_of_range", "score_decimals"),
        ("shares: {A: 0.3, B: 0.51, C: 0.2}", "scheme_shares_not_one", "categories.township.grades.shares"),
        ("places: {floor_into: Z}", "scheme_grade_unknown", "categories.township.grades.places.floor_into"),
        ("blame: {kind: gift}", "scheme_event_kind_unknown", "events.blame.kind"),
        (
            "table: {high: 1.2, middle: 1, ungraded: 0}",
            "scheme_grade_without_coefficient",
            "linkage.individual_coefficient.table.low",
        ),
    ]


def _found(case: RefusalCase) -> set[tuple[str, str | None]]:
    return {(problem.code, problem.key) for problem in problems(case.text())}


@pytest.mark.parametrize(
    ("slip", "beside"),
    [
        ("unit shares are 1.01", "places are counted down"),
        ("low totals have no band", "a department rates twice"),
        ("an indirect linkage has a unit coefficient", "time is shared by week"),
        ("weights are missing", "time is shared by week"),
        ("voter groups weigh 0.9", "an absent group is ignored"),
    ],
)
def test_what_does_not_fit_together_is_told_beside_a_key_that_is_unsound(slip: str, beside: str) -> None:
    named = {case.refused: case for case in CASES}
    pair = both(named[slip], named[beside])
    assert pair is not None
    told = {(named[name].code, named[name].expected_key) for name in (slip, beside)}
    assert _found(pair) == told


def test_nothing_is_made_up_beside_a_key_that_is_unsound() -> None:
    tried = 0
    for one, other in Random(20181231).sample(list(combinations(CASES, 2)), 60):
        pair = both(one, other)
        if pair is not None:
            tried += 1
            told = {(case.code, case.expected_key) for case in (one, other)}
            assert {found for found in _found(pair) - told if found[0] != "scheme_key_missing"} == set(), pair.refused
    assert tried > 30


def test_an_unknown_name_is_answered_with_the_closest() -> None:
    (found,) = problems(edited("absent_component:", "absent_componnet:"))
    assert "absent_component" in found.text("mend", "en")
    assert "absent_component" in found.text("mend", "zh")


PLAIN = """
scheme: plain
title: {en: Plain, zh: 简}
effective: {from: 2018-01-01}
adjustment: {}
events: {}
contests: {}
categories:
  community:
    components: {work: {full_marks: 100}}
    rating: {departments: [publicity]}
    grades: {shares: {A: 0.5, B: 0.5}}
linkage:
  mode: indirect
  combine: product
  time_share: {by: day}
  individual_coefficient: {from: score, divide_by: 100, ungraded: 0}
  pool: {mode: cap}
pay_item: {code: P, name: {en: Pay, zh: 薪}}
"""


def test_what_may_be_left_out_may_be_left_out() -> None:
    plain = scheme(PLAIN)
    assert plain.quotas is None
    assert plain.linkage.pool is not None
    assert (plain.linkage.pool.scope, plain.linkage.pool.split) == ("all", "joint")
    assert plain.categories["community"].scaled == ()
    assert plain.categories["community"].grades.veto_bars == ("A",)
    assert plain.linkage.time_share.reference_day == 15


def test_every_rule_and_every_mapping_may_carry_its_source() -> None:
    text = edited("shares: {A: 0.3,", "shares: {source: a law, A: 0.3,").replace(
        "{unit: 0.4,", "{source: a law, unit: 0.4,"
    )
    text = text.replace("events:\n", "events:\n  source: a law\n").replace(
        "{follow_unit: {", "{follow_unit: {source: a law, "
    )
    sourced = scheme(text.replace("    A: {high: 0.3,", "    source: a law\n    A: {source: a law, high: 0.3,"))
    assert sourced.linkage.weights is not None
    assert sourced.linkage.weights.source == "a law"
    assert sourced.categories["township"].grades.names == ("A", "B", "C")
    assert "source" not in sourced.events
