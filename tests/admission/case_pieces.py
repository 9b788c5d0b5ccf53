"""What the cases of this folder are made of."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

from tests.admission.small_input import SCHEME, TABLES, Changes

Found: TypeAlias = tuple[str, str, str | None, str | None, str | None]


@dataclass(frozen=True)
class Case:
    """What is changed, and everything that is found then: code, table, column, key, value."""

    changes: Changes
    found: list[Found] = field(default_factory=list)
    scheme: tuple[tuple[str, str], ...] = field(default=())


REWEIGHT = (
    "    grades: {shares: {A: 0.5, B: 0.5}}\n  organ:",
    "    absent_component: reweight\n    grades: {shares: {A: 0.5, B: 0.5}}\n  organ:",
)
RENORMALISE = (
    "groups: {leaders: 0.5, public: 0.5}}",
    "groups: {leaders: 0.5, public: 0.5}, absent_group: renormalise}",
)
SMALL_UNITS = ("  absorbing: competent\n", "  absorbing: competent\n  small_units: {below: 5}\n")
NO_POOL = ("  pool: {mode: cap, scope: unit}\n", "")
FILL = ("mode: cap, scope: unit", "mode: fill, scope: unit")
CATEGORY_POOL = ("mode: cap, scope: unit", "mode: cap, scope: category")
ONE_POOL = ("mode: cap, scope: unit", "mode: fill, scope: all")
NO_QUOTAS = (
    (
        SCHEME[SCHEME.index("quotas:") : SCHEME.index("linkage:")],
        "",
    ),
    (
        "    from: grade\n    table: {excellent: 1.2, competent: 1, basic: 0.6, poor: 0, ungraded: 0}\n",
        "    from: score\n    divide_by: 100\n    ungraded: 0\n",
    ),
)
SILENT_T1 = ("T1,vote,leaders,good,3\nT1,vote,public,good,0\nT1,vote,public,poor,1\n", "")
INDICATORS = (
    "unit_id,department,indicator_1,indicator_2,full_marks,score\n"
    "T1,discipline,a,b,60,50\nT1,publicity,a,b,50,49\nT1,publicity,a,c,1,1\nT2,discipline,a,b,60,30\nT2,publicity,a,b,1,0\n"
)

RATING_ROWS = "T1,discipline,50\nT1,publicity,50\nT2,discipline,30\nT2,publicity,0\n"
POOL_ROWS = "T1,100\nT2,0\nO1,5.55\n"
EVENT_ROWS, PEOPLE_ROWS, ASSIGNMENT_ROWS = (
    TABLES[name].split("\n", 1)[1] for name in ("events", "people", "assignments")
)
UNDECIDED = "P1,甲,staff,100,yes,90,,,\nP2,乙,head,100,yes,80,,,\nP3,丙,staff,100,no,,new,,\n"
SECOND_ORGAN: Changes = {"units": ("", "O2,处,organ\n"), "component_scores": ("", "O2,deeds,1\nO2,tasks,1\n")}
