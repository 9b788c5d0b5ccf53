"""The fairness page: distributions, what rounding takes, ties, and the scheme's other options."""

from __future__ import annotations

import polars as pl

from pay_linkage.report.fairness.data import FairnessData
from pay_linkage.report.fairness.distributions import distributions
from pay_linkage.report.fairness.options import options
from pay_linkage.report.fairness.rounding import rounding
from pay_linkage.report.fairness.ties import ties
from pay_linkage.report.page import Figure, Page, page_html
from pay_linkage.report.section import Section
from pay_linkage.report.words import said


def fairness_html(data: FairnessData) -> bytes:
    """The page as an HTML file in UTF-8; the same data give the same bytes."""
    title = said("fairness", "title", cycle=str(data.run.cycle))
    return page_html(Page(title, data.run, data.names, _figures(data), fairness_sections(data)))


def fairness_sections(data: FairnessData) -> list[Section]:
    """The page's sections in their order."""
    return [distributions(data), rounding(data), ties(data), options(data)]


def _figures(data: FairnessData) -> list[Figure]:
    people = next(iter(data.distributions.values()))["people"].sum() if data.distributions else 0
    found = [("people", f"{people:,}")]
    if data.lost is not None:
        best = data.lost.filter(pl.col("grade") == data.grades[0])
        found += [("lost", f"{best['lost'].sum()}"), ("without", f"{best['without'].sum():,}")]
    found += [("edges", f"{data.edges:,}"), ("tied_edges", f"{data.ties.total:,}")]
    best_grade = data.names.individual_grades[data.grades[0]]
    return [Figure(key, said("fairness_totals", key, grade=best_grade), text) for key, text in found]
