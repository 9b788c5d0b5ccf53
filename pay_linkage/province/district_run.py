"""One district's year end, which tells what became of it and raises nothing: no district stops another.

A run is found again by what it is made from (rulebook §8), so asking for a district that is done does nothing, and a
district whose worker died is simply done again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import date
from pathlib import Path

import polars as pl

from contracts.exit_status import DEFECT, REFUSED
from contracts.happened import happened
from contracts.problem import Place, Problem, Refused
from pay_linkage.bookkeeping import opened_ledger, record_lineage
from pay_linkage.intake import input_hashes
from pay_linkage.ledger import Ledger, LedgerFailure, last_publication
from pay_linkage.province.district import District
from pay_linkage.province.outcome import ZONE, Called, Count, Figures, Outcome, is_over
from pay_linkage.runs import Identity, Store, StoredRun, StoreFailure
from pay_linkage.schemes import read_scheme, scheme_bytes
from pay_linkage.schemes.names import Names
from pay_linkage.summary import breaches
from pay_linkage.year_end import Measured, year_end

MOST_PROBLEMS = 50
"""So many of a district's problems travel back; ``pay-linkage check`` lists them all."""


def settled(district: District, today: date) -> Outcome | None:
    """What became of the district if there is nothing to be done: its run is there, or its inputs are not."""
    if not Path(district.order.inputs).exists():
        return _without_inputs(district, today)
    return _told(district, today, lambda: _found(district))


def outcome_of(district: District, today: date) -> Outcome:
    """The district's run, found or made, entered into its ledger; or why there is none."""
    found = settled(district, today)
    if found is not None:
        return found
    return _told(district, today, lambda: _made(district)) or failed(district, today, (), DEFECT)


def failed(district: District, today: date, problems: tuple[Problem, ...], status: int, *happened: str) -> Outcome:
    """The outcome of a district without a run."""
    return Outcome(
        district.id,
        "failed",
        behind=is_over(district, today),
        problems=problems[:MOST_PROBLEMS],
        exit_status=status,
        happened=happened,
    )


def _without_inputs(district: District, today: date) -> Outcome:
    """Awaited until the due day is over; without a due day nobody said that they come later."""
    facts = {"due": district.due.isoformat() if district.due else "–"}
    place = Place("")
    if district.due is None or is_over(district, today):
        problem = Problem("district_inputs_missing", place, value=district.order.inputs, facts=facts)
        return failed(district, today, (problem,), REFUSED)
    problem = Problem("district_inputs_awaited", place, value=district.order.inputs, facts=facts)
    return Outcome(district.id, "awaited", problems=(problem,))


def _told(district: District, today: date, work: Callable[[], Outcome | None]) -> Outcome | None:
    """What ``work`` gives, or its failure as an outcome."""
    try:
        return work()
    except Refused as refusal:
        return failed(district, today, refusal.problems, REFUSED)
    except (StoreFailure, LedgerFailure) as failure:
        return failed(district, today, (failure.problem,), failure.exit_status)
    except Exception as error:  # noqa: BLE001  (a defect in one district must not stop the others; it is told)
        problem = Problem("district_defect", Place(district.id), facts={"cause": type(error).__name__})
        return failed(district, today, (problem,), DEFECT, *happened(error))


def _found(district: District) -> Outcome | None:
    order = district.order
    scheme = hashlib.sha256(scheme_bytes(order.scheme)).hexdigest()
    run = Store(order.store).find(Identity(order.cycle, scheme, input_hashes(order.inputs)))
    return None if run is None else _done(district, run.manifest.run_id, made=False)


def _made(district: District) -> Outcome:
    path = year_end(district.order, Measured())
    return _done(district, path.name, made=True)


def _done(district: District, run_id: str, *, made: bool) -> Outcome:
    """The run stands in the ledger too; its figures are those of the run that is paid, where one is published."""
    store, books = Store(district.order.store), opened_ledger(district.order.store, district.ledger)
    record_lineage(books, store, run_id)
    figures = _figures(store, books, run_id, district.order.cycle)
    late = district.due is not None and figures.made_on > district.due
    return Outcome(district.id, "done", figures, made=made, behind=late)


def _figures(store: Store, books: Ledger, run_id: str, cycle: int) -> Figures:
    published = last_publication(books, cycle)
    made_on = store.open(run_id).manifest.made.at.astimezone(ZONE).date()
    run = store.open(published.run_id if published else run_id)
    totals = run.manifest.control_totals
    return Figures(
        run_id=run.manifest.run_id,
        publication=published.sequence if published else None,
        scheme=run.manifest.scheme.name,
        made_on=made_on,
        people=totals.people,
        lines=totals.lines,
        cents=totals.cents,
        held_cents=totals.held_cents,
        unit_grades=_counts(run, "unit_results", pl.col("category"), "grade"),
        person_grades=_counts(run, "person_results", pl.lit(""), "individual_grade"),
        breaches=len(breaches(run)),
        called=_called(run),
    )


def _called(run: StoredRun) -> tuple[Called, ...]:
    scheme = read_scheme(run.scheme_bytes, run.scheme_name)
    names, grades = Names(scheme), (*scheme.unit_grades, *scheme.individual_grades)
    return (
        *(("category", code, names.category(code)) for code in scheme.categories),
        *(("grade", code, names.grade(code)) for code in dict.fromkeys(grades)),
    )


def _counts(run: StoredRun, table: str, category: pl.Expr, grade: str) -> tuple[Count, ...]:
    rows = run.table(table).select(category.alias("of"), pl.col(grade).fill_null("").alias("grade"))
    counted = rows.group_by("of", "grade").len().sort("of", "grade")
    return tuple((of, name, count) for of, name, count in counted.iter_rows())
