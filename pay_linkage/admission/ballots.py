"""What the scheme asks of the ballots (rulebook §2)."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from contracts.problem import Problem
from contracts.row_problems import key_problems, row_problems
from contracts.words import Words
from pay_linkage.admission.component_scores import unknown_components
from pay_linkage.admission.known_codes import KNOWN, with_codes_by
from pay_linkage.admission.scheme_frames import GROUP, components, options, voter_groups, weighing_groups
from pay_linkage.admission.submission import Submission
from pay_linkage.schemes.names import Names


def ballot_problems(of: Submission) -> list[Problem]:
    """Votes for a component, voter group or option that is not there, and voter groups without votes."""
    table = of.tables["ballots"]
    rows = table.frame.join(of.units, on="unit_id", maintain_order="left").join(
        components(of.scheme), on=["category", "component"], how="left", maintain_order="left"
    )
    balloted, names = rows.filter("by_ballots"), Names(of.scheme)
    return [
        *row_problems(table, unknown_components(of, rows), "component", "component_unknown", ["category", *KNOWN]),
        *row_problems(table, rows.filter(~pl.col("by_ballots")), "component", "component_without_ballots"),
        *_strangers(of, balloted, voter_groups(of.scheme), "voter_group_unknown", names.voter_group),
        *_strangers(of, balloted, options(of.scheme), "ballot_option_unknown", names.option),
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


def _strangers(
    of: Submission, rows: pl.DataFrame, known: pl.DataFrame, code: str, name: Callable[[str], Words]
) -> list[Problem]:
    """Rows whose last column of ``known`` has a value that is not known there."""
    column = known.columns[-1]
    named = rows.filter(pl.col(column).is_not_null())
    strange = named.join(known, on=known.columns, how="anti", maintain_order="left")
    told = with_codes_by(strange, known, lambda _, one: name(one))
    return row_problems(of.tables["ballots"], told, column, code, KNOWN)
