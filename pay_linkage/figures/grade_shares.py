"""How the units are spread over the grades, beside the shares that the scheme sets."""

from __future__ import annotations

import polars as pl

from pay_linkage.figures.reported_run import ReportedRun
from pay_linkage.kernels.exact import half_up, shown, whole
from pay_linkage.rules.unit_grade import unit_places

ROUNDED = 10**4


def grade_shares(run: ReportedRun) -> pl.DataFrame:
    """Per category and grade: share (as set), places (of the set share, before anything is placed), units_graded,
    actual (their share, half up to 4 decimals).
    """
    results = run.results["unit_results"]
    rows = []
    for name, category in run.scheme.categories.items():
        grades = results.filter(pl.col("category") == name)["grade"]
        if grades.is_empty():
            continue
        places = unit_places(len(grades), 0, category.grades).row(0)
        rows += [
            (name, grade, share, count, int((grades == grade).sum()), len(grades))
            for (grade, share), count in zip(category.grades.shares.items(), places, strict=True)
        ]
    names = {"category": pl.String(), "grade": pl.String(), "share": pl.Decimal(38, 6)}
    counts = dict.fromkeys(("places", "units_graded", "all_units"), pl.Int64())
    frame = pl.DataFrame(rows, schema={**names, **counts}, orient="row")
    actual = half_up(pl.col("units_graded").cast(pl.Int128) * whole(ROUNDED), pl.col("all_units").cast(pl.Int128))
    return frame.with_columns(shown(actual, 4).alias("actual"))
