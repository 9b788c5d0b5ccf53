"""How people spend a cycle: most stay, some move, join late, leave early, pause, or are there for a few days only."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from sample_data.generator.draws import Draws
from sample_data.generator.roster import Spell

DAY = timedelta(days=1)
EDGES = (14, 15, 16, 1, 28)
"""Days of a month on which assignments begin: around the reference day, at the beginning, near the end."""


def drawn_spells(draws: Draws, unit: str, others: Sequence[str], cycle: int) -> list[Spell]:
    """A person's assignments; the last one in the cycle is in ``unit`` or, seldom, in one of ``others``."""
    turn = draws.below(1000)
    for bound, pattern in PATTERNS:
        if turn < bound:
            return pattern(draws, unit, draws.one_of(others), cycle)
    return [(unit, _earlier(draws, cycle), None)]


def _earlier(draws: Draws, cycle: int) -> date:
    return date(cycle - draws.between(1, 15), draws.between(1, 12), draws.one_of(EDGES))


def _within(draws: Draws, cycle: int, first: int = 2, last: int = 11) -> date:
    return date(cycle, draws.between(first, last), draws.one_of(EDGES))


def _ended(draws: Draws, unit: str, _: str, cycle: int) -> list[Spell]:
    """There all year, with a last day on 31 December or later."""
    return [(unit, _earlier(draws, cycle), date(cycle + draws.below(3), 12, 31))]


def _moved(draws: Draws, unit: str, other: str, cycle: int) -> list[Spell]:
    """From another unit without a day between."""
    day = _within(draws, cycle)
    return [(other, _earlier(draws, cycle), day - DAY), (unit, day, None)]


def _moved_twice(draws: Draws, unit: str, other: str, cycle: int) -> list[Spell]:
    """Lent to another unit for some months."""
    first, second = _within(draws, cycle, 2, 5), _within(draws, cycle, 7, 11)
    return [(unit, _earlier(draws, cycle), first - DAY), (other, first, second - DAY), (unit, second, None)]


def _joined_late(draws: Draws, unit: str, _: str, cycle: int) -> list[Spell]:
    return [(unit, _within(draws, cycle, 2, 12), None)]


def _left_early(draws: Draws, unit: str, _: str, cycle: int) -> list[Spell]:
    return [(unit, _earlier(draws, cycle), _within(draws, cycle))]


def _paused(draws: Draws, unit: str, _: str, cycle: int) -> list[Spell]:
    """Away for some months in between."""
    return [
        (unit, _earlier(draws, cycle), _within(draws, cycle, 2, 5)),
        (unit, _within(draws, cycle, 7, 11), None),
    ]


def _brief(draws: Draws, unit: str, other: str, cycle: int) -> list[Spell]:
    """A few days in another unit that hold no reference day, then the rest of the year."""
    month = draws.between(2, 6)
    return [(other, date(cycle, month, 2), date(cycle, month, 11)), (unit, date(cycle, month + 1, 3), None)]


def _came_before(draws: Draws, unit: str, other: str, cycle: int) -> list[Spell]:
    """An assignment before the cycle that counts for nothing."""
    return [(other, _earlier(draws, cycle - 1), date(cycle - 1, 12, 31)), (unit, date(cycle, 1, 1), None)]


def _leaves_after(draws: Draws, unit: str, other: str, cycle: int) -> list[Spell]:
    """An assignment after the cycle that counts for nothing."""
    return [(unit, _earlier(draws, cycle), date(cycle, 12, 31)), (other, date(cycle + 1, 1, 10), None)]


def _new_years_day(draws: Draws, unit: str, other: str, cycle: int) -> list[Spell]:
    """Still elsewhere on the cycle's first day."""
    return [(other, _earlier(draws, cycle), date(cycle, 1, 1)), (unit, date(cycle, 1, 2), None)]


def _new_years_eve(draws: Draws, unit: str, other: str, cycle: int) -> list[Spell]:
    """Elsewhere from the cycle's last day on, which makes that the last unit."""
    return [(unit, _earlier(draws, cycle), date(cycle, 12, 30)), (other, date(cycle, 12, 31), None)]


Pattern = Callable[[Draws, str, str, int], list[Spell]]
PATTERNS: tuple[tuple[int, Pattern], ...] = (
    (60, _ended),
    (110, _moved),
    (120, _moved_twice),
    (160, _joined_late),
    (195, _left_early),
    (210, _paused),
    (220, _brief),
    (255, _came_before),
    (263, _leaves_after),
    (269, _new_years_day),
    (273, _new_years_eve),
)
"""Up to which draw out of a thousand each pattern holds; above them all a person stays all year."""
