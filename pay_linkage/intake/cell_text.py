"""The text of a workbook's cell, as its column needs it: shortest decimals for numbers, digits for codes, ISO days.

Spreadsheets hold every number in binary with 15 reliable digits, so a code of more digits is damaged beyond repair.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

from contracts.column import Column, Kind
from pay_linkage.intake.cell_mark import CellMark
from pay_linkage.intake.raw_table import Fault

CERTAIN_MONTH = (1900, 3)
"""Excel counts a 29 February 1900 and other programs do not, so a number before means two days."""
RELIABLE = 10**15
"""Whole numbers below this are exact as a spreadsheet shows them."""


def cell_text(value: object, column: Column, mark: CellMark | None) -> str | Fault | None:
    """The text of a cell's ``value`` in ``column``, None where it is empty, a fault where it has no certain text."""
    if mark and mark.shown == "error":
        return Fault("formula_error", mark.text)
    if mark and mark.shown == "no_value":
        return Fault("formula_without_value", "")
    if isinstance(value, float | int) and not isinstance(value, bool):
        return NUMBERS.get(column.kind, _number_text)(float(value), column, mark)
    if isinstance(value, date) and column.kind == "code":
        return Fault("code_is_date", plain_text(value) or "")
    if isinstance(value, date) and (value.year, value.month) < CERTAIN_MONTH:
        return Fault("date_impossible", plain_text(value) or "")
    return plain_text(value)


def plain_text(value: object) -> str | None:
    """The text of a value where nothing hangs on it, as in headings."""
    if isinstance(value, str):
        return value.replace("\r\n", "\n") or None
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return decimal_text(value, 15)
    return str(value)


def decimal_text(value: float, scale: int) -> str:
    """The shortest decimals that mean ``value``; where these are more than ``scale``, its 15 reliable digits."""
    text = _positional(repr(value))
    fraction = text.partition(".")[2]
    return text if len(fraction) <= scale else _positional(f"{value:.15g}")


def code_digits(value: float) -> str | Fault:
    """The digits of a whole number that stands where a code belongs."""
    if not value.is_integer():
        return Fault("code_is_number", _positional(repr(value)))
    if abs(value) >= RELIABLE:
        return Fault("id_number_damaged", _positional(repr(value)))
    return str(int(value))


def _positional(text: str) -> str:
    """A float's text without exponent (beyond 10¹⁵ it keeps one) and without a point and zero at its end."""
    if "e-" in text:
        return format(Decimal(text), "f")
    return text.removesuffix(".0")


def _code_text(value: float, column: Column, mark: CellMark | None) -> str | Fault:  # noqa: ARG001 - read alike
    digits = code_digits(value)
    if isinstance(digits, Fault) or mark is None:
        return digits
    if mark.shown == "padded" and value >= 0:
        return digits.zfill(mark.width)
    return Fault("code_is_number", digits)


def _number_text(value: float, column: Column, mark: CellMark | None) -> str | Fault:
    if mark and mark.shown == "percent" and column.kind in ("number", "count", "value"):
        percent = (Decimal(f"{value:.15g}") * 100).normalize()
        return Fault("number_is_percentage", f"{percent:f}%")
    return decimal_text(value, max(column.scale, 0))


def _value_text(value: float, column: Column, mark: CellMark | None) -> str | Fault:
    """A number in a cell that may stand for a number or for a code, which only another cell of the row tells."""
    if abs(value) >= RELIABLE or (mark and mark.shown == "padded"):
        return _code_text(value, column, mark)
    return _number_text(value, column, mark)


NUMBERS: Mapping[Kind, Callable[[float, Column, CellMark | None], str | Fault]] = {
    "code": _code_text,
    "value": _value_text,
}
"""How numbers become text in columns of a kind that is not read as a number."""
