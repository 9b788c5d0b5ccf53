"""Which rows of a sheet count: those that a mapping chooses by what stands under a heading."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from contracts.column import Column
from contracts.problem import Problem
from contracts.table import Table
from pay_linkage.intake.found_table import FoundTable
from pay_linkage.intake.raw_table import trimmed
from pay_linkage.mappings.mapping import Rows

TEXT = Column("text", "text", "文本", "Text", "the text of any cell")
CODE = Column("code", "code", "编码", "Code", "the text of a cell that belongs to the same one elsewhere")


def chosen_rows(found: FoundTable, rows: Rows, table: Table) -> tuple[pl.Series, list[Problem]]:
    """Whether each row counts, and a problem for each cell that does not tell it for certain."""
    chosen = pl.Series([True] * len(found.numbers), dtype=pl.Boolean)
    problems = []
    for heading in dict.fromkeys(rows.chosen_by):
        texts, unread = plain_texts(found, heading, TEXT, table)
        problems += unread
        if heading in rows.only:
            chosen &= texts.is_in(list(rows.only[heading])).fill_null(value=False)
        if heading in rows.leave_out:
            chosen &= ~texts.is_in(list(rows.leave_out[heading])).fill_null(value=False)
        if heading in rows.filled:
            chosen &= texts.is_not_null()
    return chosen, problems + _strange_words(found, rows, table)


def plain_texts(found: FoundTable, heading: str, kind: Column, table: Table) -> tuple[pl.Series, list[Problem]]:
    """The trimmed texts under a heading, null where empty or unreadable; and a problem for each that is unreadable."""
    texts, faults = found.texts(found.used[heading], kind)
    origin = found.origin({heading: heading})
    problems = [
        Problem(fault.code, origin.place(found.numbers[at], heading), table.name, heading, facts={"value": "***"})
        for at, fault in faults.items()
    ]
    return texts.to_frame("text").select(trimmed(pl.col("text"))).to_series(), problems


def _strange_words(found: FoundTable, rows: Rows, table: Table) -> list[Problem]:
    """Words by which rows are chosen that stand nowhere below their heading: most likely a slip of the mapping."""
    problems = []
    for heading, words in (*rows.only.items(), *rows.leave_out.items()):
        there = set(plain_texts(found, heading, TEXT, table)[0])
        for word in (word for word in words if word not in there):
            facts = {"heading": heading, "found": _some(sorted(there - {None}))}
            problems.append(Problem("mapped_word_nowhere", found.place, table.name, value=word, facts=facts))
    return problems


def _some(words: Sequence[str], most: int = 8) -> str:
    return f"{len(words)}" if len(words) > most else ", ".join(words) or "–"
