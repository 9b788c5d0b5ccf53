"""The figures of a run's report: everything that the report shows and the result tables do not hold as such.

Belongs here: score parts, edges, shares, distributions, pools, counts and warnings, calculated exactly by the kernels
and rules that made the run. Stays out: how they look (``pay_linkage.report``), and new rules.
"""

from __future__ import annotations

from pay_linkage.figures.reported_run import ReportedRun, about_to_be_written, as_stored

__all__ = ["ReportedRun", "about_to_be_written", "as_stored"]
