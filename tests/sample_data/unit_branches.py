"""Branches of the rules about units (rulebook §§2-4): how often each occurs in a sample."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from fractions import Fraction

from tests.sample_data.sample_facts import Facts, Row

HALF = Fraction(1, 2)


def how_many(found: Iterable[object]) -> int:
    return sum(1 for one in found if one)


def is_midpoint(value: Fraction, decimals: int) -> bool:
    return value * 10**decimals % 1 == HALF


# Ratings and scores


def units_sharing_an_average_rank(facts: Facts) -> int:
    return how_many(row["rating_rank"].endswith(".5") for row in facts.units)


def three_units_sharing_a_rating(facts: Facts) -> int:
    return how_many(count >= 3 for count in Counter(_rating(row) for row in facts.units).values())


def _rating(row: Row) -> tuple[str, str]:
    return row["category"], row["rating_total"]


def scores_by_indicator(facts: Facts) -> int:
    return len(facts.input("indicator_scores"))


def scores_by_department(facts: Facts) -> int:
    return len(facts.input("ratings"))


def all_four_rating_bands(facts: Facts) -> int:
    return int(len({row["rating_band"] for row in facts.units}) == 4)


def heads_called_in(facts: Facts) -> int:
    return how_many(row["interview"] == "true" for row in facts.units)


def coefficient_scaling_a_part(facts: Facts) -> int:
    return how_many(
        _scaled(row) != Fraction(row["final_score"]) for row in facts.units if row["coefficient"] not in ("", "1")
    )


def _scaled(row: Row) -> Fraction:
    return Fraction(row["base_score"]) * Fraction(row["coefficient"]) + Fraction(row["adjustment"])


def final_scores_on_a_midpoint(facts: Facts) -> int:
    return how_many(is_midpoint(_scaled(row), 4) for row in facts.units)


def component_scores_with_four_decimals(facts: Facts) -> int:
    return how_many(len(row["score"].partition(".")[2]) == 4 for row in facts.input("component_scores"))


def ballot_scores_on_a_midpoint(facts: Facts) -> int:
    return how_many(is_midpoint(score, facts.scheme["decimals"]) for score in _ballot_scores(facts).values())


def _ballot_scores(facts: Facts) -> dict[tuple[str, str], Fraction]:
    """(unit, component) → its exact score, where every group has votes."""
    categories = {row["unit_id"]: row["category"] for row in facts.units}
    votes: dict[tuple[str, str], dict[str, list[tuple[str, int]]]] = {}
    for row in facts.input("ballots"):
        groups = votes.setdefault((row["unit_id"], row["component"]), {})
        groups.setdefault(row["voter_group"], []).append((row["option"], int(row["votes"])))
    found = {}
    for (unit, component), groups in votes.items():
        rule = facts.scheme["categories"][categories[unit]]["components"][component]
        weights, values = rule["ballots"]["groups"], rule["ballots"]["values"]
        if all(sum(number for _, number in groups.get(name, [])) for name in weights):
            found[unit, component] = (
                rule["full_marks"]
                / 100
                * sum(
                    weight
                    * sum(values[option] * number for option, number in groups[name])
                    / sum(number for _, number in groups[name])
                    for name, weight in weights.items()
                )
            )
    return found


def voter_groups_with_rows_of_no_votes(facts: Facts) -> int:
    sums: Counter[tuple[str, str]] = Counter()
    for row in facts.input("ballots"):
        sums[row["unit_id"], row["voter_group"]] += int(row["votes"])
    return how_many(total == 0 for total in sums.values())


def voter_groups_without_rows(facts: Facts) -> int:
    given = {(row["unit_id"], row["voter_group"]) for row in facts.input("ballots")}
    units, groups = {unit for unit, _ in given}, {group for _, group in given}
    return how_many(
        (unit, group) not in given for unit in units for group in groups if len(facts.scheme["categories"]) == 1
    )


# Points


def codes_cut_at_their_cap(facts: Facts) -> int:
    return how_many(
        (cap := facts.scheme["events"][code]["cap"]) is not None and points > cap
        for (_, code), points in facts.code_points().items()
    )


def deductions_cut_at_their_cap(facts: Facts) -> int:
    return how_many(
        facts.scheme["events"][code]["kind"] == "deduction" and points > (facts.scheme["events"][code]["cap"] or points)
        for (_, code), points in facts.code_points().items()
    )


def contest_and_event_sharing_a_cap(facts: Facts) -> int:
    contest, rule = next(iter(facts.scheme["contests"].items()))
    cap = facts.scheme["events"][contest]["cap"]
    bonus = _contest_bonus(facts, rule["bonus"])
    own = {unit: points for (unit, code), points in facts.code_points().items() if code == contest}
    return how_many(bonus.get(unit, 0) and points <= cap < points + bonus[unit] for unit, points in own.items())


def _contest_bonus(facts: Facts, bonus: list[Fraction]) -> dict[str, Fraction]:
    totals = facts.contest_totals()
    ranks = {unit: 1 + how_many(other > total for other in totals.values()) for unit, total in totals.items()}
    return {unit: bonus[rank - 1] for unit, rank in ranks.items() if rank <= len(bonus)}


def bonuses_cut_at_the_cap_of_all(facts: Facts) -> int:
    cap, events = facts.scheme["caps"]["bonus"], facts.scheme["events"]
    sums: Counter[str] = Counter()
    for (unit, code), points in facts.code_points().items():
        if events[code]["kind"] == "bonus":
            sums[unit] += min(points, events[code]["cap"] or points)  # type: ignore[assignment]
    return how_many(sums[row["unit_id"]] > cap == Fraction(row["bonus"]) for row in facts.units)


def events_with_points_of_their_own(facts: Facts) -> int:
    return how_many(row.get("points") for row in facts.input("events"))


def events_with_their_codes_points(facts: Facts) -> int:
    events = facts.scheme["events"]
    return how_many(not row.get("points") and events[row["code"]]["points"] for row in facts.input("events"))


def events_of_no_points(facts: Facts) -> int:
    return how_many(row.get("points") == "0" for row in facts.input("events"))


def events_on_the_first_and_last_day(facts: Facts) -> int:
    days = {row["occurred_on"] for row in facts.input("events")}
    return int({f"{facts.cycle}-01-01", f"{facts.cycle}-12-31"} <= days)


def deductions_above_bonuses(facts: Facts) -> int:
    return how_many(row["adjustment"].startswith("-") for row in facts.units)


# Contests


def contest_ranks_shared(facts: Facts) -> int:
    bonus = next(iter(facts.scheme["contests"].values()))["bonus"]
    counts = Counter(_contest_bonus(facts, bonus).values())
    return how_many(count > 1 for count in counts.values())


def contest_rounds_below_zero(facts: Facts) -> int:
    return how_many(row["points"].startswith("-") for row in facts.input("contests"))


def contest_years_below_zero(facts: Facts) -> int:
    return how_many(total < 0 for total in facts.contest_totals().values())


def contest_rounds_missed(facts: Facts) -> int:
    rows = facts.input("contests")
    rounds = {row["round"] for row in rows}
    return len({row["unit_id"] for row in rows}) * len(rounds) - len(rows)


def contests_across_categories(facts: Facts) -> int:
    categories = {row["unit_id"]: row["category"] for row in facts.units}
    return int(len({categories[unit] for unit in facts.contest_totals()}) > 1)


def units_barred_as_last_of_a_contest(facts: Facts) -> int:
    totals = facts.contest_totals()
    last = [unit for unit, total in totals.items() if total == min(totals.values())]
    barred = {row["unit_id"] for row in facts.units if row["barred"] == "true"}
    return len(last) if len(last) > 1 and barred == set(last) else 0
