"""Colours that stay apart for people who see few, each at least 3 : 1 against white; text uses the page's own."""

from __future__ import annotations

INK, MUTED, LINE = "#1d2733", "#566270", "#d9dfe5"
BLUE, AMBER, TEAL, RED, GREY = "#2f6d9a", "#b86e00", "#1f8a70", "#a8382f", "#5f6b77"
PARTS = {"unscaled_sum": GREY, "scaled_sum": BLUE, "effect": AMBER, "bonus": TEAL, "deduction": RED}
MOVES = {"rose": BLUE, "fell": AMBER, "stayed": "#9aa5b1"}
FROM_BEST = ("#173f5f", "#2f6d9a", "#6fa3c7", "#bcd4e4", "#e3e8ed")
"""Grades, best first, as long as there are that many."""
LAST = "#a8382f"
"""The last grade."""
HEAT = ("#eef3f7", "#173f5f")
LIGHT = frozenset(FROM_BEST[2:])
"""Colours on which text is dark."""


def of_grades(number: int) -> list[str]:
    """A colour for each of so many grades, best first.

    >>> of_grades(2)
    ['#173f5f', '#a8382f']
    """
    between = [FROM_BEST[min(place, len(FROM_BEST) - 1)] for place in range(number - 1)]
    return [*between, LAST]
