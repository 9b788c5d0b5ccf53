"""The chain of steps; the page lays it out itself, so it has neither chart nor table."""

from __future__ import annotations

from pay_linkage.report.data import ReportData
from pay_linkage.report.section import Section
from pay_linkage.report.words import said


def chain(data: ReportData) -> Section:  # noqa: ARG001  (all sections are made alike)
    """What the steps are about."""
    return Section("chain", said("lede", "chain"))
