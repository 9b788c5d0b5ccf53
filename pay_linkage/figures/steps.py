"""The chain with its counts: how many rows, units, people and lines each step took and gave."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from contracts.tables import INPUT_TABLES
from pay_linkage.figures.reported_run import ReportedRun
from pay_linkage.report.data import Step


def steps(run: ReportedRun) -> tuple[Step, ...]:
    """Inputs → scores → rating → adjustment → unit grades → individual grades → pay lines → payroll."""
    scheme = run.scheme
    units, persons, payroll = (run.results[name] for name in ("unit_results", "person_results", "payroll"))
    rows = {name: run.inputs.table(name).height for name in INPUT_TABLES}
    return (
        Step("inputs", sum(rows.values()), {name: count for name, count in rows.items() if count}, "tables"),
        Step("scores", units.height, {"ballots_cast": int(run.inputs.ballots["votes"].sum() or 0)}),
        Step("rating", units["rating_total"].count(), _rating(units)),
        Step("adjustment", _number(units, pl.col("bonus") + pl.col("deduction") != 0), _adjustment(run, units)),
        Step("grades", units.height, _sizes(units["grade"], scheme.unit_grades), "grades"),
        Step(
            "people", persons.height, _sizes(persons["individual_grade"], scheme.individual_grades), "individual_grades"
        ),
        Step("lines", run.results["pay_lines"].height, _lines(run.results["pay_lines"])),
        Step("payroll", payroll.height, _payroll(payroll)),
    )


def _rating(units: pl.DataFrame) -> Mapping[str, int]:
    gained = pl.col("places_gained")
    return {
        "above_one": _number(units, pl.col("coefficient") > 1),
        "below_one": _number(units, pl.col("coefficient") < 1),
        "places_gained": _number(units, gained > 0),
        "places_lost": _number(units, gained < 0),
    }


def _adjustment(run: ReportedRun, units: pl.DataFrame) -> Mapping[str, int]:
    return {
        "events": run.inputs.events.height,
        "with_bonus": _number(units, pl.col("bonus") > 0),
        "with_deduction": _number(units, pl.col("deduction") > 0),
        "barred": _number(units, pl.col("barred")),
        "failed": _number(units, pl.col("failed")),
    }


def _lines(lines: pl.DataFrame) -> Mapping[str, int]:
    person = pl.col("person_id")  # the lines are in the order of their key, so a person's stand together
    several = _number(lines, (person == person.shift(-1)) & person.ne_missing(person.shift(1)))
    return {"several_lines": several, "without_time": _number(lines, pl.col("time_share") == 0)}


def _payroll(payroll: pl.DataFrame) -> Mapping[str, int]:
    return {"held": _number(payroll, pl.col("held") > 0), "paid_nothing": _number(payroll, pl.col("amount") == 0)}


def _sizes(values: pl.Series, order: Sequence[str]) -> Mapping[str, int]:
    """How often each value of ``order`` occurs."""
    return {value: int((values == value).sum() or 0) for value in order}


def _number(frame: pl.DataFrame, fact: pl.Expr) -> int:
    return frame.filter(fact).height
