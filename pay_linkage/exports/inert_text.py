"""Text in a CSV file that no spreadsheet takes for a formula.

A workbook's cell says that it is text; a CSV file cannot say so: Excel and WPS compute what begins with ``=``, ``+``,
``-``, ``@`` or their full-width forms, a tab or a line end, quoted or not. Such a text gets one apostrophe in front.
Who reads the file takes one away from a text that begins with apostrophes and one of those signs: so nothing is lost,
and a name such as ``'阿明`` stays what it is. A sign followed by nothing but ASCII letters and digits (``-``, ``-007``,
``+8613800000000``) calls no function and stays as it is, because codes are what an importer finds people by.
"""

from __future__ import annotations

import polars as pl

FORMULA = r"^'*(?:[\t\r\n]|\s*[=+\-@＝＋－＠﹦﹢﹣﹫])"
HARMLESS = r"^[+\-][0-9A-Za-z]*$"


def inert(column: str) -> pl.Expr:
    """The text of ``column`` with an apostrophe before whatever begins like a formula."""
    text = pl.col(column)
    computed = text.str.contains(FORMULA) & ~text.str.contains(HARMLESS)
    return pl.when(computed).then(pl.concat_str(pl.lit("'"), text)).otherwise(text).alias(column)
