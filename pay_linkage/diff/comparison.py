"""The comparison of two runs as a whole."""

from __future__ import annotations

from dataclasses import dataclass, replace

import polars as pl

from contracts.words import Words
from pay_linkage.diff.changed_rows import changed_rows
from pay_linkage.diff.money import money
from pay_linkage.diff.people import person_moves
from pay_linkage.diff.sentences import OTHER_INPUTS, OTHER_SCHEME, OTHER_VERSION
from pay_linkage.diff.two_runs import ReadOnce, TwoRuns, two_runs
from pay_linkage.diff.units import COLUMNS as UNIT_COLUMNS
from pay_linkage.diff.units import unit_moves
from pay_linkage.rules.delta import differences
from pay_linkage.runs import Store


@dataclass(frozen=True, slots=True)
class Diff:
    """What moved between two runs: ``units`` (``units.COLUMNS``), ``people`` (``people.COLUMNS``), ``money``
    (``money.COLUMNS``), and the ``corrections`` between them with the run that each led to.
    """

    runs: TwoRuns
    units: pl.DataFrame
    people: pl.DataFrame
    money: pl.DataFrame
    corrections: pl.DataFrame


def diff(store: Store, before: str, after: str) -> Diff:
    """Compare two runs of the store, by their ids or the beginnings of these; mostly a run and its rerun.

    Raises ``Refused`` where there is no such run.
    """
    return compared(two_runs(store, before, after))


def compared(runs: TwoRuns) -> Diff:
    """The comparison of two runs that are at hand; each of their tables is read once."""
    return replace(_compared(replace(runs, before=ReadOnce(runs.before), after=ReadOnce(runs.after))), runs=runs)


def _compared(runs: TwoRuns) -> Diff:
    changed = changed_rows(runs)
    general = _general(runs)
    owed = differences(runs.after.table("payroll"), runs.before.table("payroll"))
    units = unit_moves(runs, changed, general)
    people = person_moves(runs, changed, units, owed, general)
    return Diff(runs, units.select(UNIT_COLUMNS), people, money(runs, owed), runs.corrections)


def _general(runs: TwoRuns) -> Words:
    """The cause of what no changed row explains."""
    if runs.before.scheme_bytes != runs.after.scheme_bytes:
        return OTHER_SCHEME
    return OTHER_VERSION if runs.before.versions != runs.after.versions else OTHER_INPUTS
