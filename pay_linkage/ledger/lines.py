"""Publication lines: what each person had been paid, is entitled to, and gets or gives back (rulebook §8).

Belongs here: making the lines, keeping them in bulk, reading them. Stays out: whether a run may be published.
"""

from __future__ import annotations

from typing import Any

import polars as pl
from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from pay_linkage.ledger.fingerprint import frame_sha256
from pay_linkage.ledger.models import PublicationLineRow, PublicationRow

SCHEMA = pl.Schema(
    {
        "person_id": pl.String(),
        "paid_before_cents": pl.Int64(),
        "entitlement_cents": pl.Int64(),
        "difference_cents": pl.Int64(),
    }
)
ROWS_TOGETHER = 50_000


def difference_lines(entitlements: pl.DataFrame, paid: pl.DataFrame) -> pl.DataFrame:
    """Everybody entitled or paid before, in the order of person_id: who left gives back all, zeros are kept.

    ``entitlements``: person_id, amount_cents. ``paid``: person_id, paid_cents, the sum of all lines so far.

    >>> entitled = pl.DataFrame({"person_id": ["a", "b"], "amount_cents": [580000, 100]})
    >>> paid = pl.DataFrame({"person_id": ["a", "c"], "paid_cents": [480000, 70]})
    >>> difference_lines(entitled, paid).rows()
    [('a', 480000, 580000, 100000), ('b', 0, 100, 100), ('c', 70, 0, -70)]
    """
    still_paid = paid.filter(pl.col("paid_cents") != 0)
    both = entitlements.join(still_paid, on="person_id", how="full", coalesce=True).sort("person_id")
    lines = both.select(
        "person_id",
        pl.col("paid_cents").fill_null(0).alias("paid_before_cents"),
        pl.col("amount_cents").fill_null(0).alias("entitlement_cents"),
    )
    return lines.with_columns(difference_cents=pl.col("entitlement_cents") - pl.col("paid_before_cents"))


def lines_sha256(lines: pl.DataFrame) -> str:
    """SHA-256 of the lines, in the order of person_id."""
    return frame_sha256(lines.select(SCHEMA.names()).sort("person_id"))


def keep_lines(session: Session, sequence: int, lines: pl.DataFrame) -> None:
    """Insert the lines of the publication ``sequence``."""
    connection = session.connection()
    postgresql = connection.dialect.name == "postgresql"
    for start in range(0, lines.height, ROWS_TOGETHER):
        chunk = lines.slice(start, ROWS_TOGETHER)
        if postgresql:
            columns = tuple(chunk[name].to_list() for name in SCHEMA)
            connection.exec_driver_sql(
                "INSERT INTO publication_lines SELECT %s, * FROM"
                " unnest(%s::text[], %s::bigint[], %s::bigint[], %s::bigint[])",
                (sequence, *columns),
            )
        else:
            rows = [(sequence, *row) for row in chunk.iter_rows()]
            connection.exec_driver_sql("INSERT INTO publication_lines VALUES (?, ?, ?, ?, ?)", rows)


def lines_of(session: Session, sequence: int) -> pl.DataFrame:
    """The lines of a publication, in the order of person_id."""
    row = PublicationLineRow
    wanted = select(row.person_id, row.paid_before_cents, row.entitlement_cents, row.difference_cents)
    return _frame(session, wanted.where(row.sequence == sequence).order_by(row.person_id), SCHEMA)


def paid_in(session: Session, cycle: int) -> pl.DataFrame:
    """What each person has been paid for the cycle by all publications: person_id, paid_cents, in that order."""
    row, paid = PublicationLineRow, func.sum(PublicationLineRow.difference_cents)
    of_cycle = select(PublicationRow.sequence).where(PublicationRow.cycle == cycle)
    wanted = select(row.person_id, paid).where(row.sequence.in_(of_cycle)).group_by(row.person_id)
    schema = pl.Schema({"person_id": pl.String(), "paid_cents": pl.Int64()})
    return _frame(session, wanted.order_by(row.person_id), schema)


def _frame(session: Session, wanted: Select[Any], schema: pl.Schema) -> pl.DataFrame:
    result = session.connection().execute(wanted.execution_options(yield_per=ROWS_TOGETHER))
    frames = [pl.DataFrame(list(map(tuple, part)), schema=schema, orient="row") for part in result.partitions()]
    return pl.concat(frames) if frames else schema.to_frame()
