"""One group with one of its people moved: the short walk gives what the filling of the rules gives."""

from __future__ import annotations

from decimal import Decimal
from random import Random

import polars as pl
import pytest

from pay_linkage.kernels.filling import PLACED
from pay_linkage.margins.quota_groups import moved_groups
from pay_linkage.rules.individual_grade import filled_people
from pay_linkage.rules.quotas import grouped_people, quota_places
from pay_linkage.schemes.quotas import Quotas

GROUPS = 160
GRADES = ("best", "good", "fair", "last")


def _quotas(ties: str, vacated: str) -> Quotas:
    shares = dict(zip(GRADES, ("0.3", "0.3", "0.3", "0.1"), strict=True))
    return Quotas.model_validate(
        {
            "grades": list(GRADES),
            "absorbing": "fair",
            "default": shares,
            "places": "largest_remainder",
            "ties": ties,
            "vacated": vacated,
            "minimum_score": {"best": "4"},
            "break_ties": ["base_pay"],
        }
    )


def _persons(rng: Random) -> pl.DataFrame:
    rows = []
    for group in range(GROUPS):
        for place in range(rng.randint(1, 9)):
            cap = rng.choice((None, None, "good", "fair"))
            fixed = rng.choice((None, None, None, "fair", "last")) if cap is None else None
            score, base = Decimal(rng.randint(0, 6)), rng.choice((None, Decimal(1), Decimal(2)))
            rows.append((f"{group}-{place}", f"G{group:03}", score, base, cap, fixed))
    names = ("person_id", "unit_id", "score", "base_pay", "grade_cap", "grade_fixed")
    kinds = (pl.String(), pl.String(), pl.Decimal(38, 4), pl.Decimal(38, 2), pl.String(), pl.String())
    frame = pl.DataFrame(rows, schema=dict(zip(names, kinds, strict=True)), orient="row")
    return frame.with_columns(category=pl.lit("c"), unit_grade=pl.lit("A"), graded=pl.lit("yes"), role=pl.lit("staff"))


@pytest.mark.parametrize("vacated", ["refill", "lapse"])
@pytest.mark.parametrize("ties", ["better", "worse", "refuse"])
def test_the_walk_says_what_the_rules_say(ties: str, vacated: str) -> None:
    quotas = _quotas(ties, vacated)
    compared = 0
    for seed in range(4):
        rng = Random(f"{ties} {vacated} {seed}")
        persons = _persons(rng)
        walked, moved = {}, {}
        for group in moved_groups(persons, quotas):
            member = rng.choice(group.members)
            score = rng.choice((rng.randint(0, 6) * 10_000, member.score + rng.choice((-1, 0, 1))))
            score = max(0, score)
            found = group.group.outcome(member.key, member.cap, score)
            walked[member.person_id] = (found.grade, found.refused)
            moved[member.person_id] = Decimal(score).scaleb(-4)
        ruled = _ruled(persons, moved, quotas)
        assert walked == ruled
        compared += len(walked)
        assert len(set(walked.values())) >= len(GRADES)
    assert compared > 3 * GROUPS


def _ruled(persons: pl.DataFrame, moved: dict[str, Decimal], quotas: Quotas) -> dict[str, tuple[int, bool]]:
    """The grade of each who was moved, one in a group, and whether a tie in the group is refused."""
    scores = pl.DataFrame({"person_id": list(moved), "then": list(moved.values())}, schema_overrides={"then": SCORE})
    then = persons.join(scores, on="person_id", how="left", maintain_order="left")
    grouped = grouped_people(then.with_columns(pl.coalesce("then", "score").alias("score")), quotas)
    filling = filled_people(grouped, quota_places(grouped, quotas), quotas)
    refused = set(filling.refused["_number"])
    own = filling.frame.filter(pl.col("person_id").is_in(list(moved)))
    rows = own.select("person_id", PLACED, "_number").iter_rows()
    return {person: (grade, number in refused) for person, grade, number in rows}


SCORE = pl.Decimal(38, 4)
