"""Choices from their English value or Chinese word."""

from __future__ import annotations

import polars as pl

from contracts.column import Column
from pay_linkage.intake.raw_table import Fault


def choices(text: pl.Series, column: Column) -> pl.Series:
    """The English values of a column of choices, null where a text is none of its words.

    Case and width do not matter.
    """
    if text.is_in(list(column.choices)).all():
        return text
    words = {word: value for value, zh in column.choices.items() for word in (value.casefold(), zh)} | {**column.words}
    return text.str.normalize("NFKC").str.to_lowercase().replace_strict(words, default=None, return_dtype=pl.String)


def choice_fault(text: str, column: Column) -> Fault:
    """Why ``text`` is none of the column's words."""
    words = " / ".join(f"{value} ({zh})" for value, zh in column.choices.items())
    chinese = "、".join(f"{zh}（{value}）" for value, zh in column.choices.items())
    return Fault("choice_unknown", text, {"words": words, "words_zh": chinese})
