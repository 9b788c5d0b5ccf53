"""People and assignments of a large district, a slice at a time: a head and up to 99 staff a unit."""

from __future__ import annotations

from datetime import date

import polars as pl

from sample_data.generator.names import GIVEN, SURNAMES
from sample_data.generator.staffing import HEAD_PAY, LEAST_PAY, MOST_PAY
from sample_data.generator.traits import REASONS
from sample_data.large.draws import Stream, decimals, picked, stream
from sample_data.large.identity import resident_numbers
from sample_data.large.units import unit_id

PER_UNIT = 100
CYCLE = 2018
FIRST_DAY = date(CYCLE, 1, 1)
MOVE_DAYS = 330
MOVED, LATE, LEFT = 80, 110, 130
"""Of a thousand staff, the first so many moved from another unit, those up to the next came late, then left early."""

UNGRADED, CAPPED, FIXED = 30, 15, 10
"""Of a thousand people so many are not graded, have a cap, have a fixed grade."""


def people(numbers: pl.DataFrame, seed: int) -> pl.DataFrame:
    """The table people for the given ``number``s (from 0)."""
    drawn = stream(seed)
    ungraded = _ungraded(drawn)
    return numbers.select(
        person_id=_person_id(),
        person_name=_name(drawn),
        id_type=pl.lit("resident_id"),
        id_number=resident_numbers(),
        role=pl.when(_is_head()).then(pl.lit("head")).otherwise(pl.lit("staff")),
        base_pay=decimals(_pay(drawn), 2),
        score=pl.when(~ungraded).then(decimals(_score(drawn), 2)),
        graded=pl.when(ungraded).then(pl.lit("no")).otherwise(pl.lit("yes")),
        ungraded_reason=pl.when(ungraded).then(picked(REASONS, drawn("reason", len(REASONS)))),
        grade_cap=pl.when(drawn("cap", 1000) < CAPPED).then(pl.lit("competent")),
        grade_fixed=pl.when(~ungraded & (drawn("fixed", 1000) < FIXED)).then(pl.lit("basically_competent")),
    )


def assignments(numbers: pl.DataFrame, units: int, seed: int) -> pl.DataFrame:
    """The table assignments for the given ``number``s: everybody's last one, then the earlier ones of who moved."""
    drawn = stream(seed)
    own = pl.col("number") // PER_UNIT
    turn = pl.when(_is_head()).then(999).otherwise(drawn("spell", 1000))
    came = pl.date(CYCLE - 8, 7, 1) + pl.duration(days=drawn("came", 2500))
    day = pl.lit(FIRST_DAY) + pl.duration(days=drawn("day", MOVE_DAYS) + 20)
    spells = numbers.select(
        "number", turn=turn, own=own, other=(own + 1 + drawn("other", units)) % units, came=came, day=day
    )
    new = pl.col("turn") < LATE
    left = pl.col("turn").is_between(LATE, LEFT, closed="left")
    last = spells.select(
        person_id=_person_id(),
        unit_id=unit_id("own"),
        start_date=pl.when(new).then("day").otherwise("came"),
        end_date=pl.when(left).then("day"),
    )
    earlier = spells.filter(pl.col("turn") < MOVED).select(
        person_id=_person_id(),
        unit_id=unit_id("other"),
        start_date="came",
        end_date=pl.col("day") - pl.duration(days=1),
    )
    return pl.concat([last, earlier])


def unit_pay(numbers: pl.DataFrame, seed: int) -> pl.DataFrame:
    """Σ base pay in cents per ``unit`` (from 0)."""
    paid = numbers.select(unit=pl.col("number") // PER_UNIT, cents=_pay(stream(seed)))
    return paid.group_by("unit", maintain_order=True).agg(pl.col("cents").sum())


def _person_id() -> pl.Expr:
    return (pl.col("number") + 1).cast(pl.String).str.zfill(8)


def _is_head() -> pl.Expr:
    return pl.col("number") % PER_UNIT == 0


def _name(drawn: Stream) -> pl.Expr:
    first = picked(GIVEN, drawn("given", len(GIVEN)))
    second = picked(("", *GIVEN), drawn("second", len(GIVEN) + 1))
    return pl.concat_str(picked(SURNAMES, drawn("surname", len(SURNAMES))), first, second)


def _pay(drawn: Stream) -> pl.Expr:
    return pl.when(_is_head()).then(HEAD_PAY).otherwise(LEAST_PAY + drawn("pay", MOST_PAY - LEAST_PAY))


def _score(drawn: Stream) -> pl.Expr:
    """Quarters between 65 and 98.25 around 84, so that many people tie."""
    return 6500 + sum((drawn(f"score {part}", 45) for part in range(3)), pl.lit(0)) * 25


def _ungraded(drawn: Stream) -> pl.Expr:
    return drawn("graded", 1000) < UNGRADED
