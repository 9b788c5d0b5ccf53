"""A workbook read back: its sheets, and their cells as exact text with their types."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Context, Decimal, InvalidOperation

import pandas as pd

from contracts.encrypted_workbook import WRAPPED, NotOpened, opened
from contracts.publication_gate.promise import ColumnKind, PromisedFile, PromisedSheet
from contracts.publication_gate.sheet_cells import ColumnCells, sheet_cells
from contracts.publication_gate.workbook_archive import Unreadable, WorkbookArchive
from contracts.publication_gate.written import Written, WrittenSheet

RELIABLE = Context(prec=15)
"""Digits that a spreadsheet keeps of a number; programs that save a file anew write 17."""
DAY_ZERO = date(1899, 12, 30)
LAST_DAY = 2_958_465
CENTS = Decimal("0.01")


def written_workbook(data: bytes, promise: PromisedFile) -> Written:
    """Facts and cells of the workbook's promised sheets."""
    is_wrapped = data.startswith(WRAPPED)
    facts = {"gate_password_other": is_wrapped == (promise.password is not None)}
    if not facts["gate_password_other"]:
        return Written(facts)
    try:
        return _read(data if promise.password is None else opened(data, promise.password), promise, facts)
    except NotOpened:
        return Written({**facts, "gate_password_other": False})
    except Unreadable:
        return Written({**facts, "gate_file_unreadable": False})


def _read(data: bytes, promise: PromisedFile, facts: dict[str, bool]) -> Written:
    archive = WorkbookArchive(data)
    parts = archive.sheets()
    facts |= {
        "gate_file_unreadable": True,
        "gate_sheets_other": list(parts) == [sheet.name for sheet in promise.sheets],
        "gate_foreign_parts": not archive.foreign_parts,
    }
    if not facts["gate_sheets_other"]:
        return Written(facts)
    shared = archive.shared_texts()
    read = [sheet_cells(archive.part(part), shared) for part in parts.values()]
    pairs = list(zip(promise.sheets, read, strict=True))
    facts["gate_cells_beside"] = all(max(cells, default=0) < len(sheet.columns) for sheet, cells in pairs)
    return Written(facts, tuple(_sheet(sheet, cells) for sheet, cells in pairs))


def _sheet(promise: PromisedSheet, cells: dict[int, ColumnCells]) -> WrittenSheet:
    top = len(promise.above) + 1
    last = max((column.rows[-1] for column in cells.values()), default=top)
    index = pd.RangeIndex(top + 1, last + 1)
    texts, types = {}, {}
    for place, column in enumerate(promise.columns):
        found = cells.get(place, ColumnCells())
        kinds = pd.Series(found.types, index=found.rows, dtype="str")
        values = pd.Series(_values(found, column.kind), index=found.rows, dtype="str")
        texts[str(place)] = values.reindex(index, fill_value="")
        types[str(place)] = kinds.reindex(index, fill_value="empty")
    lines = tuple(_line(cells, row) for row in range(1, top + 1))
    return WrittenSheet(lines, pd.DataFrame(texts, index=index), pd.DataFrame(types, index=index))


def _line(cells: dict[int, ColumnCells], row: int) -> tuple[str, ...]:
    """The texts of one of the first rows, without empty cells at its end."""
    found = {}
    for place, column in cells.items():
        for at in range(min(row, len(column.rows))):
            if column.rows[at] == row:
                found[place] = column.texts[at]
    return tuple(found.get(place, "") for place in range(max(found, default=-1) + 1))


def _values(column: ColumnCells, kind: ColumnKind) -> list[str]:
    if kind in {"text", "identifier"}:
        return column.texts
    pairs: Sequence[tuple[str, str]] = list(zip(column.types, column.texts, strict=True))
    numbers = {text: canonical(text, kind) for text in {text for cell_type, text in pairs if cell_type != "text"}}
    return [text if cell_type == "text" else numbers[text] for cell_type, text in pairs]


def canonical(text: str, kind: ColumnKind) -> str:
    """A number as the promise writes it: two decimals, no zeros at the end, or a day; else the text as it is.

    >>> canonical("24480.5", "amount"), canonical("43465", "day"), canonical("0.1230", "number")
    ('24480.50', '2018-12-31', '0.123')
    >>> canonical("24480.049999999999", "amount"), canonical("1.005", "amount")
    ('24480.05', '1.005')
    """
    try:
        number = RELIABLE.create_decimal(text)
    except InvalidOperation:
        return text
    if not number.is_finite():
        return text
    if kind == "amount":
        cents = number.quantize(CENTS)
        return f"{cents:f}" if cents == number else text
    if kind == "day":
        return _day(number) or text
    whole = number.to_integral_value()
    return f"{whole:f}" if whole == number else f"{number.normalize():f}"


def _day(number: Decimal) -> str | None:
    if number != number.to_integral_value() or not 0 < number <= LAST_DAY:
        return None
    return (DAY_ZERO + timedelta(days=int(number))).isoformat()
