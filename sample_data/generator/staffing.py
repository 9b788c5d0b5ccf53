"""The people of ordinary units: heads and staff with drawn pay, traits and assignments."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sample_data.generator.draws import Draws
from sample_data.generator.roster import Roster
from sample_data.generator.spells import drawn_spells
from sample_data.generator.table_rows import Row
from sample_data.generator.traits import drawn_traits
from sample_data.generator.units import Unit

LEAST_PAY, MOST_PAY = 28_000_00, 62_000_00
HEAD_PAY = 78_000_00


def base_pay(draws: Draws) -> int:
    """Cents a year: mostly whole hundreds of yuan, now and then with odd cents."""
    cents = draws.between(LEAST_PAY, MOST_PAY)
    return cents if draws.happens(150) else cents // 100_00 * 100_00


def take_on_heads(roster: Roster, draws: Draws, unit: Unit, cycle: int, *specials: Row) -> None:
    """The unit's heads, there all year; ``specials`` are cells of the first, second, … of them."""
    for place in range(unit.heads):
        cells = specials[place] if place < len(specials) else {}
        start = date(cycle - draws.between(1, 4), draws.between(1, 12), 1)
        score = {} if cells.get("graded") == "no" else {"score": str(draws.between(80, 97))}
        roster.add([(unit.unit_id, start, None)], HEAD_PAY - place * 4_000_00, role="head", **(score | cells))


def take_on_staff(roster: Roster, draws: Draws, unit: Unit, others: Sequence[str], cycle: int) -> None:
    """The unit's staff; some come from ``others`` or go there."""
    for _ in range(unit.staff):
        spells = drawn_spells(draws, unit.unit_id, others, cycle)
        roster.add(spells, base_pay(draws), **drawn_traits(draws))
