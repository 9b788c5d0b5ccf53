"""The cells of one column: values as Polars keeps them, typed by the column's format.

Belongs here: sources and texts → text, decimals, whole numbers, days. Stays out: whether a cell may be as it is
(``cell_problems``), and how a file writes it (``csv_file``, ``workbook_file``).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import polars as pl

from pay_linkage.layouts.column import DAY_FORMATS, Column, Filling, Sign
from pay_linkage.layouts.layout import Layout
from pay_linkage.layouts.names import FACTS, PERSON, FileKind, pieces, resolved
from pay_linkage.layouts.sources import Subject

ROW_NUMBER = "row_number"


def holds(condition: str) -> pl.Expr:
    """Whether a row keeps a condition such as ``amount > 0``; an amount counts with its sign, before any column's."""
    name, relation, _ = condition.split()
    return pl.col(name) > 0 if relation == ">" else pl.col(name) != 0


def column_cells(
    column: Column, layout: Layout, kind: FileKind, subject: Subject, parameters: Mapping[str, str]
) -> pl.Expr:
    """The column's cells, of the type that its format has: text, Decimal(38, 2), Int64 or Date; null where empty.

    The frame is that of ``sources``, rows that the layout leaves out gone, with ``row_number`` from 1.
    """
    filling = column.filling(kind)
    form = column.written_as(kind, is_day=layout.is_day(filling.from_))
    if form == "amount":
        cells = signed(str(filling.from_), column.sign or "as_it_is")
    elif form in DAY_FORMATS:
        cells = pl.lit(_day(str(filling.from_), subject, parameters))
    elif form == "integer":
        cells = _text(filling, column, subject, parameters).cast(pl.Int64, strict=False)
    else:
        cells = _text(filling, column, subject, parameters)
    return cells if column.condition is None else pl.when(holds(column.condition)).then(cells)


def signed(name: str, sign: Sign) -> pl.Expr:
    """The amounts with the sign that the importer wants."""
    amount = pl.col(name)
    return {"as_it_is": amount, "negated": -amount, "absolute": amount.abs()}[sign]


def _day(name: str, subject: Subject, parameters: Mapping[str, str]) -> date:
    ends = {"first_day": date(subject.cycle, 1, 1), "last_day": date(subject.cycle, 12, 31)}
    return ends[name] if name in ends else date.fromisoformat(parameters[name])


def _text(filling: Filling, column: Column, subject: Subject, parameters: Mapping[str, str]) -> pl.Expr:
    if filling.text is not None:
        return joined(filling.text, subject, parameters)
    if filling.from_ is None:
        return pl.lit(None, pl.String)
    text = _named(filling.from_, subject, parameters)
    if not column.words:
        return text
    words = {key: resolved(word, parameters, subject.facts) for key, word in column.words.items()}
    return text.replace_strict(words, default=None, return_dtype=pl.String)


def _named(name: str, subject: Subject, parameters: Mapping[str, str]) -> pl.Expr:
    """The text of a column of ``sources``, a fact or a parameter."""
    if name in PERSON:
        return pl.when(pl.col(name) != "").then(pl.col(name))
    if name == ROW_NUMBER:
        return pl.col(ROW_NUMBER).cast(pl.String)
    if name in FACTS:
        return pl.lit(subject.facts.get(name), pl.String)
    return joined(parameters[name], subject, parameters)


def joined(text: str, subject: Subject, parameters: Mapping[str, str]) -> pl.Expr:
    """A text with names in braces, which parameters' values may hold in their turn; null where one has no value."""
    whole = pieces(resolved(text, parameters, subject.facts))
    parts = [_named(part, subject, {}) if is_name else pl.lit(part) for part, is_name in whole]
    return pl.concat_str(parts)
