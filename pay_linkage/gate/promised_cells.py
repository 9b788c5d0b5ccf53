"""What must stand under each heading of a layout, as text, worked out anew from the run's tables.

It is a second reading of the layout, apart from the one that writes files (``layouts.cells``): where the two differ,
the gate is red.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import polars as pl

from pay_linkage.exports.inert_text import inert
from pay_linkage.layouts import FileKind, Form, Layout, Subject
from pay_linkage.layouts.column import Column
from pay_linkage.layouts.names import PERSON

NAME = re.compile(r"\{(\w+)\}")
SHOWN_DAYS = {"YYYY-MM-DD": "%Y-%m-%d", "YYYYMMDD": "%Y%m%d", "YYYY/MM/DD": "%Y/%m/%d", "DD.MM.YYYY": "%d.%m.%Y"}


@dataclass(frozen=True, slots=True)
class Asked:
    """A file as it was asked for: layout and form, kind, the parameters' values, and what is the same for all rows."""

    layout: Layout
    form: Form
    kind: FileKind
    parameters: Mapping[str, str]
    subject: Subject

    @property
    def known(self) -> dict[str, str]:
        """The values of all names that are the same for all rows, what they name in their turn in place."""
        defaults = {name: each.default for name, each in self.layout.parameters.items() if each.default is not None}
        given = {**defaults, **self.parameters}
        return {**self.subject.facts, **{name: fill(value, self.subject.facts) for name, value in given.items()}}

    def drawn(self, column: Column) -> tuple[str | None, str | None]:
        """The name or the text that fills a column in a file of this kind."""
        if self.kind == "recovery" and column.recovery is not None:
            return column.recovery.from_, column.recovery.text
        return column.from_, column.text


def fill(text: str, values: Mapping[str, str]) -> str:
    """The text with names that have a value replaced."""
    return NAME.sub(lambda name: values.get(name[1], name[0]), text)


def promised_rows(asked: Asked, amounts: pl.DataFrame, people: pl.DataFrame) -> pl.DataFrame:
    """Everybody whose row stands in the file, in its order.

    ``amounts``: person_id, amount, held. ``people`` as ``layouts.sources.people`` gives them.
    """
    rows = amounts.join(people, on="person_id", how="left").sort("person_id")
    condition = asked.layout.condition
    return rows if condition is None else rows.filter(holds(condition))


def promised_cells(asked: Asked, rows: pl.DataFrame) -> pl.DataFrame:
    """One row a row of the file, in its order: ``person_id``, and a column of text for each heading.

    ``rows`` as ``promised_rows`` gives them.
    """
    numbered = rows.with_columns(pl.int_range(1, pl.len() + 1).cast(pl.String).alias("row_number"))
    columns = [None if number is None else asked.layout.columns[number] for number in asked.form.columns]
    texts = [
        (pl.lit(None, pl.String) if column is None else _texts(column, asked)).alias(str(place))
        for place, column in enumerate(columns)
    ]
    filled = numbered.select("person_id", *texts).with_columns(
        pl.when(pl.col(str(place)) != "").then(pl.col(str(place))).alias(str(place)) for place in range(len(texts))
    )
    if asked.layout.file.kind == "xlsx":
        return filled
    return filled.with_columns(
        inert(str(place)) for place, column in enumerate(columns) if column is not None and _is_text(column, asked)
    )


def _is_text(column: Column, asked: Asked) -> bool:
    name, _ = asked.drawn(column)
    typed = name in ("amount", "held", "row_number") or asked.layout.is_day(name)
    return not typed and column.format != "integer"


def holds(condition: str) -> pl.Expr:
    """Whether a row keeps a condition such as ``amount > 0``."""
    name, sign, _zero = condition.split(" ")
    zero = pl.lit(0).cast(pl.Decimal(38, 2))
    return pl.col(name) > zero if sign == ">" else pl.col(name) != zero


def _texts(column: Column, asked: Asked) -> pl.Expr:
    name, text = asked.drawn(column)
    if name in ("amount", "held"):
        cells = _money(str(name), column.sign)
    elif asked.layout.is_day(name):
        cells = pl.lit(_day(str(name), column, asked))
    else:
        cells = _plain(column, name, text, asked)
    return cells if column.condition is None else pl.when(holds(column.condition)).then(cells)


def _money(name: str, sign: str | None) -> pl.Expr:
    text = pl.col(name).cast(pl.String)
    if sign == "absolute":
        return text.str.strip_prefix("-")
    if sign == "negated":
        zero = text == "0.00"
        negative = text.str.starts_with("-")
        return pl.when(zero).then(text).when(negative).then(text.str.strip_prefix("-")).otherwise(pl.lit("-") + text)
    return text


def _day(name: str, column: Column, asked: Asked) -> str:
    """Days are cells of their own type in a workbook, and read back as YYYY-MM-DD whatever they look like."""
    ends = {"first_day": f"{asked.subject.cycle}-01-01", "last_day": f"{asked.subject.cycle}-12-31"}
    day = date.fromisoformat(ends.get(name) or asked.known[name])
    if asked.layout.file.kind == "xlsx":
        return day.isoformat()
    return day.strftime(SHOWN_DAYS[column.format or "YYYY-MM-DD"])


def _plain(column: Column, name: str | None, text: str | None, asked: Asked) -> pl.Expr:
    if name is None and text is None:
        return pl.lit(None, pl.String)
    cells = _joined(text if name is None else f"{{{name}}}", asked)
    if column.words:
        words = {key: fill(word, asked.known) for key, word in column.words.items()}
        cells = cells.replace_strict(words, default=None, return_dtype=pl.String)
    return cells


def _joined(text: str | None, asked: Asked) -> pl.Expr:
    """A text with names of columns in braces, all other names in place."""
    whole = fill(fill(text or "", asked.known), asked.known)
    columns = [*PERSON, "row_number"]
    names = [name for name in NAME.findall(whole) if name in columns]
    template = NAME.sub(lambda found: "\x00" if found[1] in columns else found[0], whole)
    pieces = template.split("\x00")
    parts: list[pl.Expr] = []
    for number, piece in enumerate(pieces):
        parts.append(pl.lit(piece))
        if number < len(names):
            parts.append(pl.when(pl.col(names[number]) != "").then(pl.col(names[number])))
    return pl.concat_str(parts)
