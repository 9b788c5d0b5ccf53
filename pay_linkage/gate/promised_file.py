"""The promise of a file in a layout: its columns, rows and control totals, and the suite that follows from them."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from contracts.publication_gate import CsvForm, PromisedColumn, PromisedFile, PromisedSheet, Sum
from contracts.publication_gate.promise import PERSON
from pay_linkage.gate.control_sums import cents_of, scoped
from pay_linkage.gate.promised_cells import Asked, fill, holds, promised_cells, promised_rows
from pay_linkage.layouts.column import Column
from pay_linkage.layouts.file_form import CsvForm as LayoutCsvForm


def promised_file(
    asked: Asked,
    path: Path,
    amounts: pl.DataFrame,
    people: pl.DataFrame,
    belonging: pl.DataFrame,
    password: str | None = None,
) -> PromisedFile:
    """What the file at ``path`` must hold. ``amounts``: person_id, amount, held, from the run's tables."""
    columns = [None if number is None else asked.layout.columns[number] for number in asked.form.columns]
    rows = promised_rows(asked, amounts, people)
    sheet = PromisedSheet(
        name=asked.form.sheet,
        columns=tuple(
            _column(heading, column, asked) for heading, column in zip(asked.form.headings, columns, strict=True)
        ),
        rows=promised_cells(asked, rows),
        key=tuple(place for place, column in enumerate(columns) if column is not None and _tells_person(column, asked)),
        above=asked.form.above,
        sums=_sums(columns, asked, rows, belonging),
    )
    return PromisedFile(path, (sheet,), _csv_form(asked), password)


def _csv_form(asked: Asked) -> CsvForm | None:
    form = asked.layout.file
    if not isinstance(form, LayoutCsvForm):
        return None
    return CsvForm(form.encoding, form.byte_order_mark, form.end, form.sign)


def _column(heading: str, column: Column | None, asked: Asked) -> PromisedColumn:
    if column is None:
        return PromisedColumn(heading, "text")
    name, _ = asked.drawn(column)
    if name in ("amount", "held"):
        return PromisedColumn(heading, "amount", column.required, not_negative=_is_not_negative(column, asked))
    if asked.layout.is_day(name):
        kind = "day"
    elif column.format == "integer" or name == "row_number":
        kind = "integer"
    else:
        kind = "identifier" if name == "id_number" or _tells_person(column, asked) else "text"
    words = tuple(fill(word, asked.known) for word in column.words.values())
    pattern = column.pattern.text if column.pattern is not None else None
    return PromisedColumn(heading, kind, column.required, False, words, pattern)  # type: ignore[arg-type]


def _is_not_negative(column: Column, asked: Asked) -> bool:
    """Whether the importer may never see a negative amount in this file."""
    if column.sign == "absolute":
        return True
    return (asked.kind == "recovery") == (column.sign == "negated")


def _tells_person(column: Column, asked: Asked) -> bool:
    name, text = asked.drawn(column)
    written = fill(text or "", asked.known) if name is None else asked.known.get(name, "")
    return name == "person_id" or "{person_id}" in written


def _sums(columns: list[Column | None], asked: Asked, rows: pl.DataFrame, belonging: pl.DataFrame) -> tuple[Sum, ...]:
    """Control totals of every column of amounts: those of the people whose rows stand in the file."""
    people = scoped(rows[PERSON], belonging)
    sums: list[Sum] = []
    for place, column in enumerate(columns):
        name = None if column is None else asked.drawn(column)[0]
        if column is None or name not in ("amount", "held"):
            continue
        cents = cents_of(str(name))
        shown = {"absolute": cents.abs(), "negated": -cents}.get(column.sign or "", cents)
        kept = shown if column.condition is None else pl.when(holds(column.condition)).then(shown)
        sums += people.sums(place, rows.select(kept.fill_null(0)).to_series())
    return tuple(sums)
