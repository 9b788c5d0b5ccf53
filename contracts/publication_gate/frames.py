"""The frames that Great Expectations judges: what was found beside what was promised, row by row.

Belongs here: finding each row's promise by its key, and the frames of cells, people, headings and sums. Stays out: what
must hold in them (``suite``).
"""

from __future__ import annotations

from itertools import zip_longest

import numpy as np
import pandas as pd

from contracts.publication_gate.promise import PERSON, PromisedSheet, Sum
from contracts.publication_gate.written import WrittenSheet

ROW, KEY, PLACE, SCOPE = "row", "key", "place", "scope"
FOUND, PROMISED = "found", "promised"
SEPARATOR = "\x1f"
AMOUNT = r"-?(?:0|[1-9][0-9]*)\.[0-9]{2}"


def found(place: int) -> str:
    """Name of the column with the cells that were found under a heading."""
    return f"found_{place}"


def promised(place: int) -> str:
    """Name of the column with the cells that were promised."""
    return f"promised_{place}"


def cell_type(place: int) -> str:
    """Name of the column with the types of the cells that were found."""
    return f"type_{place}"


def cents(place: int) -> str:
    """Name of the column with the amounts that were found, in whole cents; null where the text is no amount."""
    return f"cents_{place}"


def cells_frame(sheet: PromisedSheet, written: WrittenSheet) -> pd.DataFrame:
    """One row a row of the file: ``row``, ``key``, whose it is, the promise's place, and all cells.

    Where no promise bears the row's key, ``person_id`` and ``place`` are null and the cells count as promised: the row
    is wrong as a whole.
    """
    cells = rows_below(sheet, written.cells)
    key = key_texts(cells, sheet.key)
    place = _places(key, key_texts(sheet.rows, sheet.key))
    known = place >= 0
    frame = {
        ROW: cells.index.to_numpy(dtype="int64"),
        KEY: key.to_numpy(),
        PERSON: _taken(sheet.rows[PERSON], place),
        PLACE: pd.array(np.where(known, place, -1), dtype="Int64"),
    }
    frame[PLACE] = pd.Series(frame[PLACE]).mask(~known).array
    for number, column in enumerate(sheet.columns):
        there = cells[str(number)].reset_index(drop=True)
        frame[found(number)] = there
        frame[promised(number)] = _taken(sheet.rows[str(number)], place).where(known, there)
        if column.kind == "amount":
            frame[cents(number)] = cents_of(there)
        if written.types is not None:
            frame[cell_type(number)] = rows_below(sheet, written.types)[str(number)].to_numpy()
    return pd.DataFrame(frame)


def rows_below(sheet: PromisedSheet, cells: pd.DataFrame) -> pd.DataFrame:
    """The rows without the totals below them; columns that the file lacks are there, empty."""
    if sheet.totals and len(cells):
        cells = cells.iloc[:-1]
    names = [str(number) for number in range(len(sheet.columns))]
    nothing = pd.Series(None, index=cells.index, dtype="str")
    return pd.DataFrame({name: cells.get(name, nothing) for name in names}, index=cells.index)


def key_texts(rows: pd.DataFrame, key: tuple[int, ...]) -> pd.Series:
    """The text by which a row is found."""
    parts = [rows[str(number)].fillna("").reset_index(drop=True) for number in key]
    joined = parts[0]
    for part in parts[1:]:
        joined = joined + SEPARATOR + part
    return joined


def _places(keys: pd.Series, promised_keys: pd.Series) -> np.ndarray:
    """The number of each row's promise, -1 where there is none."""
    if len(keys) == len(promised_keys) and bool((keys.to_numpy() == promised_keys.to_numpy()).all()):
        return np.arange(len(keys))
    places: np.ndarray = pd.Index(promised_keys).get_indexer(pd.Index(keys))
    return places


def _taken(column: pd.Series, place: np.ndarray) -> pd.Series:
    """The promise's values row by row, null where there is none."""
    if not len(column):
        return pd.Series([None] * len(place), dtype="str")
    values = column.reset_index(drop=True)
    if len(place) == len(values) and bool((place == np.arange(len(values))).all()):
        return values
    return values.take(np.where(place < 0, 0, place)).reset_index(drop=True).mask(pd.Series(place < 0))


def cents_of(texts: pd.Series) -> pd.Series:
    """Amounts with two decimals as whole cents; null where the text is none."""
    good = texts.str.fullmatch(AMOUNT).fillna(value=False).astype(bool)
    digits = texts.where(good).str.replace(".", "", regex=False)
    return pd.Series(pd.array([None if pd.isna(text) else int(text) for text in digits], dtype="Int64"))


def people_frame(sheet: PromisedSheet, cells: pd.DataFrame) -> pd.DataFrame:
    """One row a promised row: whose it is, and how many rows of the file bear its key."""
    counts = np.bincount(cells[PLACE].dropna().astype("int64"), minlength=len(sheet.rows))
    return pd.DataFrame({PERSON: sheet.rows[PERSON].reset_index(drop=True), "rows_found": counts})


def headings_frame(sheet: PromisedSheet, written: WrittenSheet) -> pd.DataFrame:
    """One row a place in the lines above the rows: what was promised there and what was found."""
    lines = (*sheet.above, tuple(column.heading for column in sheet.columns))
    rows = [
        (f"{line}:{place}", there, wanted)
        for line, (found_line, wanted_line) in enumerate(zip_longest(written.lines, lines, fillvalue=()), start=1)
        for place, (there, wanted) in enumerate(zip_longest(found_line, wanted_line, fillvalue=""), start=1)
    ]
    return pd.DataFrame(rows, columns=[PLACE, FOUND, PROMISED], dtype="str")


def sums_frame(total: Sum, cells: pd.DataFrame) -> pd.DataFrame:
    """One row a scope: the sum of the cents that were found and the promised one. Rows of nobody count for the run."""
    scopes = pd.Series("run", index=cells.index, dtype="str")
    if total.of != "run":
        scopes = cells[PERSON].map(total.scopes)
    amounts = cells[cents(total.column)].fillna(0)
    sums = amounts.groupby(scopes.to_numpy()).sum()
    names = sorted({*total.cents, *(name for name in sums.index if not pd.isna(name))})
    rows = [(name, int(sums.get(name, 0)), int(total.cents.get(name, 0))) for name in names]
    return pd.DataFrame(rows, columns=[SCOPE, FOUND, PROMISED]).astype({SCOPE: "str"})


def totals_frame(sheet: PromisedSheet, written: WrittenSheet) -> pd.DataFrame:
    """One row a cell of the totals' row: its heading, what was promised and what was found."""
    last = written.cells.iloc[-1] if len(written.cells) else pd.Series(dtype="str")
    rows = [
        (sheet.columns[number].heading, last.get(str(number)), text) for number, text in sorted(sheet.totals.items())
    ]
    return pd.DataFrame(rows, columns=[PLACE, FOUND, PROMISED], dtype="str")
