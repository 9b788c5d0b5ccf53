"""payroll.csv: for programs. Headings are the column names of rulebook §11.

UTF-8 without a byte order mark: the file is made for an importer, to many of which a mark is part of the first heading.
The mark would only help those who open the file in Excel with a double click, which ruins ID numbers (18 digits become
15) and leading zeros without a word; for people there is payroll.xlsx. Lines end with LF: whoever reads CR LF reads it
too, and nobody finds a CR in the amounts.
"""

from __future__ import annotations

from io import BytesIO

import polars as pl

from pay_linkage.exports.inert_text import inert, may_compute


def payroll_csv(rows: pl.DataFrame) -> bytes:
    """The rows of ``payroll_rows`` as CSV, amounts with two decimals; an empty cell is nothing between the commas."""
    texts = [inert(name) for name, dtype in rows.schema.items() if dtype == pl.String and may_compute(rows[name])]
    buffer = BytesIO()
    rows.with_columns(texts).write_csv(buffer, line_terminator="\n")
    return buffer.getvalue()
