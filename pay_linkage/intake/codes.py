"""Codes and free text: kept as written but for white space around, refused where they hold what nobody can see."""

from __future__ import annotations

import re

import polars as pl

from contracts.column import Column
from pay_linkage.intake.raw_table import Fault

CONTROLS = r"\x00-\x08\x0b-\x1f\x7f-\x9f"
OVERRIDES = r"\u202a-\u202e\u2066-\u2069"
INVISIBLE = r"\t\n\u00ad\u200b-\u200f\u2028\u2029\u2060-\u2065\u206a-\u206f\ufeff"
IN_TEXT = rf"[{CONTROLS}{OVERRIDES}\ufffd]"
IN_CODE = rf"[{CONTROLS}{OVERRIDES}{INVISIBLE}\ufffd]"
ROUNDED = r"[0-9]\.[0-9]+[eE]\+?[0-9]+|[0-9][eE]\+[0-9]+"
FORMULA_ERRORS = (
    "#REF!",
    "#N/A",
    "#VALUE!",
    "#DIV/0!",
    "#NAME?",
    "#NUM!",
    "#NULL!",
    "#SPILL!",
    "#CALC!",
    "#FIELD!",
    "#GETTING_DATA",
)
ERROR = "|".join(re.escape(error) for error in FORMULA_ERRORS)


def codes(text: pl.Series, column: Column) -> pl.Series:  # noqa: ARG001 - every kind is read alike
    """The codes of a column as text with their leading zeros, null where one is damaged or holds unseen characters.

    The apostrophe with which programs mark digits as text is no part of a code.
    """
    sound = _without(text, rf"{IN_CODE}|^(?:{ROUNDED}|{ERROR})$")
    return sound.str.replace(r"^'([0-9])", "$1") if sound.str.starts_with("'").any() else sound


def texts(text: pl.Series, column: Column) -> pl.Series:  # noqa: ARG001 - every kind is read alike
    """Free text, null where it holds control characters or ones that reverse what is shown; line ends may occur."""
    return _without(text, rf"{IN_TEXT}|^(?:{ERROR})$")


def _without(text: pl.Series, pattern: str) -> pl.Series:
    bad = text.str.contains(pattern)
    return pl.select(pl.when(~bad).then(text)).to_series() if bad.any() else text


def unreadable_fault(text: str) -> Fault | None:
    """Why ``text`` can be read as nothing at all: a formula's error, or characters that nobody can see."""
    if text in FORMULA_ERRORS:
        return Fault("formula_error", text)
    unseen = sorted({f"U+{ord(c):04X}" for c in re.findall(IN_CODE, text)})
    return Fault("character_forbidden", text, {"characters": ", ".join(unseen)}) if unseen else None


def damaged_fault(text: str, column: Column) -> Fault:  # noqa: ARG001 - every kind is judged alike
    """Why ``text``, all of which can be seen, is no code: a spreadsheet has rounded it."""
    return Fault("id_number_damaged", text)


def printable(text: str) -> str:
    """A text in which what nobody can see is written out."""
    return re.sub(IN_CODE, lambda c: f"\\u{ord(c.group()):04x}", text)


def shown(text: str) -> str:
    """A found value as it may be printed: what nobody can see is written out, and the end of a long one left off."""
    visible = printable(text)
    return visible if len(visible) <= MOST_SHOWN else visible[: MOST_SHOWN - 1] + "…"


MOST_SHOWN = 80
