"""What the scheme and the cycle ask of events and contests (rulebook §2, §3)."""

from __future__ import annotations

import polars as pl

from contracts.problem import Problem
from contracts.row_problems import row_problems
from pay_linkage.admission.known_codes import KNOWN, with_codes
from pay_linkage.admission.scheme_frames import event_codes
from pay_linkage.admission.submission import Submission
from pay_linkage.schemes.names import Names


def event_problems(of: Submission) -> list[Problem]:
    """Codes that the scheme does not have, points that lack or are of no use, days outside the cycle.

    Points of 0 for a veto or a fail event are let through: they say what the rulebook says.
    """
    table = of.tables["events"]
    rows = table.frame.join(event_codes(of.scheme), on="code", how="left", maintain_order="left")
    unknown = rows.filter(pl.col("code").is_not_null(), pl.col("kind").is_null())
    pointless = pl.col("kind").is_in(["veto", "fail"])
    without = rows.filter(~pointless, pl.col("points").is_null(), pl.col("code_points").is_null())
    outside = rows.filter(pl.col("occurred_on").dt.year() != of.cycle)
    cycle = pl.lit(str(of.cycle)).alias("cycle")
    return [
        *row_problems(
            table, with_codes(unknown, of.scheme.events, Names(of.scheme).event), "code", "event_code_unknown", KNOWN
        ),
        *row_problems(table, without, "points", "event_without_points", ["code"]),
        *row_problems(
            table, rows.filter(pointless, pl.col("points") != 0), "points", "event_points_of_no_use", ["kind"]
        ),
        *row_problems(table, outside.with_columns(cycle), "occurred_on", "event_outside_cycle", ["cycle"]),
    ]


def contest_problems(of: Submission) -> list[Problem]:
    """Contests that the scheme does not have."""
    table = of.tables["contests"]
    unknown = table.frame.filter(~pl.col("contest").is_in(list(of.scheme.contests)))
    told = with_codes(unknown, of.scheme.contests, Names(of.scheme).contest)
    return row_problems(table, told, "contest", "contest_unknown", KNOWN)
