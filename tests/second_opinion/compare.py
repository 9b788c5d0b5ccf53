"""Two sets of result tables, compared cell by cell and exactly (section 11)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Any

Row = dict[str, Any]

KEYS = {
    "unit_results": ("unit_id",),
    "person_results": ("person_id",),
    "pay_lines": ("person_id", "start_date"),
    "payroll": ("person_id",),
    "quotas": ("group",),
}
TEXTS = frozenset(
    (
        *("unit_id", "category", "grade", "rating_band", "person_id", "individual_grade"),
        *("start_date", "end_date", "group", "unit_grade", "breach"),
    )
)
FACTS = frozenset(("barred", "failed", "interview"))


def mismatches(expected_tables: dict[str, list[Row]], actual_tables: dict[str, list[Row]]) -> list[str]:
    """What differs, a line each; every column of the expected rows is compared, further columns are not."""
    found = []
    for table, key in KEYS.items():
        if table not in actual_tables:
            found.append(f"{table}: the table is missing")
        elif table in expected_tables:
            found += _table_mismatches(table, key, expected_tables[table], actual_tables[table])
    return found


def _table_mismatches(table: str, key: tuple[str, ...], expected: list[Row], actual: list[Row]) -> list[str]:
    left, right = _by_key(expected, key), _by_key(actual, key)
    found = [f"{table}: {len(actual) - len(right)} rows share their key"] if len(actual) != len(right) else []
    found += [f"{table} {'|'.join(one)}: the row is missing" for one in left if one not in right]
    found += [f"{table} {'|'.join(one)}: the row is not expected" for one in right if one not in left]
    for one, row in left.items():
        if one in right:
            found += [f"{table} {'|'.join(one)}: {text}" for text in _row_mismatches(row, right[one])]
    return found


def _by_key(rows: list[Row], key: tuple[str, ...]) -> dict[tuple[str, ...], Row]:
    return {tuple(str(cell(name, row[name])) for name in key): row for row in rows}


def _row_mismatches(expected: Row, actual: Row) -> list[str]:
    found = []
    for column, value in expected.items():
        if column not in actual:
            found.append(f"column {column} is missing")
            continue
        left, right = cell(column, value), cell(column, actual[column])
        if left != right:
            found.append(f"{column} is {_shown(right)}, expected {_shown(left)}")
    return found


def cell(column: str, value: Any) -> str | Fraction | None:
    """A cell as it compares: nothing, a text, or an exact number. A float is an error by itself."""
    if isinstance(value, float):
        return f"the float {value!r}"
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return "true" if value else "false"
    if column in TEXTS or column in FACTS:
        return value.isoformat() if isinstance(value, date) else str(value)
    try:
        return Fraction(Decimal(value)) if isinstance(value, str) else Fraction(value)
    except (InvalidOperation, ValueError, TypeError):
        return f"no number: {value!r}"


def _shown(value: str | Fraction | None) -> str:
    if isinstance(value, Fraction):
        return str(value) if value.denominator == 1 else f"{value} ({float(value):.10g})"
    return repr(value)
