"""What whoever signs the run has to look at: what stops a publication first, then what is unusual, then notes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

import polars as pl

from contracts.words import Words
from pay_linkage.figures.reported_run import ReportedRun
from pay_linkage.report.data import Pools, Severity, Warned

NAMED = 6
"""So many are named; of further ones the number is told."""
SEVERITIES: tuple[Severity, ...] = ("stop", "look", "note")


def warnings(run: ReportedRun, units: pl.DataFrame, people: pl.DataFrame, pools: Pools | None) -> list[Warned]:
    """All warnings of a run, those that matter most first; ``units`` and ``people`` are tied (``figures.ties``)."""
    found = [
        *_breaches(run),
        *_units(run),
        *_ties(units, people),
        *_pools(pools),
        *_money(run),
        *(Warned(code, "note", {}) for code in run.left_out.values()),
    ]
    return sorted(found, key=lambda warned: SEVERITIES.index(warned.severity))


def _breaches(run: ReportedRun) -> Iterator[Warned]:
    broken = run.results["quotas"].filter(pl.col("breach").is_not_null())
    yield from _listed("breach", "stop", [f"{row['group']} ({row['breach']})" for row in broken.rows(named=True)])


def _units(run: ReportedRun) -> Iterator[Warned]:
    units = run.results["unit_results"].join(run.inputs.units.select("unit_id", "unit_name"), on="unit_id")
    for code, fact in (("failed", "failed"), ("barred", "barred"), ("interview", "interview")):
        yield from _listed(code, "look", _named(units.filter(pl.col(fact))))
    staffed = run.results["person_results"]["unit_id"].implode()
    empty = units.filter(~pl.col("unit_id").is_in(staffed))
    yield from _listed("unit_without_people", "note", _named(empty))


def _named(units: pl.DataFrame) -> list[str]:
    """Ids with names."""
    return units.select(pl.concat_str("unit_id", "unit_name", separator=" ")).to_series().to_list()


def _ties(units: pl.DataFrame, people: pl.DataFrame) -> Iterator[Warned]:
    yield from _listed("unit_tie", "look", [" = ".join(tied) for tied in units["unit_ids"].to_list()])
    if people.height:
        yield Warned("person_tie", "look", {"count": people.height})


def _money(run: ReportedRun) -> Iterator[Warned]:
    payroll = run.results["payroll"]
    held = payroll.filter(pl.col("held") > 0)
    if held.height:
        yield Warned("held", "look", {"count": held.height, "amount": f"{Decimal(held['held'].sum()):,}"})
    nothing = payroll.filter(pl.col("amount") == 0).height
    if nothing:
        yield Warned("paid_nothing", "note", {"count": nothing})


def _pools(pools: Pools | None) -> Iterator[Warned]:
    if pools is None or pools.mode != "cap":
        return
    scaled = pools.shown.rows.filter(pl.col("scale").is_not_null())
    if scaled.height:
        yield Warned("pool_scaled", "look", {"count": scaled.height, "lowest": str(scaled["scale"].min())})


def _listed(code: str, severity: Severity, names: Sequence[str]) -> Iterator[Warned]:
    """One warning that names the first of those concerned; none where nobody is."""
    if not names:
        return
    more = len(names) - NAMED
    shown = Words(", ".join(names[:NAMED]), "、".join(names[:NAMED]))
    if more > 0:
        shown = Words(f"{shown.en} and {more} more", f"{shown.zh}，另有 {more} 个")
    yield Warned(code, severity, {"count": len(names), "names": shown})
