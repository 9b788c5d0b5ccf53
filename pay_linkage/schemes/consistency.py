"""What the parts of a scheme say about each other's names (rulebook §9): grades, event codes, contests.

Belongs here: checks across parts, on the file's own names, so that one unsound part does not hide another.
Stays out: what a part can check by itself (the rule's own ``findings``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from pay_linkage.schemes.finding import Finding
from pay_linkage.schemes.listing import strangers
from pay_linkage.schemes.quotas import UNGRADED, pooled_groups

Data = Mapping[str, Any]

# Where the file may give something for each unit grade, and what it means that one is missing.
PER_UNIT_GRADE = (
    (("quotas", "by_unit_grade"), "scheme_unit_grade_without_shares"),
    (("quotas", "normal", "shift"), "scheme_unit_grade_without_shift"),
    (("quotas", "heads", "follow_unit"), "scheme_unit_grade_without_head_grade"),
    (("linkage", "unit_coefficient", "table"), "scheme_grade_without_coefficient"),
    (("linkage", "unit_coefficient", "curve"), "scheme_unit_grade_without_curve"),
)
COEFFICIENTS = ("linkage", "individual_coefficient", "table")


def inconsistencies(scheme: Data) -> Iterator[Finding]:
    """Everything that does not fit between the parts of a scheme file."""
    yield from _unit_grades(scheme)
    yield from _individual_grades(scheme)
    yield from _contests(scheme)
    yield from _groups_alike(scheme)


def _unit_grades(scheme: Data) -> Iterator[Finding]:
    """Each unit grade of each category is named, and no other, wherever something follows from it."""
    scales = unit_scales(scheme)
    grades = tuple(dict.fromkeys(grade for scale in scales for grade in scale))
    for path, code in PER_UNIT_GRADE:
        listed = _at(scheme, *path)
        if isinstance(listed, dict):
            yield from _missing(code, grades, listed, path)
            if scales and all(scales):  # a category without its grades could have any
                yield from strangers("scheme_grade_unknown", _named(listed), grades, *path)


def _individual_grades(scheme: Data) -> Iterator[Finding]:
    """Each individual grade and ``ungraded`` has a coefficient; without quotas there are no such grades."""
    if _at(scheme, "linkage", "individual_coefficient", "from") != "grade":
        return
    if "quotas" not in scheme:
        yield Finding("scheme_quotas_missing", ("quotas",))
    grades = _at(scheme, "quotas", "grades")
    coefficients = _at(scheme, *COEFFICIENTS)
    if isinstance(grades, list) and isinstance(coefficients, dict):
        known = (*(grade for grade in grades if isinstance(grade, str)), UNGRADED)
        yield from _missing("scheme_grade_without_coefficient", known, coefficients, COEFFICIENTS)
        yield from strangers("scheme_grade_unknown", _named(coefficients), known, *COEFFICIENTS)


def _contests(scheme: Data) -> Iterator[Finding]:
    """A contest's bonus goes to the event code of its name, which must then be a bonus."""
    for name in _named(_at(scheme, "contests")):
        kind = str(_at(scheme, "events", name, "kind"))
        if kind in {"deduction", "veto", "fail"}:
            yield Finding("scheme_contest_code_not_bonus", ("events", name, "kind"), kind, {"contest": name})


def _groups_alike(scheme: Data) -> Iterator[Finding]:
    """The groups in which small units are pooled are named category/grade, and every name is one group's (§5)."""
    if _at(scheme, "quotas", "small_units") is None:
        return
    categories = _named(_at(scheme, "categories"))
    names = Counter(
        pooled_groups({name: _named(_at(scheme, "categories", name, "grades", "shares")) for name in categories})
    )
    for name in [name for name, groups in names.items() if groups > 1]:
        yield Finding("scheme_group_names_alike", ("quotas", "small_units"), name)


def unit_scales(scheme: Data) -> list[tuple[str, ...]]:
    """The grades of each category, in the order of the file; empty where they cannot be read."""
    categories = _named(_at(scheme, "categories"))
    return [tuple(_named(_at(category, "grades", "shares"))) for category in categories.values()]


def _missing(code: str, names: tuple[str, ...], listed: Data, path: tuple[str, ...]) -> Iterator[Finding]:
    for name in names:
        if name not in listed:
            yield Finding(code, (*path, name), facts={"name": name})


def _named(listed: object) -> dict[str, Any]:
    """The names of a mapping, without its source; empty where it is none."""
    if not isinstance(listed, dict):
        return {}
    return {name: value for name, value in listed.items() if name != "source"}


def _at(data: object, *path: str) -> Any:
    for step in path:
        data = data.get(step) if isinstance(data, dict) else None
    return data
