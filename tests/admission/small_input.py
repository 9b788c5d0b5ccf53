"""A small scheme and input that are admitted, and copies of them with one thing changed."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TypeAlias

from contracts.input_table import InputTable
from pay_linkage.intake.inputs import read_inputs
from pay_linkage.schemes import Scheme, read_scheme

CYCLE = 2024
Changes: TypeAlias = Mapping[str, tuple[str, str] | None]

SCHEME = """\
scheme: small
title: {en: small, zh: 小}
effective: {from: 2018-01-01}
categories:
  town:
    components:
      work: {full_marks: 40}
      care: {full_marks: 10}
      vote: {full_marks: 10, ballots: {values: {good: 100, poor: 0}, groups: {leaders: 0.5, public: 0.5}}}
    rating:
      departments: [discipline, publicity]
      coefficient: {step: 0.005, scales: [work, care]}
    grades: {shares: {A: 0.5, B: 0.5}}
  organ:
    components:
      deeds: {full_marks: 20}
      tasks: {full_marks: 20}
    grades: {shares: {A: 0.5, B: 0.5}}
events:
  praise: {kind: bonus, points: 2}
  free_praise: {kind: bonus}
  conduct: {kind: deduction}
  safety: {kind: veto}
  disaster: {kind: fail}
contests:
  race: {bonus: [1]}
quotas:
  grades: [excellent, competent, basic, poor]
  absorbing: competent
  default: {excellent: 0.2, competent: 0.8}
linkage:
  mode: indirect
  time_share: {by: month}
  individual_coefficient:
    from: grade
    table: {excellent: 1.2, competent: 1, basic: 0.6, poor: 0, ungraded: 0}
  pool: {mode: cap, scope: unit}
pay_item: {code: PERF, name: {en: pay, zh: 绩效}}
"""

TABLES = {
    "units": "unit_id,unit_name,category\nT1,东,town\nT2,西,town\nO1,局,organ\n",
    "component_scores": (
        "unit_id,component,score\nT1,work,40\nT1,care,0\nT2,work,8.5\nT2,care,10\nO1,deeds,5\nO1,tasks,6\n"
    ),
    "ballots": (
        "unit_id,component,voter_group,option,votes\n"
        "T1,vote,leaders,good,3\nT1,vote,public,good,0\nT1,vote,public,poor,1\n"
        "T2,vote,leaders,good,3\nT2,vote,public,good,9\n"
    ),
    "ratings": "unit_id,department,score\nT1,discipline,50\nT1,publicity,50\nT2,discipline,30\nT2,publicity,0\n",
    "events": (
        "event_id,unit_id,code,points,occurred_on,document\n"
        "E1,T1,praise,,2024-01-01,d\nE2,T1,free_praise,1.5,2024-12-31,d\nE3,O1,safety,,2024-05-05,d\n"
    ),
    "contests": "contest,round,unit_id,points\nrace,1,T1,5\nrace,1,O1,-5\n",
    "people": (
        "person_id,person_name,role,base_pay,graded,score,ungraded_reason,grade_cap,grade_fixed\n"
        "P1,甲,staff,100,yes,90,,competent,basic\nP2,乙,head,100,yes,80,,,competent\nP3,丙,staff,100,no,,new,excellent,\n"
    ),
    "assignments": (
        "person_id,unit_id,start_date,end_date\nP1,T1,2024-12-31,\nP2,T2,2019-01-01,2024-01-01\nP3,O1,2023-06-01,\n"
    ),
    "pools": "scope_id,amount\nT1,100\nT2,0\nO1,5.55\n",
}


def small_scheme(*changes: tuple[str, str]) -> Scheme:
    """The scheme, with one piece of its text replaced by another for each change."""
    text = SCHEME
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return read_scheme(text.encode(), "scheme.yaml")


def small_inputs(folder: Path, changes: Changes) -> dict[str, InputTable]:
    """The tables as the product reads them; a change replaces a piece of a table's text, or leaves the table out."""
    for name in {**TABLES, **changes}:
        text, change = TABLES.get(name, ""), changes.get(name, ("", ""))
        if change is not None:
            old, new = change
            assert old in text, old
            (folder / f"{name}.csv").write_text(text.replace(old, new) if old else text + new, encoding="utf-8")
    tables, problems = read_inputs(folder)
    assert problems == []
    return tables
