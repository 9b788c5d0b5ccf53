"""Rows of a sheet, many at once: the XML that xlsxwriter makes of them cell by cell, made of whole columns instead.

Belongs here: what a usual row becomes. Stays out: what a cell shows, and rows that are not usual (``sheet``, which
writes those cell by cell). xlsxwriter calls Python a dozen times a cell, which is all of a workbook's time.

It reaches into xlsxwriter where a sheet that is written row by row (``constant_memory``) collects its rows; that the
bytes are those of the cells written one by one is held by tests/exports/test_sheet_rows.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import polars as pl
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.workbook import Format, Worksheet

ROWS_TOGETHER = 10_000
"""So many rows are in memory at once, as text."""
UNUSUAL = r"[\x00-\x08\x0b-\x1f\x{fffe}\x{ffff}]|_x[0-9a-fA-F]{4}_|^<r>(?s:.*)</r>$"
LONGEST = 16_000
"""Texts that xlsxwriter writes in a way of its own, and the characters up to which it cuts none."""
MOST_DIGITS = 16
"""Digits, the decimals among them, up to which a number is written with all of them."""
MOST_PLACES, SMALLEST = 6, Decimal("0.000001")
"""Decimals up to which no number, and the number from which on none of more decimals, is written with an exponent."""


def is_usual(rows: pl.DataFrame) -> bool:
    """Whether every row has its first cell, and none holds what is written in a way of its own."""
    columns = rows.get_columns()
    return columns[0].null_count() == 0 and not any(map(_is_unusual, columns))


def _is_unusual(column: pl.Series) -> bool:
    if column.dtype == pl.String:
        return bool(column.str.contains(UNUSUAL).any()) or bool((column.str.len_chars() > LONGEST).any())
    size, places = column.abs(), column.dtype.scale if isinstance(column.dtype, pl.Decimal) else 0
    if places > MOST_PLACES and bool((size < SMALLEST).any()):
        return True
    return not bool((size < 10 ** (MOST_DIGITS - places)).all())


def write_usual_rows(sheet: Worksheet, rows: pl.DataFrame, formats: Sequence[Format]) -> None:
    """Write ``rows`` below a row of headings that was written into ``sheet``, each column in its format.

    The sheet is one that is written row by row, the rows are ``is_usual``; whoever writes further goes on below them.
    """
    sheet._write_single_row(1)  # noqa: SLF001  (the headings, which wait for the next row)
    styles = _styles(rows, formats)
    for start in range(0, rows.height, ROWS_TOGETHER):
        part = rows[start : start + ROWS_TOGETHER].with_row_index("_row", start + 2)
        texts = part.select(pl.concat_str(_row(rows, styles))).to_series()
        sheet.fh.write("".join(texts.to_list()))
    sheet.previous_row = rows.height + 1
    sheet.dim_rowmax = max(sheet.dim_rowmax, rows.height)


def _styles(rows: pl.DataFrame, formats: Sequence[Format]) -> list[int]:
    """The number of each column's format in the workbook: given when a cell first has it, row by row."""
    firsts = {place: column.is_not_null().arg_max() or 0 for place, column in enumerate(rows.get_columns())}
    filled = [place for place in firsts if rows[:, place].count()]
    styles = {place: formats[place]._get_xf_index() for place in sorted(filled, key=lambda at: (firsts[at], at))}  # noqa: SLF001
    return [styles.get(place, 0) for place in firsts]


def _row(rows: pl.DataFrame, styles: Sequence[int]) -> list[pl.Expr]:
    number = pl.col("_row").cast(pl.String)
    return [
        pl.concat_str(pl.lit('<row r="'), number, pl.lit('">')),
        *(_cell(column, place, styles[place], number) for place, column in enumerate(rows.get_columns())),
        pl.lit("</row>"),
    ]


def _cell(column: pl.Series, place: int, style: int, number: pl.Expr) -> pl.Expr:
    value = pl.col(column.name)
    opening = (pl.lit(f'<c r="{xl_col_to_name(place)}'), number, pl.lit(f'" s="{style}"'))
    if column.dtype == pl.String:
        space = pl.when(value.str.contains(r"^\s|\s$")).then(pl.lit(' xml:space="preserve"')).otherwise(pl.lit(""))
        escaped = value.str.replace_many(["&", "<", ">"], ["&amp;", "&lt;", "&gt;"])
        content = [pl.lit(' t="inlineStr"><is><t'), space, pl.lit(">"), escaped, pl.lit("</t></is></c>")]
    else:
        content = [pl.lit("><v>"), value.cast(pl.String), pl.lit("</v></c>")]
    return pl.concat_str(*opening, *content).fill_null("")
