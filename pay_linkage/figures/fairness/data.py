"""Everything that a fairness page shows, put together."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from pay_linkage.figures.fairness.distributions import distribution
from pay_linkage.figures.fairness.options import compared_options
from pay_linkage.figures.fairness.rounding import lost_places
from pay_linkage.figures.fairness.traits import traits
from pay_linkage.figures.groups import NO_EDGES, group_edges
from pay_linkage.figures.report_data import code_names, run_facts
from pay_linkage.figures.reported_run import ReportedRun
from pay_linkage.figures.selection import first_rows
from pay_linkage.figures.small_numbers import FEWEST, FEWEST_IN_QUARTERS, QUARTILE_STEP
from pay_linkage.figures.ties import TIES, person_ties
from pay_linkage.report.fairness.data import FairnessData


def fairness_data(run: ReportedRun, by: Sequence[str] = (), further: pl.DataFrame | None = None) -> FairnessData:
    """The data of a fairness page; ``by`` and ``further`` as in ``traits``. Raises ``Refused`` for unknown columns."""
    quotas, grades = run.scheme.quotas, run.scheme.individual_grades
    found = traits(run, by, further)
    edges = group_edges(run, quotas) if quotas else NO_EDGES.to_frame()
    return FairnessData(
        run=run_facts(run),
        names=code_names(run, with_names=False),
        grades=grades,
        distributions={str(one["column"][0]): distribution(run, one, grades) for one in found if one.height},
        lost=lost_places(run, quotas) if quotas else None,
        edges=edges.height,
        ties=first_rows(person_ties(run, quotas, edges) if quotas else TIES.to_frame()),
        options=compared_options(run),
        hidden_below=FEWEST,
        quartiles_from=FEWEST_IN_QUARTERS,
        quartile_step=QUARTILE_STEP,
    )
