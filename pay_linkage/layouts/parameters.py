"""The values that a user gives for a layout's parameters: which are missing, unknown, or not what was asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from contracts.problem import Place, Problem, Refused
from pay_linkage.layouts.layout import Layout
from pay_linkage.layouts.names import FACTS, PERSON, placeholders
from pay_linkage.schemes.finding import Finding
from pay_linkage.schemes.suggestion import unknown


def parameter_values(layout: Layout, given: Mapping[str, str], needed: frozenset[str]) -> dict[str, str]:
    """The value of every parameter that has one: as given, or the default.

    ``needed`` are those without which the file cannot be written. Raises ``Refused`` with all problems.
    """
    defaults = {name: parameter.default for name, parameter in layout.parameters.items() if parameter.default}
    values = {**defaults, **given}
    found = [*_misgiven(layout, given), *_missing(layout, values, needed)]
    if found:
        raise Refused([_problem(finding, layout) for finding in found])
    return values


def _misgiven(layout: Layout, given: Mapping[str, str]) -> Iterator[Finding]:
    for name, value in given.items():
        parameter = layout.parameters.get(name)
        if parameter is None:
            yield unknown("export_parameter_unknown", name, layout.parameters, (name,))
            continue
        if not value.strip():
            yield Finding("export_parameter_missing", (name,), facts=_titles(layout, name))
        for finding in parameter.misgiven(value):
            yield Finding(finding.code, (name,), finding.value, finding.facts)
        for inside in placeholders(value):
            if inside not in (*PERSON, *FACTS):
                yield unknown("export_parameter_names_nothing", inside, (*PERSON, *FACTS), (name,))


def _missing(layout: Layout, values: Mapping[str, str], needed: frozenset[str]) -> Iterator[Finding]:
    for name in layout.parameters:
        if name in needed and name not in values:
            yield Finding("export_parameter_missing", (name,), facts=_titles(layout, name))


def _titles(layout: Layout, name: str) -> dict[str, str]:
    parameter = layout.parameters[name]
    form = " | ".join(parameter.choices) or ("YYYY-MM-DD" if parameter.kind == "date" else "")
    title, expected = parameter.title, {"en": form or "some text", "zh": form or "一段文字"}
    return {"title": title.en, "title_zh": title.zh, "expected": expected["en"], "expected_zh": expected["zh"]}


def _problem(finding: Finding, layout: Layout) -> Problem:
    return Problem(
        finding.code, Place(layout.layout), "layout", None, str(finding.path[0]), finding.value, finding.facts
    )
