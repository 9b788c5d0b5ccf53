"""What a file must bring each person: the run's payroll, less what earlier publications of the cycle paid.

It is worked out anew from the run's tables and the ledger's lines, not taken from the frames that files are made of.
"""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from pay_linkage.layouts.names import FileKind
from pay_linkage.ledger import Ledger, last_publication, paid, publication_lines, publication_of
from pay_linkage.runs import StoredRun

MONEY = pl.Decimal(38, 2)


def entitled(run: StoredRun, ledger: Ledger) -> Mapping[FileKind, pl.DataFrame]:
    """Kind of file → person_id, amount (yuan; what is taken back is negative), held (in full files).

    A run that is the first of its cycle has ``full``, any other ``supplement`` and ``recovery`` without zeros.
    """
    payroll = run.table("payroll").select("person_id", "amount", "held")
    before = _paid_before(run, ledger)
    if before is None:
        return {"full": payroll}
    both = payroll.join(before, on="person_id", how="full", coalesce=True, validate="1:1")
    zero = pl.lit(0).cast(MONEY)
    owed = pl.col("amount").fill_null(zero) - pl.col("before").fill_null(zero)
    lines = both.select("person_id", owed.cast(MONEY).alias("amount"), pl.lit(None, MONEY).alias("held"))
    return {
        "supplement": lines.filter(pl.col("amount") > zero),
        "recovery": lines.filter(pl.col("amount") < zero),
    }


def _paid_before(run: StoredRun, ledger: Ledger) -> pl.DataFrame | None:
    """What everybody had been paid before the run's publication, or has been by now; None before the first."""
    manifest = run.manifest
    published = publication_of(ledger, manifest.run_id)
    if published is None:
        if last_publication(ledger, manifest.cycle) is None:
            return None
        return _yuan(paid(ledger, manifest.cycle), "paid_cents")
    if published.kind == "full":
        return None
    return _yuan(publication_lines(ledger, published.sequence), "paid_before_cents")


def _yuan(cents: pl.DataFrame, column: str) -> pl.DataFrame:
    """person_id and ``before`` in yuan, for those who had been paid anything."""
    amounts = pl.col(column).cast(pl.String)
    padded = amounts.str.strip_prefix("-").str.zfill(3)
    sign = pl.when(amounts.str.starts_with("-")).then(pl.lit("-")).otherwise(pl.lit(""))
    text = pl.concat_str(sign, padded.str.head(-2), pl.lit("."), padded.str.tail(2))
    return cents.filter(pl.col(column) != 0).select("person_id", text.cast(MONEY).alias("before"))
