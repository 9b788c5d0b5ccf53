"""What statements must say, worked out anew from the run's tables: whose they are, where they lie, and every amount."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl

from contracts.problem import Language
from contracts.publication_gate import PromisedColumn, PromisedFile, PromisedSheet
from contracts.publication_gate.promise import ColumnKind
from contracts.publication_gate.statement_reading import CELLS
from pay_linkage.gate.control_sums import cents_of, scoped
from pay_linkage.gate.subject import Judged
from pay_linkage.handover.statement_receipt import StatementReceipt
from pay_linkage.notices.statement_files import WHOLE, page_names
from pay_linkage.notices.statements import UNNAMED
from pay_linkage.notices.words import NOTICES, yuan

Row = dict[str, Any]
KINDS: dict[str, ColumnKind] = {"person_id": "identifier", "amount": "amount"}
PLACES = {name: place for place, name in enumerate(CELLS)}


def promised_statements(of: Judged, receipt: StatementReceipt) -> PromisedFile:
    """The promise of the statements that a receipt tells of: one for each person, and together the payroll."""
    rows = _rows(of, receipt)
    sheet = PromisedSheet(
        name=None,
        columns=tuple(
            PromisedColumn(heading, KINDS.get(name, "text"), required=True) for name, heading in CELLS.items()
        ),
        rows=rows.select("person_id", *(pl.col(name).alias(str(place)) for name, place in PLACES.items())),
        key=(PLACES["person_id"],),
        sums=scoped(rows["person_id"], of.belonging()).sums(
            PLACES["amount"], rows.select(cents_of("amount")).to_series()
        ),
        is_page=True,
    )
    return PromisedFile(Path(receipt.folder), (sheet,))


def _rows(of: Judged, receipt: StatementReceipt) -> pl.DataFrame:
    """The statements' cells, in the order in which they are read."""
    people = of.run.input("people").select("person_id", "person_name")
    paid = (
        of.payroll.select("person_id", "amount", "held")
        .join(of.belonging().select("person_id", "unit"), on="person_id", how="left")
        .join(people, on="person_id", how="left")
        .join(_lines(of), on="person_id", how="left")
        .with_columns(pl.col("unit").fill_null(""), pl.col("person_name").fill_null(UNNAMED))
    )
    names = page_names(dict(paid.select("person_id", "unit").iter_rows()))
    wanted = paid.filter(pl.col("person_id").is_in(receipt.people)) if receipt.people else paid
    rows = [_cells(row, names, of.run.manifest.run_id, receipt) for row in wanted.iter_rows(named=True)]
    order = ["unit", "person_id"] if receipt.one_file else ["file"]
    return pl.DataFrame(rows, schema={**dict.fromkeys(CELLS, pl.String), "unit": pl.String}).sort(order)


def _lines(of: Judged) -> pl.DataFrame:
    """Person_id → ``terms``, the amounts of the lines, from the earliest on."""
    lines = of.pay_lines.sort("person_id", "start_date")
    return lines.group_by("person_id", maintain_order=True).agg(pl.col("amount").alias("terms"))


def _cells(row: Row, names: dict[str, str], run_id: str, receipt: StatementReceipt) -> dict[str, str]:
    lang: Language = receipt.lang
    person_id = str(row["person_id"])
    return {
        "person_id": person_id,
        "file": WHOLE if receipt.one_file else names[person_id],
        "number": NOTICES.of("statement_number", lang, run=run_id, person=person_id),
        "address": NOTICES.of("statement_address", lang, name=str(row["person_name"])),
        "amount": str(row["amount"]),
        "shown": f"{row['amount']:,.2f}",
        "figures": _figures(row),
        "unit": str(row["unit"]),
    }


def _figures(row: Row) -> str:
    """The amounts of the sentence that adds up: the lines, what is held, the whole; only the whole if it is all."""
    terms = [*(row["terms"] or []), *([row["held"]] if row["held"] else [])]
    summed = terms if len(terms) > 1 else []
    return " ".join(yuan(amount) for amount in [*summed, row["amount"]])
