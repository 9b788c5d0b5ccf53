"""Why an assignment has its share of the cycle: the months or days that it holds (rulebook §6)."""

from __future__ import annotations

from datetime import date
from itertools import groupby

from contracts.words import Words
from pay_linkage.explanation.formula import Rounding, number
from pay_linkage.explanation.node import Fact, Node
from pay_linkage.explanation.texts import as_words, column, listed, said
from pay_linkage.explanation.unit_inputs import Row
from pay_linkage.explanation.workings import Workings
from pay_linkage.rules.time_share import reference_days, time_parts

SHARE = Rounding(6)


def time_share(of: Workings, line: Row) -> Node:
    """Months held ÷ 12, or days held ÷ days of the year; shown half up to 6 decimals, exact inside."""
    rule = of.scheme.linkage.time_share
    parts = time_parts(rule, of.cycle)
    return Node(
        column("time_share"),
        line["time_share"],
        fact=Fact("pay_lines", (line["person_id"], line["start_date"]), "time_share"),
        formula=number(line["time_units"]) / number(parts),
        rounding=SHARE,
        notes=(_held_months(of, line) if rule.by == "month" else _held_days(of, line),),
        section="§6",
        source=rule.source,
    )


def _held_months(of: Workings, line: Row) -> Words:
    rule = of.scheme.linkage.time_share
    end = line["end_date"] or date.max
    days = reference_days(rule, of.cycle)
    months = [month for month, day in enumerate(days, start=1) if line["start_date"] <= day <= end]
    key = "months_held" if months else "no_month_held"
    if rule.reference_day == "last":
        return said(f"{key}_last", months=_ranges(months))
    return said(key, day=rule.reference_day, months=_ranges(months))


def _ranges(months: list[int]) -> Words:
    """Months as ranges: 1, 2, 3, 7 → 1–3, 7."""
    runs = [[month for _, month in run] for _, run in groupby(enumerate(months), key=lambda pair: pair[1] - pair[0])]
    return listed([as_words(f"{run[0]}–{run[-1]}" if len(run) > 1 else f"{run[0]}") for run in runs])


def _held_days(of: Workings, line: Row) -> Words:
    first = max(line["start_date"], date(of.cycle, 1, 1))
    last = min(line["end_date"] or date.max, date(of.cycle, 12, 31))
    return said("days_held", first=first, last=last)
