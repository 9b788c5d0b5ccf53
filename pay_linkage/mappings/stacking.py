"""Tables from several places as one: rows of the first sheet, then of the next, each keeping its own cells."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from contracts.input_table import ROW, STACK, InputTable, Origin


def stacked(parts: Sequence[InputTable]) -> InputTable:
    """One table of the rows of all parts, in their order."""
    if len(parts) == 1:
        return parts[0]
    frames = [part.frame.with_columns(pl.col(ROW) + at * STACK) for at, part in enumerate(parts)]
    first = parts[0].origin
    files = {part.origin.file for part in parts}
    together = all((part.origin.file, part.origin.sheet) == (first.file, first.sheet) for part in parts)
    sheet = first.sheet if together else None
    origin = Origin(", ".join(sorted(files)), sheet, {}, tuple(part.origin for part in parts))
    return InputTable(parts[0].table, pl.concat(frames), origin)
