"""The form that a file takes: its sheet, what stands above the headings, and the headings with their columns.

It comes from the layout, or from a house's own workbook where the layout allows one (``template``).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pay_linkage.layouts.column import Column
from pay_linkage.layouts.file_form import WorkbookForm
from pay_linkage.layouts.layout import Layout
from pay_linkage.layouts.names import resolved
from pay_linkage.layouts.sources import Subject


@dataclass(frozen=True, slots=True)
class Form:
    """``sheet`` (none in a CSV file), ``above`` the rows above the headings as text, and the headings from left to
    right, each with the number of the layout's column that fills it; none leaves the cells empty.
    """

    sheet: str | None
    above: tuple[tuple[str, ...], ...]
    headings: tuple[str, ...]
    columns: tuple[int | None, ...]

    def filling(self, layout: Layout) -> list[Column | None]:
        """The layout's columns from left to right."""
        return [None if number is None else layout.columns[number] for number in self.columns]


def form_of(layout: Layout, subject: Subject, parameters: Mapping[str, str]) -> Form:
    """The form as the layout itself gives it."""
    sheet = None
    if isinstance(layout.file, WorkbookForm):
        sheet = resolved(layout.file.sheet, parameters, subject.facts)
    headings = tuple(resolved(column.heading, parameters, subject.facts) for column in layout.columns)
    return Form(sheet, (), headings, tuple(range(len(headings))))
