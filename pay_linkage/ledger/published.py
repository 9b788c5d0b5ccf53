"""What has been published: publications, their lines, the frames of the payroll files, and what one person was paid."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl
from sqlalchemy import select
from sqlalchemy.orm import Session

from contracts.problem import Place, Problem, Refused
from pay_linkage.ledger.ledger import Ledger
from pay_linkage.ledger.lines import lines_of, paid_in
from pay_linkage.ledger.models import PublicationLineRow, PublicationRow
from pay_linkage.ledger.publisher import latest
from pay_linkage.ledger.records import HistoryLine, Publication
from pay_linkage.ledger.rows import record


@dataclass(frozen=True, slots=True)
class PublicationFrames:
    """What goes to payroll, each a frame person_id, amount_cents (positive; in ``full`` zeros too), or nothing.

    The first publication of a cycle has ``full`` only, each later one ``supplement`` (补发) and ``recovery`` (扣回).
    """

    full: pl.DataFrame | None
    supplement: pl.DataFrame | None
    recovery: pl.DataFrame | None


def publications(ledger: Ledger) -> list[Publication]:
    """All publications, by sequence number."""
    with ledger.reading() as session:
        rows = session.scalars(select(PublicationRow).order_by(PublicationRow.sequence))
        return [record(Publication, row) for row in rows]


def publication(ledger: Ledger, sequence: int) -> Publication:
    """The publication with this number. Raises ``Refused`` where there is none."""
    with ledger.reading() as session:
        return record(Publication, known_publication(session, ledger.name, sequence))


def publication_of(ledger: Ledger, run_id: str) -> Publication | None:
    """The run's publication, or nothing where it is not published."""
    with ledger.reading() as session:
        row = session.scalar(select(PublicationRow).where(PublicationRow.run_id == run_id))
        return record(Publication, row) if row else None


def last_publication(ledger: Ledger, cycle: int) -> Publication | None:
    """The publication in force in the cycle, or nothing where none is published."""
    with ledger.reading() as session:
        row = latest(session, cycle)
        return record(Publication, row) if row else None


def paid(ledger: Ledger, cycle: int) -> pl.DataFrame:
    """What each person has been paid for the cycle: person_id, paid_cents; who gave all back stands with 0."""
    with ledger.reading() as session:
        return paid_in(session, cycle)


def publication_lines(ledger: Ledger, sequence: int) -> pl.DataFrame:
    """The publication's lines, zeros too: person_id, paid_before_cents, entitlement_cents, difference_cents.

    Raises ``Refused`` where there is no such publication.
    """
    with ledger.reading() as session:
        known_publication(session, ledger.name, sequence)
        return lines_of(session, sequence)


def publication_frames(ledger: Ledger, sequence: int) -> PublicationFrames:
    """The frames of the publication's payroll files, derived from its lines. Raises ``Refused`` as above."""
    with ledger.reading() as session:
        kind = known_publication(session, ledger.name, sequence).kind
        return frames_of(kind, lines_of(session, sequence))


def frames_of(kind: str, lines: pl.DataFrame) -> PublicationFrames:
    """The frames that payroll gets, given a publication's kind and lines.

    >>> lines = pl.DataFrame({"person_id": ["a", "b", "c"], "difference_cents": [5, 0, -7]})
    >>> frames = frames_of("difference", lines)
    >>> frames.supplement.rows(), frames.recovery.rows()
    ([('a', 5)], [('c', 7)])
    """
    difference = pl.col("difference_cents")
    if kind == "full":
        return PublicationFrames(lines.select("person_id", amount_cents=difference), None, None)
    supplement = lines.filter(difference > 0).select("person_id", amount_cents=difference)
    recovery = lines.filter(difference < 0).select("person_id", amount_cents=-difference)
    return PublicationFrames(None, supplement, recovery)


def history(ledger: Ledger, person_id: str) -> list[HistoryLine]:
    """Every publication line of a person, oldest first."""
    line, of = PublicationLineRow, PublicationRow
    wanted = (
        select(of.sequence, of.run_id, of.cycle, of.at)
        .add_columns(line.paid_before_cents, line.entitlement_cents, line.difference_cents)
        .join(line, line.sequence == of.sequence)
        .where(line.person_id == person_id)
        .order_by(of.sequence)
    )
    with ledger.reading() as session:
        return [HistoryLine(*row) for row in session.execute(wanted)]


def known_publication(session: Session, ledger: str, sequence: int) -> PublicationRow:
    """The publication's row. Raises ``Refused`` where there is none."""
    row = session.get(PublicationRow, sequence)
    if row is None:
        raise Refused([Problem("publication_unknown", Place(ledger), value=str(sequence))])
    return row
