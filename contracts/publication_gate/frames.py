"""The frames that Great Expectations judges: what was found beside what was promised, row by row.

Belongs here: the frames of rows, columns, people, headings and sums. Stays out: what must hold in them (``suite``).
Each column of a file is a frame of its own: Great Expectations copies the whole of a frame for every expectation.
"""

from __future__ import annotations

from itertools import zip_longest

import numpy as np
import pandas as pd

from contracts.publication_gate.cell_forms import amount_forms, cents_of, pandas_texts, polars_texts, text_forms
from contracts.publication_gate.found_rows import NOBODY, FoundRows
from contracts.publication_gate.promise import PERSON, PromisedSheet, Sum
from contracts.publication_gate.table_checks import TableCheck
from contracts.publication_gate.written import WrittenSheet

ROW, KEY, PLACE, SCOPE = "row", "key", "place", "scope"
FOUND, PROMISED, TYPE, FORM = "found", "promised", "type", "form"


def rows_frame(sheet: PromisedSheet, rows: FoundRows) -> pd.DataFrame:
    """One row a row of the file: its number and key, whose it is and its place; the last two null if nobody's."""
    return pd.DataFrame(
        {
            ROW: rows.number,
            PERSON: rows.promised(sheet.rows[PERSON]),
            KEY: rows.key,
            PLACE: pd.Series(rows.place, dtype="Int64").mask(rows.place == NOBODY),
        }
    )


def column_frame(sheet: PromisedSheet, rows: FoundRows, number: int, whose: pd.DataFrame) -> pd.DataFrame:
    """The column with this number beside its promise; ``whose`` is the frame of the rows.

    A cell in a row that no promise bears counts as promised: the row is wrong as a whole. ``type`` is the cell's in a
    workbook, ``form`` what its text is (``cell_forms``).
    """
    kind, found = sheet.columns[number].kind, rows.cells[str(number)]
    promised = rows.promised(sheet.rows[str(number)])
    if (rows.place == NOBODY).any():
        promised = promised.where(rows.place != NOBODY, found)
    forms = amount_forms if kind == "amount" else text_forms
    frame = {ROW: whose[ROW], PERSON: whose[PERSON], FOUND: found, PROMISED: promised, FORM: forms(polars_texts(found))}
    if rows.types is not None:
        frame[TYPE] = rows.types[str(number)]
    return pd.DataFrame(frame, copy=False)


def people_frame(sheet: PromisedSheet, rows: FoundRows) -> pd.DataFrame:
    """One row a promised row: whose it is, and how many rows of the file bear its key."""
    counts = np.bincount(rows.place[rows.place != NOBODY], minlength=sheet.rows.height)
    return pd.DataFrame({PERSON: pandas_texts(sheet.rows[PERSON]), "rows_found": counts})


def headings_frame(sheet: PromisedSheet, written: WrittenSheet) -> pd.DataFrame:
    """One row a place in the lines above the rows: what was promised there and what was found."""
    lines = (*sheet.above, tuple(column.heading for column in sheet.columns))
    rows = [
        (f"{line}:{place}", there, wanted)
        for line, (found_line, wanted_line) in enumerate(zip_longest(written.lines, lines, fillvalue=()), start=1)
        for place, (there, wanted) in enumerate(zip_longest(found_line, wanted_line, fillvalue=""), start=1)
    ]
    return pd.DataFrame(rows, columns=[PLACE, FOUND, PROMISED], dtype="str")


def found_cents(rows: FoundRows, number: int) -> np.ndarray:
    """The amounts of a column, row by row, in whole cents."""
    return cents_of(polars_texts(rows.cells[str(number)]))


def sums_frame(total: Sum, rows: FoundRows, cents: np.ndarray) -> pd.DataFrame:
    """One row a scope: the sum of the cents that were found and the promised one. Rows of nobody count for the run."""
    codes = np.zeros(len(rows.place), dtype="int64")
    if total.scopes is not None:
        known = rows.place != NOBODY
        codes[~known], codes[known] = NOBODY, total.scopes[rows.place[known]]
    sums = pd.Series(cents).groupby(codes).sum()
    found = [(name, int(sums.get(code, 0)), promised) for code, (name, promised) in enumerate(total.cents.items())]
    return pd.DataFrame(found, columns=[SCOPE, FOUND, PROMISED]).astype({SCOPE: "str"})


def totals_frame(sheet: PromisedSheet, written: WrittenSheet) -> pd.DataFrame:
    """One row a cell of the totals' row: its heading, what was promised and what was found."""
    last = written.cells.iloc[-1] if len(written.cells) else pd.Series(dtype="str")
    rows = [
        (sheet.columns[number].heading, last.get(str(number), ""), text)
        for number, text in sorted(sheet.totals.items())
    ]
    return pd.DataFrame(rows, columns=[PLACE, FOUND, PROMISED], dtype="str")


def table_frame(check: TableCheck) -> pd.DataFrame:
    """One row a thing that was counted: its name, what was found and what was promised."""
    scopes, found, promised = check.rows.select(SCOPE, FOUND, PROMISED)
    return pd.DataFrame({SCOPE: pandas_texts(scopes), FOUND: found.to_numpy(), PROMISED: promised.to_numpy()})
