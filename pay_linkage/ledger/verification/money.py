"""Money: each publication's lines are those that were published, add up, and continue what was paid before."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from sqlalchemy.orm import Session

from contracts.problem import Place, Problem
from pay_linkage.ledger.verification.image import Image, Row

Amounts = Mapping[str, int]
Line = tuple[str, int, int, int]

SHOWN = 5
LINES = (
    "SELECT person_id, paid_before_cents, entitlement_cents, difference_cents FROM publication_lines"
    " WHERE sequence = {} ORDER BY person_id"
)
SEQUENCES = "SELECT DISTINCT sequence FROM publication_lines ORDER BY sequence"


def money_findings(session: Session, image: Image, entitled: Callable[[str], Amounts | None]) -> Iterator[Problem]:
    """Publications whose lines were changed, do not add up, or lose or make money; gaps in their numbers.

    ``entitled`` gives the stored run's entitlements by person, or nothing where the store cannot be trusted.
    """
    paid: dict[Any, Amounts] = {}
    for row in image.tables["publications"]:
        lines = _lines(session, row["sequence"])
        due = entitled(row["run_id"]) or {person: amount for person, _, amount, _ in lines}
        for code, people in _faults(row, lines, paid.get(row["cycle"], {}), due).items():
            facts = {"people": ", ".join(people[:SHOWN]), "count": str(len(people))}
            key = str(row["sequence"])
            yield Problem(code, Place(image.ledger), table="publication_lines", key=key, facts=facts)
        paid[row["cycle"]] = due
    yield from _gaps(image)
    yield from _stray_lines(session, image)


def _gaps(image: Image) -> Iterator[Problem]:
    last = 0
    for row in image.tables["publications"]:
        if row["sequence"] != last + 1:
            key, facts = str(row["sequence"]), {"expected": str(last + 1)}
            yield Problem("verify_sequence_gap", Place(image.ledger), table="publications", key=key, facts=facts)
        last = row["sequence"]


def _lines(session: Session, sequence: object) -> list[Line]:
    rows = session.connection().exec_driver_sql(LINES.format(int(str(sequence))))
    return [(person, before, amount, difference) for person, before, amount, difference in rows]


def _faults(publication: Row, lines: list[Line], paid: Amounts, due: Amounts) -> dict[str, list[str]]:
    """Code → the people concerned: ``paid`` is what each had been paid, ``due`` what each is entitled to."""
    text = "".join(f"{person}\t{before}\t{amount}\t{difference}\n" for person, before, amount, difference in lines)
    changed = hashlib.sha256(text.encode()).hexdigest() != publication["lines_sha256"]
    wrong = _wrong_people(lines, paid, due)
    if changed:
        return {"verify_lines_changed": wrong or ["?"]}
    faults = {"verify_money_not_conserved": wrong} if wrong else {}
    full = publication["kind"] == "full"
    totals = (len(lines), sum(1 for line in lines if full or line[3]), sum(line[3] for line in lines))
    if totals != (publication["people"], publication["lines"], publication["sum_cents"]):
        faults["verify_totals_wrong"] = ["?"]
    return faults


def _wrong_people(lines: list[Line], paid: Amounts, due: Amounts) -> list[str]:
    """Whose line is not what was paid, what is due, and the difference; who has none, or one too many."""
    people = due.keys() | {person for person, amount in paid.items() if amount}
    found = {person: rest for person, *rest in lines}
    expected = {person: _line(paid.get(person, 0), due.get(person, 0)) for person in people}
    return sorted(person for person in found.keys() | people if found.get(person) != expected.get(person))


def _line(before: int, amount: int) -> list[int]:
    return [before, amount, amount - before]


def _stray_lines(session: Session, image: Image) -> Iterator[Problem]:
    known = {row["sequence"] for row in image.tables["publications"]}
    for (sequence,) in session.connection().exec_driver_sql(SEQUENCES):
        if sequence not in known:
            place = Place(image.ledger)
            yield Problem("verify_lines_of_no_publication", place, table="publication_lines", key=str(sequence))
