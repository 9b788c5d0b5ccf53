"""Why somebody has a held part: what was last published, and what the lines come to now (rulebook §8)."""

from __future__ import annotations

from decimal import Decimal

import polars as pl

from pay_linkage.corrections.stored import PUBLISHED, held_against
from pay_linkage.explanation.formula import number
from pay_linkage.explanation.node import Fact, Node
from pay_linkage.explanation.texts import as_words, column, money, said
from pay_linkage.explanation.workings import Row, Workings
from pay_linkage.runs.tables import parquet_frame

NOTHING = Decimal(0)


def held(of: Workings, paid: Row) -> Node:
    """``last published − entitled now``, for whom no appeal names."""
    published = _published(of, paid["person_id"])
    earned = paid["amount"] - paid["held"]
    return Node(
        column("held"),
        paid["held"],
        shown=as_words(money(paid["held"])),
        fact=Fact("payroll", (paid["person_id"],), "held"),
        formula=number(published, 2) - number(earned, 2),
        notes=(said("held_rule", run=held_against(of.run) or ""),),
        section="§8",
    )


def _published(of: Workings, person_id: str) -> Decimal:
    """What was last published for the person when the run was made."""
    amounts = parquet_frame(of.run.file(PUBLISHED)).filter(pl.col("person_id") == person_id)
    return amounts["amount"][0] if amounts.height else NOTHING
