"""What a rerun changed: money, corrections, units, people, each with the cause."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import polars as pl

from contracts.columns import COLUMNS
from contracts.tables import INPUT_TABLES
from contracts.words import Words, words_of
from pay_linkage.report.data import Moved, Names, ReportData, Shown
from pay_linkage.report.fields import NOTHING, Field, Text, count, heading, money, money_text, named, text
from pay_linkage.report.section import Block, Chart, Section
from pay_linkage.report.sections.slopes import Slope, slope_rows, slope_spec
from pay_linkage.report.table import Table, persons, table
from pay_linkage.report.words import said, same

ACTIONS = COLUMNS["action"].choices
CENTS = 2


def moved(data: ReportData, since: Moved) -> Section:
    """Money and corrections, then units, then people with the largest differences first."""
    lede = said("lede", "moved", parent=since.parent, units=since.units.total, people=f"{since.people.total:,}")
    tables = [_money(since), _corrections(since.corrections)]
    blocks = [
        Block(tables=tables),
        *_slopes(data, since),
        Block(tables=[_units(data.names, since.units), _people(data.names, since.people)]),
    ]
    return Section("moved", lede, blocks)


def _money(since: Moved) -> Table:
    rows = [(key, people, amount) for key, (people, amount) in since.money.items()]
    frame = pl.DataFrame(
        rows, schema={"measure": pl.String(), "head_count": pl.Int64(), "amount": pl.Decimal(38, 2)}, orient="row"
    )
    measures = {key: said("measures", key) for key in since.money}
    fields = [named("measure", measures), count("head_count"), money("amount")]
    return table("money", said("moved", "money"), frame, fields, shown=True)


def _corrections(shown: Shown) -> Table:
    tables = {name: words_of(contract) for name, contract in INPUT_TABLES.items()}
    columns = {name: words_of(column) for name, column in COLUMNS.items()}
    actions = {code: Words(code, word) for code, word in ACTIONS.items()}
    fields = [
        *(text("appeal_reference"), named("table", tables), text("key"), named("action", actions)),
        *(named("column", columns), text("old_value"), text("new_value"), text("decided_on")),
    ]
    return table("corrections", said("moved", "corrections"), shown.rows, fields, shown=True, left_out=_left_out(shown))


def _slopes(data: ReportData, since: Moved) -> list[Block]:
    """Ranks before and after, in categories in which ranks moved."""
    ranks = since.units.rows.drop_nulls(["rank_before", "rank_after"])
    both = ranks.filter((pl.col("rank_before") != pl.col("rank_after")).any().over("category"))
    sides = (said("charts", "before"), said("charts", "after"))
    blocks = []
    for category, name in data.names.categories.items():
        units = both.filter(pl.col("category") == category)
        if units.height:
            slopes = [
                Slope(*row)
                for row in units.select("category", "unit_id", "unit_name", "rank_before", "rank_after").iter_rows()
            ]
            spec, rows = slope_spec(slopes, sides, heading("places_gained")), slope_rows(slopes, sides)
            caption = said("charts", "moved", category=name)
            blocks.append(
                Block(
                    [Chart(f"moved-{category}", caption, spec, rows, "dim", category, lines_by="")],
                    title=name,
                    category=category,
                )
            )
    return blocks


def _units(names: Names, shown: Shown) -> Table:
    rows = shown.rows.with_columns(_cause())
    fields = [
        *(text("unit_id"), text("unit_name"), _both("final_score"), _both("rank")),
        *(_both("coefficient"), _both("grade", names.grades), _causes()),
    ]
    merged = rows.with_columns(_pair(name) for name in ("final_score", "rank", "coefficient", "grade"))
    return table("moved-units", said("moved", "units"), merged, fields, shown=True, left_out=_left_out(shown))


def _people(names: Names, shown: Shown) -> Table:
    rows = shown.rows.with_columns(_cause())
    merged = rows.with_columns(_pair(name) for name in ("individual_grade", "amount"))
    fields = [
        *(persons("person_id", names), text("unit_id"), _both("individual_grade", names.individual_grades)),
        *(_both("amount"), money("difference", signed=True), money("held_after"), _causes()),
    ]
    return table("moved-people", said("moved", "people"), merged, fields, left_out=_left_out(shown))


def _pair(name: str) -> pl.Expr:
    return pl.struct(pl.col(f"{name}_before").alias("before"), pl.col(f"{name}_after").alias("after")).alias(f"_{name}")


def _both(name: str, names: Mapping[str, Words] | None = None) -> Field:
    """``before → after``, or the value where it stayed."""
    called = names or {}
    write: Callable[[Any], str] = money_text if COLUMNS[f"{name}_before"].scale == CENTS else _plain

    def one(value: object) -> Words:
        return same(NOTHING) if value is None else called.get(str(value), same(write(value)))

    def pair(value: dict[str, object]) -> Text:
        before, after = one(value["before"]), one(value["after"])
        return after if value["before"] == value["after"] else said("columns", "from_to", before=before, after=after)

    return Field(f"_{name}", heading(name), lambda values: [pair(value) for value in values])


def _plain(value: object) -> str:
    """A value without zeros at its end."""
    written = str(value)
    return written.rstrip("0").rstrip(".") if "." in written else written


def _cause() -> pl.Expr:
    return pl.struct(pl.col("cause_en").alias("en"), pl.col("cause_zh").alias("zh")).alias("_cause")


def _causes() -> Field:
    return Field(
        "_cause", heading("cause"), lambda values: [Words(value["en"], value["zh"]) for value in values], look="long"
    )


def _left_out(shown: Shown) -> Words | None:
    return said("page", "left_out", count=shown.left_out) if shown.left_out else None
