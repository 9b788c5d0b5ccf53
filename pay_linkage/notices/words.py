"""The words of notices, from ``texts.toml``, and how numbers stand in them."""

from __future__ import annotations

from decimal import Decimal

from contracts.columns import COLUMNS
from contracts.money import amount_text
from contracts.problem import Language
from contracts.words import words_of
from pay_linkage.explanation.formula import MINUS, plain
from pay_linkage.explanation.texts import Sentences

NOTICES = Sentences(__package__)
SHOWN_PLACES = 6
"""Decimals of yuan that are shown of what no short decimal holds; an ellipsis stands for the others."""


def yuan(value: Decimal) -> str:
    """An amount with thousands and two decimals: 47,900.00."""
    return amount_text(value).replace("-", MINUS)


def digits(value: Decimal | int | None) -> str:
    """A number with thousands, without zeros at its end; a dash where there is none."""
    if value is None:
        return "—"
    whole, dot, decimals = plain(value).removeprefix(MINUS).partition(".")
    return (MINUS if value < 0 else "") + f"{int(whole):,}{dot}{decimals}"


def quotient(numerator: int, denominator: int) -> str:
    """A quotient of whole numbers in yuan, both 0 or more: at least two decimals, an ellipsis where more follow.

    >>> quotient(1, 8), quotient(2, 3), quotient(3, 1)
    ('0.125', '0.666666…', '3.00')
    """
    shown, rest = divmod(numerator * 10**SHOWN_PLACES, denominator)
    whole, decimals = divmod(shown, 10**SHOWN_PLACES)
    text = f"{decimals:0{SHOWN_PLACES}d}"
    text = f"{text}…" if rest else text.rstrip("0").ljust(2, "0")
    return f"{whole:,}.{text}"


def column_name(name: str, lang: Language) -> str:
    """A column's name."""
    return words_of(COLUMNS[name]).of(lang)
