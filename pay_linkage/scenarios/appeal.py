"""The blast radius of an appeal before it is decided: a rerun that is calculated and not written.

It is told under both settings of ``hold_harmless`` (rulebook §8).
"""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from pay_linkage.rerun import Published, RerunOrder, correct, named_by, names_since, validate, with_held_parts
from pay_linkage.rules.delta import differences
from pay_linkage.runs import Store
from pay_linkage.scenarios.assumption import calculated
from pay_linkage.scenarios.comparison import WhatIf, beside
from pay_linkage.scenarios.scenario import Scenario

SETTINGS = ("hold_harmless: false", "hold_harmless: true")


@dataclass(frozen=True, slots=True)
class BlastRadius:
    """``what_if`` holds the run and two scenarios: nobody held (first), everybody held but whom appeals name (second).

    ``named``: person_id of those whom this file names. ``published``: the run in force; None where nothing is published
    and so nothing can be held. ``due``: for each scenario what a publication would still pay or take back
    (``rules.delta.differences``); empty where nothing is published.
    """

    what_if: WhatIf
    named: pl.DataFrame
    published: str | None
    due: tuple[pl.DataFrame, ...]


def blast_radius(store: str, run_id: str, corrections: str, published: Published | None) -> BlastRadius:
    """What the corrections would move. Raises ``Refused`` as ``rerun`` does; the store stays as it is."""
    start = correct(RerunOrder(run_id, corrections, store, "", ""))
    inputs = validate(start)
    named = named_by(start, inputs)
    free = calculated(start.loaded, inputs)
    results = [free, free]
    if published is not None:
        earlier = names_since(Store(store), start.parent.name, published.run_id)
        results[1] = with_held_parts(free, published.amounts, pl.concat([named, earlier]))
    scheme, data = start.loaded.scheme.scheme, start.loaded.scheme_file
    scenarios = [Scenario(name, (), scheme, data, inputs, one) for name, one in zip(SETTINGS, results, strict=True)]
    lines = start.corrected.lines.with_columns(pl.lit("–").alias("run_id"))
    moved = beside(start.parent, scenarios, lines)
    if published is None:
        return BlastRadius(moved, named, None, ())
    due = tuple(differences(one.payroll, published.amounts) for one in results)
    return BlastRadius(moved, named, published.run_id, due)
