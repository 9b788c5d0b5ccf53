"""What the scheme asks of the pools (rulebook §7).

Stays out: pools whose weights are all zero, which only the rules can tell.
"""

from __future__ import annotations

import polars as pl

from contracts.pool_scope import scope_id
from contracts.problem import Problem
from contracts.row_problems import key_problems, row_problems
from pay_linkage.admission.known_codes import KNOWN, with_codes
from pay_linkage.admission.submission import Submission
from pay_linkage.schemes.names import Names
from pay_linkage.schemes.pool import Pool


def pool_problems(of: Submission) -> list[Problem]:
    """Pools that the scheme has no use for, scopes that it does not know, scopes with lines but without a pool, and
    money to be filled into a scope without lines.
    """
    table, pool = of.tables["pools"], of.scheme.linkage.pool
    if pool is None:
        return [] if table.frame.is_empty() else [Problem("pools_of_no_use", table.origin.place(), "pools")]
    if of.frame("units").is_empty():
        return []
    unknown = _unknown_scopes(of, pool)
    paid = _scopes_with_lines(of, pool)
    missing = paid.join(table.frame, on="scope_id", how="anti", maintain_order="left")
    return [
        *row_problems(table, unknown, "scope_id", "pool_scope_unknown", KNOWN),
        *key_problems(table, missing, "amount", "pool_missing"),
        *row_problems(table, _without_lines(table.frame, unknown, paid, pool), "amount", "pool_without_lines"),
    ]


def _unknown_scopes(of: Submission, pool: Pool) -> pl.DataFrame:
    """The pools whose scope is none of the scheme's, and which there are; only categories have names."""
    known = pool.scopes(of.scheme.categories, of.frame("units")["unit_id"].drop_nulls())
    unknown = of.frame("pools").filter(~pl.col("scope_id").is_in(known))
    return with_codes(unknown, known, Names(of.scheme).category)


def _scopes_with_lines(of: Submission, pool: Pool) -> pl.DataFrame:
    """scope_id of every scope with an assignment in the cycle; a time share of 0 still has a line."""
    units = of.assignments_in_cycle.select("unit_id").unique().join(of.units, on="unit_id")
    return units.with_columns(scope_id(pool.scope)).select("scope_id").unique().sort("scope_id")


def _without_lines(pools: pl.DataFrame, unknown: pl.DataFrame, paid: pl.DataFrame, pool: Pool) -> pl.DataFrame:
    if pool.mode != "fill":
        return pools.clear()
    idle = pools.join(paid, on="scope_id", how="anti", maintain_order="left").filter(pl.col("amount") > 0)
    return idle.join(unknown, on="scope_id", how="anti", maintain_order="left")
