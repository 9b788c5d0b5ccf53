"""Bonus and deduction points, contests, vetoes and fails per unit (sections 2 and 3)."""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction
from typing import Any

from .relations import Tables
from .tables import Row
from .unit_scores import rank_of


def unit_points(scheme: dict[str, Any], tables: Tables) -> dict[str, Row]:
    """bonus, deduction, barred and fail_event of each unit."""
    codes = scheme["events"]
    totals: dict[tuple[str, str, str], Fraction] = defaultdict(Fraction)
    vetoed: set[str] = set()
    failed: set[str] = set()
    for row in tables["events"]:
        code = codes[row["code"]]
        if code["kind"] in ("veto", "fail"):
            (vetoed if code["kind"] == "veto" else failed).add(row["unit_id"])
            continue
        points = code["points"] if row["points"] is None else row["points"]
        totals[row["unit_id"], code["kind"], row["code"]] += points
    for name, standings in _contest_totals(tables["contests"]).items():
        contest = scheme["contests"][name]
        for unit, points in _contest_bonus(standings, contest["bonus"]).items():
            totals[unit, "bonus", name] += points
        if contest["bars_last"]:
            vetoed |= _last(standings)
    return {
        row["unit_id"]: {
            **_sums(row["unit_id"], totals, codes, scheme["caps"]),
            "barred": row["unit_id"] in vetoed,
            "failed": row["unit_id"] in failed,
        }
        for row in tables["units"]
    }


def _contest_totals(rows: list[Row]) -> dict[str, dict[str, Fraction]]:
    totals: dict[str, dict[str, Fraction]] = defaultdict(lambda: defaultdict(Fraction))
    for row in rows:
        totals[row["contest"]][row["unit_id"]] += row["points"]
    return totals


def _contest_bonus(standings: dict[str, Fraction], bonus: list[Fraction]) -> dict[str, Fraction]:
    ranks = {unit: int(rank_of(total, list(standings.values()), "min")) for unit, total in standings.items()}
    return {unit: bonus[rank - 1] for unit, rank in ranks.items() if rank <= len(bonus)}


def _last(standings: dict[str, Fraction]) -> set[str]:
    worst = min(standings.values())
    if worst == max(standings.values()):
        return set()
    return {unit for unit, total in standings.items() if total == worst}


def _sums(
    unit: str, totals: dict[tuple[str, str, str], Fraction], codes: dict[str, Any], caps: dict[str, Any]
) -> dict[str, Fraction]:
    sums = {"bonus": Fraction(0), "deduction": Fraction(0)}
    for (owner, kind, code), points in totals.items():
        if owner == unit:
            cap = codes[code]["cap"] if code in codes else None
            sums[kind] += points if cap is None else min(points, cap)
    return {kind: points if caps[kind] is None else min(points, caps[kind]) for kind, points in sums.items()}
