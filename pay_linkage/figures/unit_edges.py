"""Which units stood at the edge of a grade, inside and outside, and by how little."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import polars as pl

from pay_linkage.figures.reported_run import ReportedRun
from pay_linkage.margins import edge_margins
from pay_linkage.schemes.grades import Grades

Row = dict[str, Any]
SCORE = pl.Decimal(38, 4)
EDGE = {
    "last_in": pl.String(),
    "last_in_score": SCORE,
    "first_out": pl.String(),
    "first_out_score": SCORE,
    "decided_by": pl.String(),
}
"""Who was the last to get a grade, and who the first to miss it; ``decided_by``: ``score``; ``tie_break`` where equal
scores were told apart by the next key; ``tie_rule`` where they were not; ``minimum`` where the one outside lacks the
grade's minimum score.
"""
MARGINS = {"spare": "worse_grade", "lacks": "better_grade"}
"""By how many points the last inside could fall, and the first outside would have to rise, for another grade: empty
where no points do it.
"""


def unit_edges(run: ReportedRun) -> pl.DataFrame:
    """Per category and grade but the last: ``EDGE`` in unit_ids, of units that neither failed nor are barred from it,
    with ``spare`` and ``lacks`` (``MARGINS``).

    A grade that nobody got, or that nobody missed, has no edge.
    """
    results = run.results["unit_results"].sort("rank", "unit_id")
    rows = [
        (name, *edge)
        for name, category in run.scheme.categories.items()
        for edge in _edges(results.filter(pl.col("category") == name, ~pl.col("failed")), category.grades)
    ]
    edges = pl.DataFrame(rows, schema={"category": pl.String(), "grade": pl.String(), **EDGE}, orient="row")
    units = {"spare": "last_in", "lacks": "first_out"}
    asked = {target: set(edges[units[name]]) for name, target in MARGINS.items()}
    found = edge_margins(run.scored, run.scheme, asked)
    for name, target in MARGINS.items():
        unit = units[name]
        own = found.filter(pl.col("target") == target).select(
            pl.col("unit_id").alias(unit), pl.col("needed_change").alias(name)
        )
        edges = edges.join(own, on=unit, how="left", maintain_order="left")
    return edges


def _edges(units: pl.DataFrame, grades: Grades) -> Iterator[tuple[object, ...]]:
    """One row a grade; ``units`` are in their order."""
    for place, grade in enumerate(grades.names[:-1]):
        got, missed = pl.col("grade") == grade, pl.col("grade").is_in(grades.names[place + 1 :])
        competed = ~pl.col("barred") if grade in grades.veto_bars else pl.lit(value=True)
        inside, outside = units.filter(got).tail(1), units.filter(missed & competed).head(1)
        if inside.height and outside.height:
            last, first = inside.row(0, named=True), outside.row(0, named=True)
            minimum = grades.minimum_score.get(grade)
            yield (
                *(grade, last["unit_id"], last["final_score"], first["unit_id"], first["final_score"]),
                _decided_by(last, first, minimum),
            )


def _decided_by(last: Row, first: Row, minimum: Decimal | None) -> str:
    if minimum is not None and first["final_score"] < minimum:
        return "minimum"
    if last["final_score"] != first["final_score"]:
        return "score"
    return "tie_rule" if last["rank"] == first["rank"] else "tie_break"
