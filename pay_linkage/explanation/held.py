"""Why somebody has a held part: what was last published, and what the lines come to now (rulebook §8)."""

from __future__ import annotations

from decimal import Decimal

from pay_linkage.corrections.stored import PUBLISHED, held_against
from pay_linkage.explanation.formula import number
from pay_linkage.explanation.node import Fact, Node
from pay_linkage.explanation.texts import as_words, column, money, said
from pay_linkage.explanation.unit_inputs import Row
from pay_linkage.explanation.workings import Workings
from pay_linkage.runs import StoredRun
from pay_linkage.runs.tables import parquet_frame

NOTHING = Decimal(0)


def held(of: Workings, paid: Row) -> Node:
    """``last published − entitled now``, for whom no appeal names."""
    published = published_amounts(of.run).get(paid["person_id"], NOTHING)
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


def published_amounts(run: StoredRun) -> dict[str, Decimal]:
    """person_id → what was last published when the run was made; nobody where nothing was held."""
    if PUBLISHED not in run.manifest.files:
        return {}
    return dict(parquet_frame(run.file(PUBLISHED)).select("person_id", "amount").iter_rows())
