"""The units' component scores, ratings, coefficients and final scores (section 2)."""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction
from typing import Any

from .figures import half_up
from .refusal import Refused
from .relations import Tables
from .tables import Row

Scores = dict[tuple[str, str], Fraction]


def unit_scores(scheme: dict[str, Any], tables: Tables, points: dict[str, Row]) -> list[Row]:
    """A row per unit with all scores, before any rank of final scores. `points` holds bonus and deduction per unit."""
    ratings = _ratings(tables)
    rated_in = "indicator_scores" if tables["indicator_scores"] else "ratings"
    given = {
        (row["unit_id"], row["component"]): row["score"]
        for row in tables["component_scores"]
        if row["score"] is not None
    }
    votes = _votes(tables["ballots"])
    results = []
    for name, category in scheme["categories"].items():
        units = [row["unit_id"] for row in tables["units"] if row["category"] == name]
        rated = _rating_rows(units, category["rating"], ratings, rated_in)
        for unit in units:
            parts = _component_parts(unit, category, given, votes, scheme["decimals"])
            row = {"unit_id": unit, "category": name, **rated[unit], **points[unit]}
            results.append(_final(row, parts, category, scheme["decimals"]))
    return results


def _final(row: Row, parts: dict[str, Fraction], category: dict[str, Any], decimals: int) -> Row:
    scaled, unscaled = _kind_sums(row["unit_id"], parts, category)
    row["base_score"] = scaled + unscaled
    row["adjustment"] = row["bonus"] - row["deduction"]
    row["final_score"] = half_up(unscaled + row["coefficient"] * scaled + row["adjustment"], decimals)
    row["score_without_coefficient"] = half_up(row["base_score"] + row["adjustment"], decimals)
    return row


def _votes(ballots: list[Row]) -> dict[tuple[str, str], dict[str, dict[str, Fraction]]]:
    votes: dict[tuple[str, str], dict[str, dict[str, Fraction]]] = defaultdict(lambda: defaultdict(dict))
    for row in ballots:
        votes[row["unit_id"], row["component"]][row["voter_group"]][row["option"]] = row["votes"]
    return votes


def _component_parts(
    unit: str, category: dict[str, Any], given: Scores, votes: dict[Any, Any], decimals: int
) -> dict[str, Fraction]:
    """The weighted score of each component that the unit has a score for."""
    parts = {}
    for name, component in category["components"].items():
        key = (unit, name)
        cast = votes.get(key, {})
        score = _ballot_score(key, component, cast, decimals) if component["ballots"] else given.get(key)
        if score is not None:
            parts[name] = score * component["weight"]
        elif not category["reweight"]:
            raise Refused("component_without_score", "component_scores", "score", "|".join(key))
    return parts


def _ballot_score(
    key: tuple[str, str], component: dict[str, Any], votes: dict[str, dict[str, Fraction]], decimals: int
) -> Fraction | None:
    ballots = component["ballots"]
    total, weights = Fraction(0), Fraction(0)
    for group, weight in ballots["groups"].items():
        cast = votes.get(group, {})
        number = sum(cast.values())
        if number == 0:
            if not ballots["renormalise"]:
                raise Refused("voter_group_without_votes", "ballots", "votes", "|".join((*key, group)))
            continue
        weights += weight
        total += weight * sum(ballots["values"][option] * count for option, count in cast.items()) / number
    if weights == 0:
        return None
    return half_up(component["full_marks"] / 100 * total / weights, decimals)


def _kind_sums(unit: str, parts: dict[str, Fraction], category: dict[str, Any]) -> tuple[Fraction, Fraction]:
    """The scaled and the unscaled sum, each made up for the components that the unit has no score for."""
    rating = category["rating"]
    scales = rating["coefficient"]["scales"] if rating and rating["coefficient"] else []
    scaled = [name for name in category["components"] if name in scales]
    unscaled = [name for name in category["components"] if name not in scales]
    return _kind_sum(unit, parts, category, scaled), _kind_sum(unit, parts, category, unscaled)


def _kind_sum(unit: str, parts: dict[str, Fraction], category: dict[str, Any], names: list[str]) -> Fraction:
    present = [name for name in names if name in parts]
    total = sum((parts[name] for name in present), Fraction(0))
    if len(present) == len(names):
        return total
    if not present:
        raise Refused("kind_without_score", "component_scores", "score", f"{unit}|{names[0]}")
    components = category["components"]
    marks = {name: components[name]["weight"] * components[name]["full_marks"] for name in names}
    return half_up(total * sum(marks.values()) / sum(marks[name] for name in present), 8)


def _ratings(tables: Tables) -> dict[tuple[str, str], Fraction]:
    ratings: dict[tuple[str, str], Fraction] = defaultdict(Fraction)
    for row in tables["ratings"] + tables["indicator_scores"]:
        ratings[row["unit_id"], row["department"]] += row["score"]
    return ratings


def _rating_rows(units: list[str], rating: dict[str, Any] | None, ratings: Scores, table: str) -> dict[str, Row]:
    """rating_total, rating_rank, coefficient, rating_band and interview of each unit of a category."""
    if rating is None:
        empty = {"rating_total": None, "rating_rank": None, "coefficient": Fraction(1)}
        return {unit: {**empty, "rating_band": None, "interview": False} for unit in units}
    totals = {unit: _rating_total(unit, rating, ratings, table) for unit in units}
    rows = {}
    for unit, total in totals.items():
        rank = rank_of(total, list(totals.values()), rating["ties"])
        band = _band(total, rating)
        rows[unit] = {
            "rating_total": total,
            "rating_rank": rank,
            "coefficient": _coefficient(rank, len(units), rating["coefficient"]),
            "rating_band": band,
            "interview": band in rating["interview"],
        }
    return rows


def _rating_total(unit: str, rating: dict[str, Any], ratings: Scores, table: str) -> Fraction:
    for department in rating["departments"]:
        if (unit, department) not in ratings:
            raise Refused("department_without_ratings", table, "score", f"{unit}|{department}")
    total = sum((ratings[unit, department] for department in rating["departments"]), Fraction(0))
    if total > rating["full_marks"]:
        raise Refused("rating_above_full_marks", table, "score", unit)
    return total


def _band(total: Fraction, rating: dict[str, Any]) -> str | None:
    reached = [(edge, name) for name, edge in rating["bands"].items() if total * 100 >= edge * rating["full_marks"]]
    return max(reached)[1] if reached else None


def rank_of(value: Any, values: list[Any], ties: str) -> Fraction:
    """The rank of a value (or of a tuple of values) among all, highest first."""
    better: int = sum(other > value for other in values)
    equal: int = sum(other == value for other in values)
    return better + {"min": Fraction(1), "average": Fraction(equal + 1, 2), "max": Fraction(equal)}[ties]


def _coefficient(rank: Fraction, units: int, rule: dict[str, Any] | None) -> Fraction:
    if rule is None:
        return Fraction(1)
    anchor = rule["anchor"]
    if isinstance(anchor, str):
        median = Fraction(units + 1, 2)
        offset = {"median": 0, "upper_middle": -1, "lower_middle": 1}[anchor] if units % 2 == 0 else 0
        anchor = median + Fraction(offset, 2)
    return Fraction(1 + rule["step"] * (anchor - rank))
