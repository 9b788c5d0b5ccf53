"""A small sound scheme in which every part occurs, and its edits."""

from __future__ import annotations

from contracts.problem import Problem, Refused
from pay_linkage.schemes import Scheme, read_scheme

SOUND = """\
scheme: sound
title: {en: Sound, zh: 健全}
effective: {from: 2018-01-01, to: 2024-12-31}
source: made up
score_decimals: 2
categories:
  township:
    label: {en: Townships, zh: 乡镇}
    absent_component: reweight
    components:
      work: {full_marks: 90, weight: 0.5}
      opinion:
        full_marks: 10
        ballots:
          values: {good: 100, poor: 0}
          groups: {leaders: 0.4, public: 0.6}
          absent_group: renormalise
    rating:
      departments: [organization, publicity]
      full_marks: 200
      coefficient: {step: 0.005, anchor: 2.5, ties: average, scales: [work]}
      bands: {good: 90, poor: 0}
      interview: [poor]
    grades:
      shares: {A: 0.3, B: 0.5, C: 0.2}
      places: {floor_into: B}
      ties: better
      break_ties: [base_score, rating_total]
      vacated: lapse
      minimum_score: {A: 80}
      veto_bars: [A, B]
      fail_below_share_of_first: 0.6
  organ:
    components:
      work: {full_marks: 100}
    grades:
      shares: {A: 0.5, C: 0.5}
events:
  praise: {kind: bonus, points: 3, cap: 6}
  drill: {kind: bonus}
  blame: {kind: deduction}
  accident: {kind: fail}
  pollution: {kind: veto}
adjustment: {bonus_cap: 10, deduction_cap: 5}
contests:
  drill: {bonus: [3, 2, 1], bars_last: true}
quotas:
  grades: [high, middle, low]
  absorbing: middle
  by_unit_grade:
    A: {high: 0.3, middle: 0.7}
    B: {high: 0.2, middle: 0.7, low: 0.1}
    C: {middle: 0.8, low: 0.2}
  places: largest_remainder
  ties: refuse
  break_ties: [final_score, base_pay]
  minimum_score: {high: 85}
  at_most: {high: {share: 0.3, source: a law}}
  small_units: {below: 5}
  heads: {follow_unit: {A: high, B: middle, C: low}}
linkage:
  mode: direct
  time_share: {by: month, reference_day: last}
  individual_coefficient:
    from: grade
    table: {high: 1.2, middle: 1, low: 0.5, ungraded: 0}
  unit_coefficient:
    from: grade
    table: {A: 1.1, B: 1, C: 0.9}
  combine: weighted
  weights: {unit: 0.4, individual: 0.6}
  pool: {mode: fill, scope: category, split: unit_first}
pay_item: {code: PERF, name: {en: Performance pay, zh: 绩效}}
hold_harmless: true
"""


def edited(old: str, new: str) -> str:
    """The sound scheme with one place changed."""
    assert SOUND.count(old) == 1, f"{old!r} stands there {SOUND.count(old)} times"
    return SOUND.replace(old, new)


def scheme(text: str) -> Scheme:
    """The scheme that the text says."""
    return read_scheme(text.encode(), "scheme.yaml")


def problems(text: str | bytes) -> tuple[Problem, ...]:
    """All that is wrong with the text."""
    try:
        read_scheme(text if isinstance(text, bytes) else text.encode(), "scheme.yaml")
    except Refused as refused:
        return refused.problems
    return ()
