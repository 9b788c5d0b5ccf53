"""Everything that a run's report shows, put together."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

import polars as pl

from contracts.words import Words, words_of
from pay_linkage.diff import Diff
from pay_linkage.figures.coefficients import by_band, coefficient_cells
from pay_linkage.figures.events import event_rows
from pay_linkage.figures.grade_shares import grade_shares
from pay_linkage.figures.groups import NO_EDGES, group_edges, group_rows
from pay_linkage.figures.movements import movements
from pay_linkage.figures.pay import pay_bins, quartiles
from pay_linkage.figures.pools import pool_rows
from pay_linkage.figures.reported_run import ReportedRun
from pay_linkage.figures.selection import MOST_UNITS, first_rows, fitting_groups, fitting_pools, fitting_units
from pay_linkage.figures.small_numbers import FEWEST
from pay_linkage.figures.steps import steps
from pay_linkage.figures.ties import TIES, person_ties, unit_ties
from pay_linkage.figures.unit_edges import unit_edges
from pay_linkage.figures.units import unit_rows
from pay_linkage.figures.warnings import warnings
from pay_linkage.report.data import Names, Pools, ReportData, RunFacts, Shown, Totals
from pay_linkage.schemes import Scheme
from pay_linkage.schemes.names import Names as CodeNames


def report_data(run: ReportedRun, moved: Diff | None = None, *, with_names: bool = False) -> ReportData:
    """The data of a report; ``moved`` is what a rerun changed, compared with its parent.

    People are named by their person_id alone unless ``with_names``.
    """
    with ThreadPoolExecutor(1, thread_name_prefix="edges") as beside:  # of units in Python, all others in Polars
        edges = beside.submit(unit_edges, run)
        groups, of_groups = _groups(run)
        tied = person_ties(run, run.scheme.quotas, of_groups) if run.scheme.quotas else TIES.to_frame()
        pools = _pools(run)
        units = unit_rows(run)
        each = units.height <= MOST_UNITS
        return ReportData(
            run=run_facts(run),
            totals=_totals(run),
            warnings=warnings(run, unit_ties(run), tied, pools),
            steps=steps(run),
            names=code_names(run, with_names=with_names),
            units=fitting_units(units),
            rated=_rated(run.scheme),
            grade_shares=grade_shares(run),
            groups=groups,
            group_edges=first_rows(of_groups),
            pay_bins=pay_bins(run, by_unit=each),
            quartiles=quartiles(run),
            coefficients=coefficient_cells(run, by_unit=each),
            by_band=by_band(run),
            pools=pools,
            events=first_rows(event_rows(run)),
            moved=movements(moved) if moved else None,
            hidden_below=FEWEST,
            unit_edges=edges.result(),
        )


def run_facts(run: ReportedRun) -> RunFacts:
    """What the run is, and what it was made from."""
    identity, scheme = run.identity, run.scheme
    return RunFacts(
        run_id=identity.run_id,
        cycle=identity.cycle,
        scheme=scheme.scheme,
        title=words_of(scheme.title),
        scheme_sha256=identity.scheme,
        version=identity.version,
        parent=identity.parent,
        inputs=dict(sorted(identity.inputs.items())),
    )


def _totals(run: ReportedRun) -> Totals:
    payroll, zero = run.results["payroll"], Decimal("0.00")
    amount, held = (Decimal(payroll[name].sum() or zero) for name in ("amount", "held"))
    return Totals(payroll.height, run.results["pay_lines"].height, amount, held, run.results["unit_results"].height)


def code_names(run: ReportedRun, *, with_names: bool) -> Names:
    """What the codes of a run are called."""
    known, scheme = CodeNames(run.scheme), run.scheme
    people = run.inputs.people.select("person_id", "person_name").iter_rows()
    units = run.inputs.units.select("unit_id", name=pl.concat_str("unit_id", "unit_name", separator=" ")).iter_rows()
    return Names(
        categories={name: known.category(name) for name in scheme.categories},
        units={unit: Words(name, name) for unit, name in units},
        grades={grade: known.grade(grade) for grade in scheme.unit_grades},
        bands={band: known.band(band) for band in _bands(scheme)},
        individual_grades={grade: known.grade(grade) for grade in scheme.individual_grades},
        events={code: known.event(code) for code in (*scheme.events, *scheme.contests)},
        persons=dict(people) if with_names else None,
    )


def _bands(scheme: Scheme) -> tuple[str, ...]:
    ratings = [category.rating for category in scheme.categories.values() if category.rating]
    return tuple(dict.fromkeys(band for rating in ratings for band in rating.bands or ()))


def _rated(scheme: Scheme) -> tuple[str, ...]:
    """Categories whose units have a coefficient from a rating."""
    return tuple(
        name for name, category in scheme.categories.items() if category.rating and category.rating.coefficient
    )


def _groups(run: ReportedRun) -> tuple[Shown | None, pl.DataFrame]:
    quotas = run.scheme.quotas
    if quotas is None:
        return None, NO_EDGES.to_frame()
    return fitting_groups(run, group_rows(run)), group_edges(run, quotas)


def _pools(run: ReportedRun) -> Pools | None:
    rule = run.scheme.linkage.pool
    return Pools(fitting_pools(pool_rows(run, rule)), rule.mode, rule.scope) if rule else None
