"""The records of a CSV file below its header: totals, signatures, notes, repeated headers left out where certain."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from pay_linkage.intake.csv_records import LINE
from pay_linkage.intake.head_cells import HeadRow
from pay_linkage.intake.row_kind import DOUBTFUL, Places, row_kind


def records_of(fields: pl.DataFrame, places: Places, head: Sequence[HeadRow]) -> tuple[pl.DataFrame, list[int]]:
    """The rows of ``fields`` (trimmed, by the columns' positions) that are records; and lines of further headers.

    All of them where no column of the header is understood: the header is refused then.
    """
    header_rows = [[cell.text for cell in row.cells] for row in head]
    words = sorted(places.headings.union(*header_rows) - {""})
    looked_at = [pl.col(str(at)) for at in places.identity or places.columns]
    if not looked_at:
        return fields, []
    doubtful = fields.select(
        pl.any_horizontal(cell.is_null() | cell.str.contains(DOUBTFUL) | cell.is_in(words) for cell in looked_at)
    ).to_series()
    dropped, headers = [], []
    for at in doubtful.arg_true():
        line, *cells = fields.select(LINE, pl.exclude(LINE)).row(at)
        texts = [cell or "" for cell in cells]
        repeated = texts in header_rows
        if not repeated and places.is_header(texts):
            headers.append(line)
        if repeated or line in headers[-1:] or row_kind(cells, places) != "record":
            dropped.append(at)
    kept = fields.with_row_index("_at").filter(~pl.col("_at").is_in(dropped)).drop("_at") if dropped else fields
    return kept, headers
