"""The same data under the scheme's other ways of counting places and settling ties: who would be graded otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import polars as pl

from contracts.problem import Refused
from pay_linkage.chain import Results, calculated
from pay_linkage.figures.reported_run import ReportedRun
from pay_linkage.kernels.exact import scaled, shown
from pay_linkage.schemes import Scheme

METHODS = ("largest_remainder", "cumulative_half_up", "cumulative_up")
TIES = ("better", "worse")


@dataclass(frozen=True, slots=True)
class Option:
    """A choice of the scheme that could be another one: of people's ``quotas`` or of the ``units`` of all categories;
    its ``key`` (places, ties) and ``value``.
    """

    of: Literal["quotas", "units"]
    key: Literal["places", "ties"]
    value: str

    def scheme(self, scheme: Scheme) -> Scheme:
        """The scheme with this choice."""
        change: dict[str, str] = {self.key: self.value}
        if self.of == "quotas":
            quotas = scheme.quotas and scheme.quotas.model_copy(update=change)
            return scheme.model_copy(update={"quotas": quotas})
        categories = {
            name: category.model_copy(update={"grades": category.grades.model_copy(update=change)})
            for name, category in scheme.categories.items()
        }
        return scheme.model_copy(update={"categories": categories})


def options(scheme: Scheme) -> Iterator[Option]:
    """Every option that would change something of the scheme."""
    grades = [category.grades for category in scheme.categories.values()]
    for method in METHODS:
        if scheme.quotas is not None and scheme.quotas.places != method:
            yield Option("quotas", "places", method)
        if any(one.places != method for one in grades):
            yield Option("units", "places", method)
    for ties in TIES:
        if scheme.quotas is not None and scheme.quotas.ties != ties:
            yield Option("quotas", "ties", ties)
        if any(one.ties != ties for one in grades):
            yield Option("units", "ties", ties)


def compared_options(run: ReportedRun) -> pl.DataFrame:
    """Per option, people's before units': of, key, value, units_moved, people_better, people_worse, breaches, a column
    ``more_G`` per individual grade (people more than in the run), difference (yuan in all); ``refused`` where a run
    would be: then the rest is empty.
    """
    chosen = sorted(options(run.scheme), key=lambda one: (one.of, one.key))
    rows = [_compared(run, option) for option in chosen]
    names = ("units_moved", "people_better", "people_worse", "breaches", *(f"more_{grade}" for grade in _grades(run)))
    schema = {
        **dict.fromkeys(("of", "key", "value"), pl.String()),
        "refused": pl.Boolean(),
        **dict.fromkeys(names, pl.Int64()),
        "difference": pl.Decimal(38, 2),
    }
    return pl.DataFrame(rows, schema=schema)


def _grades(run: ReportedRun) -> tuple[str, ...]:
    return run.scheme.quotas.grades if run.scheme.quotas else ()


def _compared(run: ReportedRun, option: Option) -> dict[str, object]:
    head = {"of": option.of, "key": option.key, "value": option.value}
    try:
        results = calculated(run.inputs, option.scheme(run.scheme))
    except Refused:
        return {**head, "refused": True}
    return {**head, "refused": False, **_moved(run, results)}


def _moved(run: ReportedRun, results: Results) -> dict[str, object]:
    units = run.results["unit_results"].join(results.unit_results, on="unit_id", suffix="_then")
    places = {grade: place for place, grade in enumerate(_grades(run))}
    index = pl.col("individual_grade", "individual_grade_then").replace_strict(
        places, default=None, return_dtype=pl.Int64
    )
    people = run.results["person_results"].join(results.person_results, on="person_id", suffix="_then")
    then, now = pl.col("individual_grade_then"), pl.col("individual_grade")
    moved = people.with_columns(index)
    counts = people.select(
        ((then == grade).sum().cast(pl.Int64) - (now == grade).sum().cast(pl.Int64)).alias(f"more_{grade}")
        for grade in places
    )
    amounts = [table.select(scaled("amount", 2, 2).sum()).item() for table in (results.payroll, run.results["payroll"])]
    difference = pl.select(shown(pl.lit(amounts[0] - amounts[1], pl.Int128), 2)).item()
    return {
        "units_moved": units.filter(pl.col("grade") != pl.col("grade_then")).height,
        "people_better": moved.filter(then < now).height,
        "people_worse": moved.filter(then > now).height,
        "breaches": results.quotas["breach"].count(),
        **(counts.row(0, named=True) if places else {}),
        "difference": difference,
    }
