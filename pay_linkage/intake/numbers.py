"""Numbers and counts from their text, exactly: what is not certain, or not exact at the scale, has no value."""

from __future__ import annotations

import re
from decimal import Decimal

import polars as pl

from contracts.column import Column
from contracts.table import dtype
from pay_linkage.intake.headings import is_money
from pay_linkage.intake.raw_table import Fault

LIMIT = 10**12
"""Every number lies strictly between −10¹² and 10¹²."""

FULL_WIDTH = {
    **{chr(0xFF10 + digit): str(digit) for digit in range(10)},
    "．": ".",
    "，": ",",
    "＋": "+",
    "－": "-",
    "−": "-",
    "￥": "¥",
    "％": "%",
    "　": " ",
}
WHOLE = r"[0-9]{1,3}(?:,[0-9]{3})+|[0-9]*"
NUMBER = re.compile(rf"([+-]?)({WHOLE})(?:\.([0-9]+))?")
WITH_EXPONENT = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?[eE][+-]?[0-9]{1,4}")
NOT_FINITE = re.compile(r"[+-]?(?:nan|inf|infinity|∞)|1\.#(?:inf|ind|qnan)", re.IGNORECASE)


def numbers(text: pl.Series, column: Column) -> pl.Series:
    """The numbers of a column as decimals with its scale (counts: whole numbers), null where a text is no such number.

    Full-width digits and signs, a leading +, well-formed thousands separators, zeros beyond the scale, and in columns
    of money ￥ or 元 are accepted.
    """
    places = rf"(?:\.[0-9]{{1,{column.scale}}})?" if column.scale else ""
    if not text.str.contains(rf"^-?[0-9]{{1,12}}{places}$").all():
        text = _plain(text, column)
    values = text.cast(pl.Decimal(38, column.scale), strict=False)
    values = pl.select(pl.when(values.abs() < LIMIT).then(values)).to_series()
    return values.cast(dtype(column))


def _plain(text: pl.Series, column: Column) -> pl.Series:
    """Each number's text as sign, digits, point and the places that count; null where it is no number of the scale."""
    half = text.str.replace_many(list(FULL_WIDTH), list(FULL_WIDTH.values()))
    if is_money(column):
        half = half.str.replace(r"^([+-]?)¥ *([+-]?)", "$1$2").str.replace(" *元$", "")
    parts = half.str.extract_groups(rf"^([+-]?)({WHOLE})(?:\.([0-9]{{0,{column.scale}}}?)0*)?$")
    sign, whole, fraction = (parts.struct.field(str(i)) for i in (1, 2, 3))
    digits = whole.str.replace_all(",", "", literal=True)
    plain = sign.str.replace("+", "", literal=True) + digits + "." + fraction.fill_null("") + "0"
    return pl.select(pl.when(half.str.contains("[0-9]$") & whole.is_not_null()).then(plain)).to_series()


def number_fault(text: str, column: Column) -> Fault:
    """Why ``text`` is no number of the column."""
    half = "".join(FULL_WIDTH.get(character, character) for character in text).strip()
    return Fault(_number_code(half, column), text, {"scale": str(column.scale)})


def _number_code(half: str, column: Column) -> str:
    if NOT_FINITE.fullmatch(half):
        return "number_not_finite"
    if "%" in half or "‰" in half:
        return "number_is_percentage"
    if is_money(column):
        half = re.sub("^([+-]?)¥ *([+-]?)", r"\1\2", half).removesuffix("元").rstrip()
    if WITH_EXPONENT.fullmatch(half) and Decimal(half).adjusted() >= 12:  # noqa: PLR2004 - the limit's digits
        return "number_too_large"
    if not NUMBER.fullmatch(half) or not re.search("[0-9]$", half):
        return "number_not_readable"
    if abs(Decimal(half.replace(",", ""))) >= LIMIT:
        return "number_too_large"
    return "number_too_precise" if column.kind == "number" else "number_not_whole"
