"""A layout filled with what is due: the cells of a file, typed, and whose row each is.

Belongs here: which rows stand in the file, the cells under each heading, and refusing what an importer would refuse.
Stays out: bytes (``written``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from contracts.input_table import Origin
from contracts.problem import Place, Problem, Refused
from pay_linkage.layouts.cell_problems import cell_problems, word_problems
from pay_linkage.layouts.cells import ROW_NUMBER, column_cells, holds
from pay_linkage.layouts.column import Column
from pay_linkage.layouts.form import Form, form_of
from pay_linkage.layouts.layout import Layout
from pay_linkage.layouts.names import FileKind, placeholders, replaced
from pay_linkage.layouts.not_carried import not_carried
from pay_linkage.layouts.parameters import parameter_values
from pay_linkage.layouts.sources import Subject


@dataclass(frozen=True, slots=True)
class Filled:
    """``form`` says what the file looks like, ``cells`` are its rows: a column a heading, named by its place (``0``,
    ``1``, …), in the order of person_id; ``person_ids`` tells whose row each is.
    """

    layout: Layout
    form: Form
    cells: pl.DataFrame
    person_ids: pl.Series
    kind: FileKind


def filled(
    layout: Layout,
    kind: FileKind,
    subject: Subject,
    given: Mapping[str, str],
    rows: pl.DataFrame,
    origin: Origin,
    form: Form | None = None,
) -> Filled:
    """The file's cells.

    ``rows`` as ``sources`` gives them, ``given`` the parameters' values, ``origin`` where the people table was read,
    ``form`` the one of a house's template. Raises ``Refused`` with every parameter, or else every cell, that is wrong.
    """
    if kind not in layout.files:
        raise Refused([not_carried(layout.layout, [kind])])
    kept = rows if layout.condition is None else rows.filter(holds(layout.condition))
    kept = kept.with_row_index(ROW_NUMBER, offset=1).with_columns(pl.col(ROW_NUMBER).cast(pl.Int64))
    parameters = parameter_values(layout, given, _needed(layout, kind, kept))
    problems = list(_of_the_whole(layout, kind, subject, parameters))
    if problems:
        raise Refused(problems)
    taken = form or form_of(layout, subject, parameters)
    columns = taken.filling(layout)
    made = [_cells(column, layout, kind, subject, parameters) for column in columns]
    cells = kept.select(cell.alias(str(place)) for place, cell in enumerate(made))
    problems = list(_wrong_cells(columns, layout, kind, kept, cells, origin))
    if problems:
        raise Refused(problems)
    return Filled(layout, taken, cells, kept["person_id"], kind)


def _cells(
    column: Column | None, layout: Layout, kind: FileKind, subject: Subject, parameters: Mapping[str, str]
) -> pl.Expr:
    if column is None:
        return pl.lit(None, pl.String)
    return column_cells(column, layout, kind, subject, parameters)


def _wrong_cells(
    columns: Sequence[Column | None],
    layout: Layout,
    kind: FileKind,
    rows: pl.DataFrame,
    cells: pl.DataFrame,
    origin: Origin,
) -> Iterator[Problem]:
    for place, column in enumerate(columns):
        if column is not None:
            yield from word_problems(column, kind, rows, origin)
            yield from cell_problems(column, layout, rows, cells[str(place)], origin)


def _needed(layout: Layout, kind: FileKind, rows: pl.DataFrame) -> frozenset[str]:
    """The names without which no cell, heading or sheet of this file could be written."""
    texts = [text for _, text in layout.headings]
    names: list[str] = []
    for column in layout.columns:
        filling = column.filling(kind)
        names += [filling.from_] if filling.from_ else []
        texts += [filling.text] if filling.text else []
        texts += _words_needed(column, kind, rows)
    return frozenset((*names, *(name for text in texts for name in placeholders(text))))


def _words_needed(column: Column, kind: FileKind, rows: pl.DataFrame) -> list[str]:
    name = column.filling(kind).from_
    if not column.words or name not in rows.columns:
        return []
    there = set(rows[str(name)].unique().to_list())
    return [word for key, word in column.words.items() if key in there]


def _of_the_whole(layout: Layout, kind: FileKind, subject: Subject, parameters: Mapping[str, str]) -> Iterator[Problem]:
    """A publication's number before there is a publication; values that leave no cell telling whose row it is."""
    place = Place(layout.layout)
    if subject.publication is None and "publication" in layout.used:
        yield Problem("export_run_not_published", place, "layout", None, layout.layout, subject.run_id)
    if not key_places(layout, kind, parameters):
        yield Problem("export_names_nobody", place, "layout", None, layout.layout)


def key_places(layout: Layout, kind: FileKind, parameters: Mapping[str, str]) -> tuple[int, ...]:
    """The numbers of the layout's columns that tell whose row it is: they hold the person's code."""
    found = []
    for number, column in enumerate(layout.columns):
        filling = column.filling(kind)
        text = parameters.get(filling.from_ or "") or replaced(filling.text or "", parameters)
        if filling.from_ == "person_id" or "person_id" in placeholders(text):
            found.append(number)
    return tuple(found)
