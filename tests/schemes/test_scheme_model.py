"""What the model gives the rules: defaults, order, shares from a normal distribution, and nothing heavy to import."""

from __future__ import annotations

import subprocess
import sys
from decimal import Decimal
from statistics import NormalDist

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError
from sound_scheme import SOUND, edited, scheme

from pay_linkage.schemes.normal_shares import normal_shares
from pay_linkage.schemes.places import FloorInto


def decimals(*texts: str) -> tuple[Decimal, ...]:
    """Exact numbers."""
    return tuple(map(Decimal, texts))


def test_defaults_are_filled_in() -> None:
    organ = scheme(SOUND).categories["organ"]
    assert organ.absent_component == "refuse"
    assert organ.components["work"].weight == 1
    assert organ.rating is None
    assert organ.grades.places == "largest_remainder"
    assert (organ.grades.ties, organ.grades.vacated, organ.grades.break_ties) == ("better", "refill", ())
    assert organ.grades.veto_bars == ("A",)
    assert organ.grades.minimum_score == {}


def test_quotas_have_their_own_defaults() -> None:
    text = edited("  places: largest_remainder\n  ties: refuse\n", "")
    quotas = scheme(text.replace("  heads: {follow_unit: {A: high, B: middle, C: low}}\n", "")).quotas
    assert quotas is not None
    assert quotas.places == FloorInto(floor_into="middle")
    assert (quotas.ties, quotas.vacated, quotas.heads, quotas.heads_follow) == ("worse", "refill", "in_quota", None)


def test_a_scale_of_one_grade_has_none_to_be_barred_from() -> None:
    text = edited("shares: {A: 0.5, C: 0.5}", "shares: {C: 1}")
    grades = scheme(text).categories["organ"].grades
    assert (grades.last, grades.veto_bars) == ("C", ())


def test_the_order_of_the_file_is_kept() -> None:
    sound = scheme(SOUND.replace("shares: {A: 0.5, C: 0.5}", "shares: {C: 0.5, A: 0.5}"))
    assert sound.categories["organ"].grades.names == ("C", "A")
    assert tuple(sound.categories) == ("township", "organ")


def test_a_scheme_names_every_grade_once_and_the_ungraded_even_without_quotas() -> None:
    sound = scheme(SOUND)
    assert sound.unit_grades == ("A", "B", "C")
    assert sound.individual_grades == ("high", "middle", "low", "ungraded")
    assert sound.model_copy(update={"quotas": None}).individual_grades == ("ungraded",)


def test_every_individual_grade_has_a_share_in_their_order() -> None:
    quotas = scheme(SOUND).quotas
    assert quotas is not None
    assert list(quotas.shares_for("A").items()) == list(
        zip(("high", "middle", "low"), decimals("0.3", "0.7", "0"), strict=True)
    )
    assert list(quotas.shares_for("C").items()) == list(
        zip(("high", "middle", "low"), decimals("0", "0.8", "0.2"), strict=True)
    )
    assert quotas.heads_follow == {"A": "high", "B": "middle", "C": "low"}


def test_a_curve_may_be_given_per_unit_grade() -> None:
    table = SOUND[SOUND.index("  unit_coefficient:") : SOUND.index("  combine:")]
    curves = "  unit_coefficient: {from: score, curve: {A: [[0, 1]], B: [[0, 0], [10, 1]], C: [[-5, 0.5]]}}\n"
    rule = scheme(edited(table, curves)).linkage.unit_coefficient
    assert rule is not None
    assert rule.from_ == "score"
    assert isinstance(rule.curve, dict)
    assert rule.curve["B"] == (decimals("0", "0"), decimals("10", "1"))


def test_a_scheme_cannot_be_changed() -> None:
    sound = scheme(SOUND)
    with pytest.raises(ValidationError):
        sound.score_decimals = 3  # type: ignore[misc]


def test_shares_of_the_rulebooks_normal_distribution() -> None:
    cuts = decimals("1.0", "-1.0", "-2.0")
    assert normal_shares(cuts, Decimal("0.4"), 1) == decimals("0.2743", "0.6449", "0.0726", "0.0082")
    assert normal_shares(cuts, Decimal(0), 1) == decimals("0.1587", "0.6826", "0.1359", "0.0228")
    assert normal_shares(cuts, Decimal(0), 3) == decimals("0.1587", "0.6827", "0.1359", "0.0227")


@settings(deadline=None)
@given(st.lists(st.integers(-400, 400), min_size=1, max_size=5), st.integers(-200, 200), st.integers(0, 5))
def test_normal_shares_sum_to_one_and_follow_the_bell(cuts: list[int], shift: int, absorbing: int) -> None:
    falling = sorted((Decimal(cut) / 100 for cut in cuts), reverse=True)
    at = min(absorbing, len(falling))
    shares = normal_shares(falling, Decimal(shift) / 100, at)
    assert sum(shares) == 1
    bell = NormalDist()
    below = [1.0, *(bell.cdf(float(cut - Decimal(shift) / 100)) for cut in falling), 0.0]
    for grade, share in enumerate(shares):
        if grade != at:
            assert abs(float(share) - (below[grade] - below[grade + 1])) < 0.000051


def test_shares_far_out_are_nothing_and_all() -> None:
    assert normal_shares(decimals("30", "-30"), Decimal(0), 1) == decimals("0.0000", "1.0000", "0.0000")


def test_importing_the_room_is_light() -> None:
    program = (
        "import sys, pay_linkage.schemes; print(*sorted({'polars', 'pandera', 'mpmath', 'prefect'} & set(sys.modules)))"
    )
    found = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    assert found.stdout.strip() == ""
