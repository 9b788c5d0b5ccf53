"""Share of the cycle that an assignment takes (rulebook §6)."""

from __future__ import annotations

import calendar
from datetime import date

import polars as pl

from pay_linkage.kernels.order import in_order
from pay_linkage.schemes.time_share import TimeShare


def cycle_assignments(assignments: pl.DataFrame, cycle: int) -> pl.DataFrame:
    """The assignments that touch the cycle, a calendar year, in the order of person_id and start_date: these two,
    unit_id, end_date.
    """
    first, last = date(cycle, 1, 1), date(cycle, 12, 31)
    touches = (pl.col("start_date") <= last) & (pl.col("end_date").is_null() | (pl.col("end_date") >= first))
    inside = assignments.filter(touches).select("person_id", "unit_id", "start_date", "end_date")
    return in_order(inside, "person_id", "start_date")


def last_units(assignments: pl.DataFrame) -> pl.DataFrame:
    """Unit of each person's last assignment: person_id, unit_id; ``assignments`` as from ``cycle_assignments``."""
    last = pl.col("person_id").ne_missing(pl.col("person_id").shift(-1))
    return assignments.filter(last).select("person_id", "unit_id")


def time_parts(rule: TimeShare, cycle: int) -> int:
    """Into how many parts the cycle is divided: its 12 months, or its days."""
    return 12 if rule.by == "month" else 365 + calendar.isleap(cycle)


def time_share(rule: TimeShare, cycle: int) -> pl.Expr:
    """How many of the cycle's parts (``time_parts``) an assignment holds (Int64).

    By month, a month belongs to the assignment that holds the person on its reference day, at the latest its last day.
    """
    start, end = pl.col("start_date"), pl.col("end_date").fill_null(date(cycle, 12, 31))
    if rule.by == "month":
        days = reference_days(rule, cycle)
        return pl.sum_horizontal(((start <= day) & (end >= day)).cast(pl.Int64) for day in days)
    inside_end = pl.min_horizontal(end, pl.lit(date(cycle, 12, 31)))
    inside_start = pl.max_horizontal(start, pl.lit(date(cycle, 1, 1)))
    return (inside_end - inside_start).dt.total_days() + 1


def reference_days(rule: TimeShare, cycle: int) -> list[date]:
    """The day of each month that decides whose month it is."""
    lengths = [calendar.monthrange(cycle, month)[1] for month in range(1, 13)]
    wanted = 31 if rule.reference_day == "last" else int(rule.reference_day)
    return [date(cycle, month, min(wanted, length)) for month, length in enumerate(lengths, start=1)]
