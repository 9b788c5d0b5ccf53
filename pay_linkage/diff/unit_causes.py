"""Why a unit moved: its own row was corrected, or another unit's was, which moved this one."""

from __future__ import annotations

from typing import Any

import polars as pl

from contracts.words import Words
from pay_linkage.diff.sentences import OTHER_SCHEME, because, listed, moved, row_changed

Row = dict[str, Any]
OF_CONTESTS = ("bonus", "barred")
"""What a contest gives or takes, also across categories."""
OF_RATINGS = ("units", "ratings", "indicator_scores")
"""Whose corrections move another unit's coefficient: they move its rating rank, or how many are ranked."""
RATED = "rating_total"
ORDERS = ("final_score", RATED)
"""What units are ranked by."""
BROUGHT = ("category", "base_score", RATED, "bonus", "deduction", "barred", "failed")
"""What a unit brings along before it is compared with others."""


class UnitCauses:
    """The causes of all moves between two runs.

    ``units``: unit_results side by side; ``changed``: the changed rows of units; ``general``: the cause where no such
    row explains anything; another scheme is a cause beside them too, because it may move every unit.
    """

    def __init__(self, units: pl.DataFrame, changed: pl.DataFrame, general: Words) -> None:
        self._units: dict[str, Row] = {row["unit_id"]: row for row in units.iter_rows(named=True)}
        self._changed: dict[str, list[Row]] = {}
        for row in changed.unique(["unit_id", "table", "kind", "appeals"], maintain_order=True).iter_rows(named=True):
            self._changed.setdefault(row["unit_id"], []).append(row)
        self._corrected: dict[str, list[str]] = {}
        for unit in self._changed:
            for category in _categories(self._units.get(unit, {})):
                self._corrected.setdefault(category, []).append(unit)
        self._in_contests = [
            unit for unit, rows in self._changed.items() if any(row["table"] == "contests" for row in rows)
        ]
        self._contest_moved = {
            category for row in self._units.values() if self._by_contest(row) for category in _categories(row)
        }
        self._general = general
        self._everywhere = [general] if general is OTHER_SCHEME else []

    def of(self, unit: Row) -> Words:
        """The cause of one unit's move; ``unit`` is its row of unit_results side by side."""
        own, others = self._own(unit), self._others(unit) + self._everywhere
        return listed(own) if own and not others else because(_effect(unit), own + others or [self._general])

    def in_full(self, unit: Row) -> Words:
        """What moved and why, as it is told to the unit's people."""
        causes = self._own(unit) + self._others(unit) + self._everywhere
        return because(_effect(unit), causes or [self._general])

    def _own(self, unit: Row) -> list[Words]:
        """The unit's own corrections, where they have any effect on what it brings along."""
        rows = self._changed.get(unit["unit_id"], []) if any(_differs(unit, name) for name in BROUGHT) else []
        return [row_changed(None, row["table"], row["kind"], row["appeals"]) for row in rows]

    def _others(self, unit: Row) -> list[Words]:
        """The corrections of other units that moved it; beside its own only those of ratings that moved its rank."""
        roots = [root for root in self._roots(unit) if root != unit["unit_id"]]
        if self._own(unit):
            outrated = _differs(unit, "coefficient") and not _differs(unit, RATED)
            roots = [root for root in roots if outrated and _differs(self._units.get(root, {}), RATED)]
        rows = [(root, row) for root in roots for row in self._changed[root]]
        outranked = any(_differs(unit, name) for name in ("rank", "grade"))
        if _differs(unit, "coefficient") and not outranked:
            rows = [(root, row) for root, row in rows if row["table"] in OF_RATINGS] or rows
        return [row_changed(root, row["table"], row["kind"], row["appeals"]) for root, row in rows]

    def _roots(self, unit: Row) -> list[str]:
        """The corrected units that moved this one: those that changed places with it, else all that could."""
        near = [root for category in _categories(unit) for root in self._corrected.get(category, [])]
        far = self._in_contests if self._contest_moved & set(_categories(unit)) else []
        roots = list(dict.fromkeys([*near, *far]))
        passed = [root for root in roots if _changed_places(unit, self._units.get(root, {}))]
        return passed or roots

    def _by_contest(self, row: Row) -> bool:
        """Whether a contest moved the unit without a correction of its own."""
        return row["unit_id"] not in self._changed and any(_differs(row, name) for name in OF_CONTESTS)


def _categories(row: Row) -> list[str]:
    found = [row.get("category_before"), row.get("category_after")]
    return list(dict.fromkeys(category for category in found if category))


def _differs(row: Row, name: str) -> bool:
    return bool(row.get(f"{name}_before") != row.get(f"{name}_after"))


def _changed_places(unit: Row, other: Row) -> bool:
    """Whether one of the two stood above the other before and not after, or was not there."""
    orders = [_order(unit, other, name, when) for name in ORDERS for when in ("before", "after")]
    return orders[0] != orders[1] or orders[2] != orders[3]


def _order(unit: Row, other: Row, name: str, when: str) -> int | None:
    mine, its = unit.get(f"{name}_{when}"), other.get(f"{name}_{when}")
    return None if mine is None or its is None else (mine > its) - (mine < its)


def _effect(unit: Row) -> Words:
    """What moved: rank and grade, which people look at first, else the coefficient, else the score."""
    names = [name for name in ("rank", "grade") if _differs(unit, name)]
    quantities = names or _unranked_effect(unit) or ["rank"]
    return listed(
        [moved(name, *(_shown(unit[f"{name}_{when}"]) for when in ("before", "after"))) for name in quantities]
    )


def _unranked_effect(unit: Row) -> list[str]:
    """What moved where rank and grade stay: the coefficient with the rank in the rating that makes it, or the score."""
    if _differs(unit, "coefficient"):
        return [name for name in ("rating_rank", "coefficient") if _differs(unit, name)]
    return [name for name in ("final_score",) if _differs(unit, name)]


def _shown(value: object) -> str:
    """A value without zeros that say nothing."""
    if value is None:
        return "–"
    text = str(value)
    return text.rstrip("0").rstrip(".") if "." in text and not isinstance(value, str) else text
