"""What the scheme asks of the ballots (rulebook §2)."""

from __future__ import annotations

import polars as pl

from contracts.problem import Problem
from contracts.row_problems import key_problems, row_problems
from pay_linkage.admission.component_scores import unknown_components
from pay_linkage.admission.scheme_frames import GROUP, components, options, voter_groups, weighing_groups
from pay_linkage.admission.submission import Submission


def ballot_problems(of: Submission) -> list[Problem]:
    """Votes for a component, voter group or option that is not there, and voter groups without votes."""
    table = of.tables["ballots"]
    rows = table.frame.join(of.units, on="unit_id", maintain_order="left").join(
        components(of.scheme), on=["category", "component"], how="left", maintain_order="left"
    )
    balloted = rows.filter("by_ballots")
    return [
        *row_problems(table, unknown_components(rows), "component", "component_unknown", ["category"]),
        *row_problems(table, rows.filter(~pl.col("by_ballots")), "component", "component_without_ballots"),
        *row_problems(table, _strangers(balloted, voter_groups(of.scheme)), "voter_group", "voter_group_unknown"),
        *row_problems(table, _strangers(balloted, options(of.scheme)), "option", "ballot_option_unknown"),
        *key_problems(table, _silent_groups(of), "votes", "voter_group_without_votes"),
    ]


def votes_by_group(of: Submission) -> pl.DataFrame:
    """unit_id, component, voter_group, renormalise, weighs (above 0), votes (0 without any) of every group that the
    scheme asks.
    """
    cast = (
        of.frame("ballots")
        .join(of.units, on="unit_id")
        .join(options(of.scheme), on=["category", "component", "option"], how="semi")
        .group_by("unit_id", "component", "voter_group")
        .agg(pl.col("votes").sum())
    )
    weighing = weighing_groups(of.scheme).with_columns(weighs=True)
    asked = (
        of.units.join(voter_groups(of.scheme), on="category", maintain_order="left_right")
        .join(components(of.scheme), on=["category", "component"], maintain_order="left")
        .join(weighing, on=GROUP, how="left", maintain_order="left")
    )
    return asked.join(cast, on=["unit_id", "component", "voter_group"], how="left", maintain_order="left").select(
        "unit_id",
        "component",
        "voter_group",
        "renormalise",
        pl.col("weighs").fill_null(value=False),
        pl.col("votes").fill_null(0),
    )


def _silent_groups(of: Submission) -> pl.DataFrame:
    silent = votes_by_group(of).filter(~pl.col("renormalise"), pl.col("votes") == 0)
    return silent.select("unit_id", "component", "voter_group")


def _strangers(rows: pl.DataFrame, known: pl.DataFrame) -> pl.DataFrame:
    """The rows whose last column of ``known`` has a value that is not known there."""
    named = rows.filter(pl.col(known.columns[-1]).is_not_null())
    return named.join(known, on=known.columns, how="anti", maintain_order="left")
