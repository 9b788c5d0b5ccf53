"""The promise of payroll.xlsx: its three sheets, worked out anew from the run's tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import polars as pl

from contracts.columns import COLUMNS
from contracts.publication_gate import PromisedColumn, PromisedFile, PromisedSheet, Sum
from contracts.publication_gate.promise import ColumnKind
from pay_linkage.exports import pay_line_rows, payroll_rows
from pay_linkage.exports.payroll_workbook import LINES, PAYROLL, UNIT_COLUMNS, UNITS
from pay_linkage.gate.control_sums import cents_of, scoped
from pay_linkage.gate.subject import Judged

TOTAL = "合计 Total"
FACTS = {"true": "是 Yes", "false": "否 No"}
IDENTIFIERS = ("person_id", "id_number", "unit_id")
CENTS = 2


def payroll_workbook(judged: Judged, path: Path) -> PromisedFile:
    """The promise of the run's payroll.xlsx."""
    run, belonging = judged.run, judged.belonging()
    people, units = run.input("people"), run.input("units")
    payroll = run.table("payroll")
    paid = (
        payroll.join(people, on="person_id", how="left")
        .join(belonging.select("person_id", unit_id="unit"), on="person_id", how="left")
        .join(units, on="unit_id", how="left")
        .with_columns(pay_item=pl.lit(judged.scheme.pay_item.code))
        .sort("person_id")
    )
    cents = paid.select(cents_of("amount")).to_series()
    sums = scoped(paid["person_id"], belonging).sums(payroll_rows.COLUMNS.index("amount"), cents)
    return PromisedFile(
        path,
        (
            _sheet(PAYROLL, payroll_rows.COLUMNS, paid, ("person_id",), ("held", "amount"), sums),
            _unit_sheet(judged, units),
            _line_sheet(judged, people, units, payroll),
        ),
    )


def _unit_sheet(judged: Judged, units: pl.DataFrame) -> PromisedSheet:
    rows = (
        judged.run.table("unit_results")
        .join(units.select("unit_id", "unit_name"), on="unit_id", how="left")
        .sort("category", "rank", "unit_id")
        .with_columns(person_id=pl.col("unit_id"))
    )
    return _sheet(UNITS, UNIT_COLUMNS, rows, ("unit_id",), (), ())


def _line_sheet(judged: Judged, people: pl.DataFrame, units: pl.DataFrame, payroll: pl.DataFrame) -> PromisedSheet:
    """Every pay line, and a line of its own for what is held: together they are the payroll."""
    lines = judged.run.table("pay_lines").join(
        judged.run.table("person_results").select("person_id", "individual_grade"), on="person_id", how="left"
    )
    held = payroll.filter(cents_of("held") != 0).select("person_id", "held")
    rows = (
        pl.concat([lines, held], how="diagonal")
        .join(people.select("person_id", "person_name"), on="person_id", how="left")
        .join(units.select("unit_id", "unit_name"), on="unit_id", how="left")
        .sort("person_id", "start_date", nulls_last=True)
    )
    return _sheet(LINES, pay_line_rows.COLUMNS, rows, ("person_id", "start_date"), ("amount", "held"), ())


def _sheet(
    name: str,
    columns: Sequence[str],
    rows: pl.DataFrame,
    key: Sequence[str],
    summed: Sequence[str],
    sums: tuple[Sum, ...],
) -> PromisedSheet:
    texts = rows.select(
        pl.col("person_id").alias("person_id"),
        *(_text(column, rows.schema).alias(str(place)) for place, column in enumerate(columns)),
    )
    return PromisedSheet(
        name=name,
        columns=tuple(_column(column, rows.schema) for column in columns),
        rows=texts,
        key=tuple(columns.index(column) for column in key),
        totals=_totals(columns, rows, summed),
        sums=sums,
    )


def _column(name: str, schema: Mapping[str, pl.DataType]) -> PromisedColumn:
    column = COLUMNS[name]
    return PromisedColumn(f"{column.zh}\n{column.en}", _kind(name, schema), not_negative=column.scale == CENTS)


def _kind(name: str, schema: Mapping[str, pl.DataType]) -> ColumnKind:
    column = COLUMNS[name]
    if column.kind == "number":
        return "amount" if column.scale == CENTS else "number"
    kinds: dict[str, ColumnKind] = {"count": "number", "date": "day"}
    found = kinds.get(column.kind, "text")
    return "identifier" if name in IDENTIFIERS and schema[name] == pl.String else found


def _text(name: str, schema: Mapping[str, pl.DataType]) -> pl.Expr:
    column, text = COLUMNS[name], pl.col(name).cast(pl.String)
    if column.kind == "fact":
        return text.replace_strict(FACTS, return_dtype=pl.String)
    if column.choices:
        words = {code: f"{word} {code}" for code, word in column.choices.items()}
        return text.replace_strict(words, default=text, return_dtype=pl.String)
    if _kind(name, schema) == "number":
        return (
            pl.when(text.str.contains(".", literal=True))
            .then(text.str.strip_chars_end("0"))
            .otherwise(text)
            .str.strip_suffix(".")
        )
    return pl.when(text != "").then(text)


def _totals(columns: Sequence[str], rows: pl.DataFrame, summed: Sequence[str]) -> dict[int, str]:
    if not summed:
        return {}
    cents = {name: int(rows.select(cents_of(name).sum()).item()) for name in summed}
    texts = {columns.index(name): f"{cents[name] // 100}.{cents[name] % 100:02d}" for name in summed}
    return {0: TOTAL, **texts}
