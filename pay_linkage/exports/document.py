"""A document as it is handed out: a title, facts, sentences and tables, before anybody lays it out.

Belongs here: the shape that pages and workbooks share, and how a value stands in it as text. Stays out: words and
numbers (``pay_linkage.notices``), colours and cells (``document_page``, ``document_workbook``).
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import Literal


class Absent(Enum):
    """What stands where a value is still to come."""

    MISSING = "missing"


MISSING = Absent.MISSING
Value = str | Decimal | int | Absent | None
MONEY = 2
"""Decimals of an amount of yuan; scores have others."""
Kind = Literal["text", "number", "mark"]


@dataclass(frozen=True, slots=True)
class Heading:
    """A table's column: its heading, whether text, numbers or short marks stand in it, and its width in characters."""

    text: str
    kind: Kind = "text"
    width: int = 12


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headings; the ``totals`` last ones are sums."""

    headings: tuple[Heading, ...]
    rows: tuple[tuple[Value, ...], ...]
    totals: int = 0


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a document: a heading (or none), sentences, and a table (or none)."""

    heading: str = ""
    sentences: tuple[str, ...] = ()
    table: Table | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A document on sheets of its own: ``name`` for files and sheets, ``number`` by which it is quoted.

    ``facts`` are names and values; ``missing`` is the word for what is still to come; ``signatures`` are who signs.
    """

    name: str
    title: str
    number: str
    parts: tuple[Part, ...]
    missing: str
    facts: tuple[tuple[str, Value], ...] = ()
    closing: str = ""
    signatures: tuple[str, ...] = ()
    wide: bool = False


def shown(value: Value, missing: str) -> str:
    """A value as text: numbers without zeros at their end, nothing for nothing.

    >>> shown(Decimal("88.2500"), "?"), shown(None, "?"), shown(MISSING, "?")
    ('88.25', '', '?')
    """
    if value is None:
        return ""
    if isinstance(value, Absent):
        return missing
    if not isinstance(value, Decimal):
        return str(value)
    whole, dot, decimals = f"{value:f}".partition(".")
    kept = decimals.rstrip("0")
    text = f"{whole}{dot}{kept}" if kept else whole
    return "0" if text == "-0" else text


def figure(value: Value, missing: str) -> str:
    """A number as text: whole numbers and amounts with separators for thousands, amounts with both decimals.

    >>> figure(Decimal("6550598.00"), "?"), figure(12345, "?"), figure(Decimal("1088.2500"), "?")
    ('6,550,598.00', '12,345', '1088.25')
    """
    is_amount = isinstance(value, Decimal) and -int(value.as_tuple().exponent) == MONEY
    return f"{value:,}" if is_amount or isinstance(value, int) else shown(value, missing)
