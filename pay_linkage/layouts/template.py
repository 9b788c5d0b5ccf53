"""A house's own workbook as the source of headings: they are taken over as they stand there, to the last blank.

Belongs here: finding the line of headings, and which of them the layout fills. Rows below the headings are
examples and are left behind; rows above are kept. Reading it is ``template_lines``' part.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from contracts.columns import COLUMNS
from contracts.problem import Place, Problem, Refused
from pay_linkage.intake.two_languages import plain_heading
from pay_linkage.layouts.column import Column
from pay_linkage.layouts.form import Form
from pay_linkage.layouts.layout import Layout
from pay_linkage.layouts.names import resolved
from pay_linkage.layouts.sources import Subject
from pay_linkage.layouts.template_lines import Lines, first_lines


def templated(layout: Layout, subject: Subject, parameters: Mapping[str, str], path: Path) -> Form:
    """The form that the workbook at ``path`` gives to the layout's columns.

    Raises ``Refused``: the layout takes no template, the file is none, a column that the layout requires is not there,
    or one is there twice.
    """
    if not layout.template:
        raise Refused([Problem("export_template_not_taken", Place(path.name), "layout", None, layout.layout)])
    sheet, lines = first_lines(path)
    own = [resolved(column.heading, parameters, subject.facts) for column in layout.columns]
    wanted = [_names(column, heading) for column, heading in zip(layout.columns, own, strict=True)]
    top = _heading_line(lines, wanted)
    if top is None:
        names = ", ".join(sorted(wanted[_required(layout)[0]])) if _required(layout) else "–"
        raise Refused([Problem("export_template_without_headings", Place(path.name, sheet), facts={"names": names})])
    headings = _trimmed(lines[top])
    places = [[place for place, text in enumerate(headings) if plain_heading(text) in names] for names in wanted]
    problems = _problems(layout, places, Place(path.name, sheet, top + 1), own)
    if problems:
        raise Refused(problems)
    filled = {found[0]: number for number, found in enumerate(places) if found}
    above = tuple(tuple(_trimmed(line)) for line in lines[:top])
    return Form(sheet, above, tuple(headings), tuple(filled.get(place) for place in range(len(headings))))


def _names(column: Column, heading: str) -> frozenset[str]:
    """The plain headings under which a template may have the column."""
    usual = COLUMNS[column.from_].headings if column.from_ in COLUMNS and column.from_ != "amount" else ()
    return frozenset(plain_heading(text) for text in (heading, *column.also, *usual))


def _required(layout: Layout) -> list[int]:
    return [number for number, column in enumerate(layout.columns) if column.required]


def _heading_line(lines: Lines, wanted: Sequence[frozenset[str]]) -> int | None:
    """The first line with the most of the wanted headings, at least one."""
    counts = [sum(any(plain_heading(text) in names for text in line) for names in wanted) for line in lines]
    most = max(counts, default=0)
    return counts.index(most) if most else None


def _problems(layout: Layout, places: Sequence[Sequence[int]], where: Place, own: Sequence[str]) -> list[Problem]:
    problems = []
    for column, heading, found in zip(layout.columns, own, places, strict=True):
        if column.required and not found:
            problems.append(Problem("export_template_column_missing", where, "layout", heading, value=heading))
        if len(found) > 1:
            problems.append(Problem("export_template_column_twice", where, "layout", heading, value=heading))
    return problems


def _trimmed(line: list[str]) -> list[str]:
    """The line without empty cells at its end."""
    last = max((place for place, text in enumerate(line) if text), default=-1)
    return line[: last + 1]
