"""The statement (告知单) that a person receives, as a page to be printed: one a person, or all in one file.

Belongs here: how it looks. Stays out: its words and numbers (``pay_linkage.notices``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from contracts.problem import Language
from pay_linkage.exports.pages import page, page_pieces


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a statement: its heading and its sentences."""

    heading: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """What a person is told: who it is for, in ``facts`` (name and value), how the amount came about, the amount.

    ``unit_id`` is the person's last unit; ``amount`` is the payroll's, in yuan.
    """

    person_id: str
    unit_id: str
    title: str
    number: str
    address: str
    opening: str
    facts: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    amount: Decimal
    amount_label: str
    closing: str


def statement_page(statement: Statement, lang: Language) -> bytes:
    """One person's statement as an HTML page that loads nothing."""
    return page("statements.html.j2", lang, title=statement.title, statements=[statement]).encode()


def statements_page(statements: Iterable[Statement], lang: Language, title: str) -> Iterator[bytes]:
    """All statements in one page, each on a sheet of its own, piece by piece."""
    pieces = page_pieces("statements.html.j2", lang, title=title, statements=statements)
    return (piece.encode() for piece in pieces)
