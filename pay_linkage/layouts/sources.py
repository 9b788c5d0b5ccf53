"""What a layout draws from, a row a person who is due something: who they are, where they belong, how much.

Belongs here: the frame of everything that columns may name. Stays out: which of it a layout shows (``cells``), and what
is due (``handover``).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from contracts.input_table import ROW
from pay_linkage.layouts.names import FILE_KINDS, FileKind

__all__ = ["FILE_KINDS", "FileKind", "Subject", "people", "sources"]

MONEY = pl.Decimal(38, 2)


@dataclass(frozen=True, slots=True)
class Subject:
    """What is the same for all rows: cycle, run, pay item, and the publication's number, if it is published."""

    cycle: int
    run_id: str
    pay_item: str
    pay_item_name_en: str
    pay_item_name_zh: str
    publication: int | None

    @property
    def facts(self) -> dict[str, str]:
        """The facts as texts, by the names that layouts use; ``publication`` only where there is one."""
        facts = {
            "cycle": str(self.cycle),
            "run_id": self.run_id,
            "pay_item": self.pay_item,
            "pay_item_name_en": self.pay_item_name_en,
            "pay_item_name_zh": self.pay_item_name_zh,
        }
        return facts if self.publication is None else {**facts, "publication": str(self.publication)}


def people(tables: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """Who a run's people are: a row a person, with name, document, last unit, its category, grade, and ``_row``.

    ``tables`` holds people, units and person_results of one run.
    """
    listed = tables["people"].select("person_id", "person_name", "id_type", "id_number", ROW)
    graded = tables["person_results"].select("person_id", "unit_id", "individual_grade")
    units = tables["units"].select("unit_id", "unit_name", "category")
    return listed.join(graded, on="person_id", how="left", validate="1:1").join(
        units, on="unit_id", how="left", validate="m:1"
    )


def sources(amounts: pl.DataFrame, known: pl.DataFrame) -> pl.DataFrame:
    """One row for each row of ``amounts``, sorted by person_id (code point).

    ``amounts``: person_id, ``amount`` and ``held`` in yuan with two decimals; what is to be taken back is negative,
    ``held`` is empty in later publications. ``known`` as ``people`` gives it, each person once. Somebody who is not
    known keeps the row, its other cells empty: no money gets lost on the way.
    """
    typed = amounts.select("person_id", pl.col("amount", "held").cast(MONEY))
    return typed.join(known, on="person_id", how="left", validate="1:1").sort("person_id")
