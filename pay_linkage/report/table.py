"""A table of the page: headings, and rows that know whose they are, so that the filters find them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from contracts.words import Words
from pay_linkage.report.data import Names
from pay_linkage.report.fields import Field, Text, heading

UNITS_JOINED = "|"
"""Between the unit_ids that a row speaks of."""


@dataclass(frozen=True, slots=True)
class Row:
    """Cells, and what the filters compare: a category and unit_ids, empty where the row belongs to none."""

    cells: Sequence[Text]
    category: str
    units: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it stands on the page. ``open`` ones are seen at once, others by unfolding them; ``left_out`` tells
    that there are more rows.
    """

    name: str
    caption: Words
    headings: Sequence[tuple[Words, str]]
    rows: Sequence[Row]
    open: bool = False
    left_out: Words | None = None


def table(
    name: str,
    caption: Words,
    frame: pl.DataFrame,
    fields: Sequence[Field],
    *,
    shown: bool = False,
    left_out: Words | None = None,
) -> Table:
    """The table of a frame; a row's units are its ``units`` or its ``unit_id``."""
    columns = [field.texts(frame[field.name].to_list()) for field in fields]
    rows = [
        Row(cells, category, units)
        for cells, category, units in zip(zip(*columns, strict=True), _categories(frame), _units(frame), strict=True)
    ]
    return Table(name, caption, [(field.heading, field.look) for field in fields], rows, shown, left_out)


def persons(name: str, names: Names) -> Field:
    """People by their person_id, and by name where the report has names."""
    known: Mapping[str, str] = names.persons or {}
    return Field(
        name, heading(name), lambda ids: [f"{one} {known[one]}" if one in known else one for one in ids], look=""
    )


def _categories(frame: pl.DataFrame) -> list[str]:
    values = frame["category"].to_list() if "category" in frame.columns else [None] * frame.height
    return [value or "" for value in values]


def _units(frame: pl.DataFrame) -> list[str]:
    if "units" in frame.columns:
        return [UNITS_JOINED.join(units or ()) for units in frame["units"].to_list()]
    values = frame["unit_id"].to_list() if "unit_id" in frame.columns else [None] * frame.height
    return [value or "" for value in values]
