"""What stands in a column of the report: its heading, and how its values are written. Decimals never become floats."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from contracts.columns import COLUMNS
from contracts.money import amount_text
from contracts.words import Words, words_of
from pay_linkage.report.words import keys, said, same

Text = Words | str
Texts = Callable[[Sequence[Any]], list[Text]]
NOTHING = "–"
"""An empty cell."""


@dataclass(frozen=True, slots=True)
class Field:
    """A column: its name in the frame, heading, how all its values are written, and how it stands: ``n`` for numbers,
    ``long`` for what may take several lines, else nothing.
    """

    name: str
    heading: Words
    texts: Texts
    look: str = "n"


def heading(name: str) -> Words:
    """The heading of a column: the contract's, else the report's own."""
    if name in keys("columns"):
        return said("columns", name)
    return words_of(COLUMNS[name])


def decimal(name: str, least: int = 2, *, signed: bool = False) -> Field:
    """Exact decimals, all with as many places as the finest of them needs, at least ``least``."""
    return Field(name, heading(name), lambda values: [*number_texts(values, least, signed=signed)])


def money(name: str, *, signed: bool = False) -> Field:
    """Yuan and cents with separators for thousands."""
    return Field(name, heading(name), lambda values: _each(values, lambda value: money_text(value, signed=signed)))


def money_text(value: Decimal, *, signed: bool = False) -> str:
    """An amount as it is written.

    >>> money_text(Decimal("24480.05"))
    '24,480.05'
    """
    return f"{value:+,.2f}" if signed and value else amount_text(value)


def count(name: str, *, signed: bool = False) -> Field:
    """Whole numbers."""
    sign = "+" if signed else ""
    return Field(name, heading(name), lambda values: _each(values, lambda value: f"{value:{sign if value else ''},}"))


def percent(name: str) -> Field:
    """Shares as percent."""
    return Field(name, heading(name), lambda values: [f"{text} %" for text in number_texts(_hundredfold(values), 1)])


def text(name: str, look: str = "") -> Field:
    """Codes, documents and other text as it is; days as YYYY-MM-DD."""
    return Field(name, heading(name), lambda values: _each(values, str), look)


def named(name: str, names: Mapping[str, Words], look: str = "") -> Field:
    """Codes by what they are called."""
    return Field(name, heading(name), lambda values: _each(values, lambda code: names.get(code, same(code))), look)


def individual(name: str, names: Mapping[str, Words]) -> Field:
    """People's grades by what they are called."""
    return replace(named(name, names), heading=heading("individual_grade"))


def fact(name: str) -> Field:
    """A mark where the fact holds."""
    return Field(name, heading(name), lambda values: ["●" if value else "" for value in values], look="")


def number_texts(values: Sequence[Decimal | None], least: int, *, signed: bool = False) -> list[str]:
    """Decimals as text, all with the places that the finest of them needs.

    >>> number_texts([Decimal("1.2500"), Decimal("3.0000"), None], 1)
    ['1.25', '3.00', '–']
    """
    places = max([least, *(_places(value) for value in values if value is not None)])
    sign = "+" if signed else ""
    return [NOTHING if value is None else f"{value:{sign if value else ''}.{places}f}" for value in values]


def _places(value: Decimal) -> int:
    return max(0, -int(value.normalize().as_tuple().exponent))


def _hundredfold(values: Sequence[Decimal | None]) -> list[Decimal | None]:
    return [None if value is None else value.scaleb(2) for value in values]


def _each(values: Sequence[Any], write: Callable[[Any], Text]) -> list[Text]:
    return [NOTHING if value is None else write(value) for value in values]
