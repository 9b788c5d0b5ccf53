"""People and their assignments as they are taken on, one after the other."""

from __future__ import annotations

from datetime import date

from sample_data.generator.decimals import money_text
from sample_data.generator.draws import Draws
from sample_data.generator.identity import document
from sample_data.generator.names import RARE_NAMES, person_name
from sample_data.generator.table_rows import Row

RARE_EVERY = 211
Spell = tuple[str, date, date | None]
"""An assignment: unit, first day, last day (None while it lasts)."""


class Roster:
    """The tables people and assignments of one sample."""

    def __init__(self, draws: Draws) -> None:
        self.people: list[Row] = []
        self.assignments: list[Row] = []
        self._draws = draws

    def add(self, spells: list[Spell], base_pay_cents: int, **cells: str) -> None:
        """One person with the next number, an invented name and document; ``cells`` are further columns of people."""
        number = len(self.people) + 1
        kind, id_number = document(number)
        person: Row = {
            "person_id": f"{number:06d}",
            "person_name": self._name(number),
            "id_type": kind,
            "id_number": id_number,
            "role": "staff",
            "base_pay": money_text(base_pay_cents),
            "graded": "yes",
        }
        self.people.append(person | cells)
        self.assignments += [_assignment(person["person_id"], spell) for spell in spells]

    def _name(self, number: int) -> str:
        turn, rest = divmod(number, RARE_EVERY)
        return RARE_NAMES[turn % len(RARE_NAMES)] if rest == 1 else person_name(self._draws)


def _assignment(person_id: str, spell: Spell) -> Row:
    unit_id, start, end = spell
    return {
        "person_id": person_id,
        "unit_id": unit_id,
        "start_date": start.isoformat(),
        "end_date": end.isoformat() if end else "",
    }
