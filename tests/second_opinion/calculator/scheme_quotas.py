"""The scheme's quotas of individual grades (section 5)."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from typing import Any

from .figures import half_up
from .normal import below
from .refusal import scheme_refusal
from .scheme_categories import UNIT_TIES, filling
from .scheme_nodes import choice, exactly, join, mapping, number, positive, rule, shares, words

PEOPLE_TIES = ("final_score", "base_pay", *UNIT_TIES)
SOURCES = ("by_unit_grade", "default", "normal")
OPTIONAL = ("places", "ties", "break_ties", "vacated", "minimum_score", "at_most", "small_units", "heads")


def quotas(node: Any, unit_grades: tuple[str, ...]) -> dict[str, Any]:
    """The quotas with their shares per unit grade."""
    found = rule(node, "quotas", ("grades", "absorbing"), (*SOURCES, *OPTIONAL))
    names = tuple(words(found["grades"], "quotas.grades"))
    if not names or "ungraded" in names:
        raise scheme_refusal("bad_grades", "quotas.grades")
    absorbing = choice(found["absorbing"], "quotas.absorbing", names)
    return {
        "names": names,
        "absorbing": names.index(absorbing),
        "shares": _shares(found, names, absorbing, unit_grades),
        "at_most": _at_most(found.get("at_most", {}), names),
        "below": _below(found["small_units"]) if "small_units" in found else 0,
        "follow_unit": _follow_unit(found.get("heads", "in_quota"), names, unit_grades),
        **filling(found, "quotas", names, PEOPLE_TIES, "worse", {"floor_into": absorbing}),
    }


def _shares(
    found: dict[str, Any], names: tuple[str, ...], absorbing: str, unit_grades: tuple[str, ...]
) -> dict[str, list[Fraction]]:
    given = [source for source in SOURCES if source in found]
    if len(given) != 1:
        raise scheme_refusal("shares_not_once", "quotas")
    if given == ["default"]:
        return dict.fromkeys(unit_grades, _share_list(found["default"], "quotas.default", names))
    if given == ["normal"]:
        return _normal(found["normal"], names, absorbing, unit_grades)
    listed = exactly(found["by_unit_grade"], "quotas.by_unit_grade", unit_grades)
    return {grade: _share_list(listed[grade], f"quotas.by_unit_grade.{grade}", names) for grade in unit_grades}


def _share_list(node: Any, path: str, names: tuple[str, ...]) -> list[Fraction]:
    for name in mapping(node, path):
        if name not in names:
            raise scheme_refusal("unknown_name", join(path, name))
    listed = shares(node, path)
    return [listed.get(name, Fraction(0)) for name in names]


def _normal(
    node: Any, names: tuple[str, ...], absorbing: str, unit_grades: tuple[str, ...]
) -> dict[str, list[Fraction]]:
    found = rule(node, "quotas.normal", ("cuts", "shift"))
    if not isinstance(found["cuts"], list) or len(found["cuts"]) != len(names) - 1:
        raise scheme_refusal("wrong_number_of_cuts", "quotas.normal.cuts")
    cuts = [number(cut, "quotas.normal.cuts", 6, None) for cut in found["cuts"]]
    if any(left <= right for left, right in pairwise(cuts)):
        raise scheme_refusal("cuts_not_falling", "quotas.normal.cuts")
    shifts = exactly(found["shift"], "quotas.normal.shift", unit_grades)
    place = names.index(absorbing)
    return {
        grade: normal_shares(cuts, number(shift, f"quotas.normal.shift.{grade}", 6, None), place)
        for grade, shift in shifts.items()
    }


def normal_shares(cuts: list[Fraction], shift: Fraction, absorbing: int) -> list[Fraction]:
    """The shares between the shifted cuts, half up to 4 decimals, the absorbing grade taking the rest."""
    edges = [Fraction(1), *(below(cut - shift) for cut in cuts), Fraction(0)]
    listed = [half_up(upper - lower, 4) for upper, lower in pairwise(edges)]
    listed[absorbing] = 1 - sum(listed) + listed[absorbing]
    if listed[absorbing] < 0:
        raise scheme_refusal("absorbing_share_negative", "quotas.normal")
    return listed


def _at_most(node: Any, names: tuple[str, ...]) -> dict[str, Fraction]:
    if not isinstance(node, dict):
        raise scheme_refusal("not_a_mapping", "quotas.at_most")
    ceilings = {}
    for name, value in node.items():
        path = f"quotas.at_most.{name}"
        if name not in names:
            raise scheme_refusal("unknown_name", path)
        share = rule(value, path, ("share",))["share"] if isinstance(value, dict) else value
        ceilings[name] = number(share, path, 6, 0, 1)
    return ceilings


def _below(node: Any) -> int:
    return int(positive(rule(node, "quotas.small_units", ("below",))["below"], "quotas.small_units.below", 0))


def _follow_unit(node: Any, names: tuple[str, ...], unit_grades: tuple[str, ...]) -> dict[str, str] | None:
    if not isinstance(node, dict):
        choice(node, "quotas.heads", ("in_quota",))
        return None
    path = "quotas.heads.follow_unit"
    found = exactly(rule(node, "quotas.heads", ("follow_unit",))["follow_unit"], path, unit_grades)
    return {grade: choice(value, join(path, grade), names) for grade, value in found.items()}
