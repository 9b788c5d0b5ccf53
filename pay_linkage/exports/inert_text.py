"""Text in a file that no spreadsheet takes for a formula: the one place through which all text of a file goes.

A workbook's cell says that it is text (``write_text``; ``inert_cell`` where openpyxl writes it); a CSV file cannot say
so: Excel and WPS compute what begins with ``=``, ``+``, ``-``, ``@`` or their full-width forms, a tab or a line end,
quoted or not. Such a text gets one apostrophe in front. Who reads the file takes one away from a text that begins with
apostrophes and one of those signs: so nothing is lost, and a name such as ``'阿明`` stays what it is. A sign followed
by nothing but ASCII letters and digits (``-``, ``-007``, ``+8613800000000``) calls no function and stays as it is,
because codes are what an importer finds people by.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

if TYPE_CHECKING:
    from xlsxwriter.workbook import Format, Worksheet

FORMULA = r"^'*(?:[\t\r\n]|\s*[=+\-@＝＋－＠﹦﹢﹣﹫])"
CALM = (("0", ":"), ("A", "\x80"), ("\u3001", "\ufe00"))
"""Texts from the one to before the other begin with a digit, with what ASCII has from A on, or with a Chinese (or
another) sign of writing: none of them like a formula.
"""
HARMLESS = r"^[+\-][0-9A-Za-z]*$"
RICH = ("<r>", "</r>")
"""What begins and ends so, xlsxwriter takes for XML of its own."""


def may_compute(texts: pl.Series) -> bool:
    """Whether one of the texts may begin like a formula; mostly their least and greatest show that none does, which
    costs a tenth of looking at each.
    """
    least, greatest = texts.min(), texts.max()
    if not isinstance(least, str) or not isinstance(greatest, str):
        return False
    return not any(first <= least and greatest < end for first, end in CALM)


def inert(column: str) -> pl.Expr:
    """The text of ``column`` with an apostrophe before whatever begins like a formula."""
    text = pl.col(column)
    computed = text.str.contains(FORMULA) & ~text.str.contains(HARMLESS)
    return pl.when(computed).then(pl.concat_str(pl.lit("'"), text)).otherwise(text).alias(column)


def write_text(sheet: Worksheet, row: int, place: int, text: str, style: Format, plain: Format) -> None:
    """Write a text into a cell of an xlsxwriter sheet as text; ``plain`` is a format that says nothing."""
    if text.startswith(RICH[0]) and text.endswith(RICH[1]):
        sheet.write_rich_string(row, place, text[:1], plain, text[1:], style)
    else:
        sheet.write_string(row, place, text, style)
