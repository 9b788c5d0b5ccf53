"""Further columns of people or units that no table of a run has: a CSV file with their codes and these columns."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import polars as pl

from contracts.columns import COLUMNS
from contracts.problem import Place, Problem, Refused
from pay_linkage.intake.encoding import EncodingUnreadable, utf8_text
from pay_linkage.intake.regular_file import file_bytes, file_name

KEYS = ("person_id", "unit_id")


def traits_file(path: Path) -> pl.DataFrame:
    """The file's columns as text: person_id or unit_id first, no code twice. Raises ``Refused``."""
    name = file_name(path)
    data = file_bytes(path)
    if isinstance(data, Problem):
        raise Refused([data])
    try:
        text = utf8_text(data).decode("utf-8-sig")
    except EncodingUnreadable as error:
        raise Refused([Problem("encoding_unreadable", Place(name, row=error.line))]) from None
    heading, *rows = list(csv.reader(io.StringIO(text, newline=""))) or [[]]
    columns = [_code(one.strip()) for one in heading]
    key = next((one for one in KEYS if one in columns), None)
    problems = _problems(name, columns, key, rows)
    if key is None or problems:
        raise Refused(problems)
    wide = [[cell.strip() or None for cell in row] for row in rows if any(cell.strip() for cell in row)]
    frame = pl.DataFrame(wide, schema=dict.fromkeys(columns, pl.String()), orient="row")
    return frame.select(key, pl.exclude(key))


def _code(heading: str) -> str:
    return next((key for key in KEYS if heading in COLUMNS[key].headings), heading)


def _problems(name: str, columns: Sequence[str], key: str | None, rows: Sequence[Sequence[str]]) -> list[Problem]:
    """A file without codes, headings that are empty or twice there, rows of another length, codes twice."""
    found = [Problem("traits_without_key", Place(name, row=1))] if key is None else []
    twice = [one for one, count in Counter(columns).items() if count > 1 or not one]
    listed = {"headings": ", ".join(columns)}
    found += [Problem("column_twice", Place(name, row=1), column=one or "–", facts=listed) for one in twice]
    for number, row in enumerate(rows, start=2):
        if row and len(row) != len(columns):
            facts = {"found": str(len(row)), "fields": str(len(columns))}
            found.append(Problem("row_ragged", Place(name, row=number), facts=facts))
    if key is not None and not found:
        codes = Counter(row[columns.index(key)].strip() for row in rows if any(row))
        found += [Problem("traits_key_twice", Place(name), value=code) for code, count in codes.items() if count > 1]
    return found
