"""Values out of another sheet: of the one row that matches, or the sum or mean of as many as the mapping says."""

from __future__ import annotations

import polars as pl

from contracts.column import Column
from contracts.problem import WITHHELD, Problem
from contracts.table import Table
from pay_linkage.intake import value_fault, values
from pay_linkage.intake.found_table import FoundTable
from pay_linkage.intake.money_unit import money_unit_problems
from pay_linkage.intake.raw_table import Fault, trimmed
from pay_linkage.kernels.exact import INTEGER, half_up, shown
from pay_linkage.mappings.chosen_rows import CODE, chosen_rows, plain_texts
from pay_linkage.mappings.house_files import HouseFiles
from pay_linkage.mappings.mapping import Lookup

Looked = tuple[pl.Series, dict[int, Fault], list[Problem]]
MOST_LISTED = 1000


def looked_up(lookup: Lookup, column: Column, found: FoundTable, files: HouseFiles, table: Table) -> Looked:
    """The text for each row of ``found``, faults of rows for which there is none for certain, and problems there."""
    headings = tuple(dict.fromkeys((lookup.heading, *lookup.match.values(), *lookup.chosen_by)))
    there, problems = files.table(lookup, headings, tuple(lookup.match.values()), table.name)
    empty = pl.Series([None] * len(found.numbers), dtype=pl.String)
    if there is None:
        return empty, {}, problems
    own, unread = _keys(found, list(lookup.match), table)
    others, strange = _rows(lookup, column, there, table)
    problems += [*unread, *strange, *money_unit_problems(there.place, there.captions, [column.name], table.name)]
    if lookup.others is None:
        problems += _unmatched(others, own, there, lookup, table)
    grouped = _grouped(others, lookup, column)
    joined = own.to_frame("key").join(grouped, on="key", how="left", maintain_order="left")
    wanted = lookup.rows or 1
    faults = {
        at: Fault("mapped_rows_differ", str(count or 0), {"found": str(count or 0), "wanted": str(wanted)})
        for at, (key, count) in enumerate(joined.select("key", "rows").iter_rows())
        if key is not None and (count or 0) != wanted and not (lookup.combine == "one" and not count)
    }
    texts = [None if at in faults else text for at, text in enumerate(joined["text"])]
    return pl.Series(texts, dtype=pl.String), faults, problems


def _keys(found: FoundTable, headings: list[str], table: Table) -> tuple[pl.Series, list[Problem]]:
    """The texts by which rows match, of several headings joined; null where one is empty."""
    parts = [plain_texts(found, heading, CODE, table) for heading in headings]
    key = pl.select(pl.concat_str([texts for texts, _ in parts], separator="\x1f")).to_series().rename("key")
    return key, [problem for _, unread in parts for problem in unread]


def _rows(lookup: Lookup, column: Column, there: FoundTable, table: Table) -> tuple[pl.DataFrame, list[Problem]]:
    """``key``, ``text`` and ``row`` of each row that counts, and its cells that cannot be read."""
    keys, problems = _keys(there, list(lookup.match.values()), table)
    chosen, unclear = chosen_rows(there, lookup, table)
    texts, faults = there.texts(there.used[lookup.heading], column)
    frame = pl.DataFrame({"key": keys, "text": texts, "row": pl.Series(there.numbers, dtype=pl.Int64)})
    frame = frame.with_columns(trimmed(pl.col("text"))).with_row_index("at").filter(chosen)
    unread = frame.filter(pl.col("text").is_not_null() & values(frame["text"], column).is_null())
    faulty = {**{at: value_fault(text, column) for at, text in unread.select("at", "text").iter_rows()}, **faults}
    origin = there.origin({column.name: lookup.heading})
    for at in [at for at in frame["at"] if at in faulty][:MOST_LISTED]:
        place = origin.place(there.numbers[at], column.name)
        facts = {**faulty[at].facts, "value": WITHHELD}
        problems.append(Problem(faulty[at].code, place, table.name, column.name, facts=facts))
    return frame.filter(~pl.col("at").is_in(list(faulty))), [*problems, *unclear]


def _grouped(rows: pl.DataFrame, lookup: Lookup, column: Column) -> pl.DataFrame:
    """``key``, ``rows`` and ``text``: the value of each key."""
    filled = rows.filter(pl.col("key").is_not_null() & pl.col("text").is_not_null())
    if lookup.combine == "one":
        return filled.group_by("key").agg(rows=pl.len(), text=pl.col("text").first())
    exact = filled.with_columns(number=values(filled["text"], column).cast(pl.Decimal(38, column.scale)))
    summed = exact.group_by("key").agg(rows=pl.len(), sum=pl.col("number").to_physical().cast(INTEGER).sum())
    if lookup.combine == "sum":
        return summed.select("key", "rows", text=shown(pl.col("sum"), column.scale).cast(pl.String))
    decimals = min(lookup.decimals or 0, column.scale)
    divisor = pl.col("rows").cast(INTEGER) * pl.lit(10 ** (column.scale - decimals), dtype=INTEGER)
    return summed.select("key", "rows", text=shown(half_up(pl.col("sum"), divisor), decimals).cast(pl.String))


def _unmatched(rows: pl.DataFrame, own: pl.Series, there: FoundTable, lookup: Lookup, table: Table) -> list[Problem]:
    """A problem for each row there that belongs to no row here: its value would be lost."""
    lost = rows.filter(pl.col("key").is_null() | ~pl.col("key").is_in(own.drop_nulls().unique().implode()))
    origin = there.origin({heading: heading for heading in lookup.match.values()})
    first = next(iter(lookup.match.values()))
    places = [origin.place(row, first) for row in lost["row"].head(MOST_LISTED)]
    return [Problem("mapped_row_unmatched", place, table.name) for place in places]
