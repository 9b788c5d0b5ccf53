"""Scenarios: what a cycle would come to if something were otherwise; nothing is written, nothing can be published.

Belongs here: what is assumed (``setting``), calculating it on a run's own inputs, comparing it with the run by the same
machinery as a rerun, and laying that out. Stays out: the rules, the store, the ledger; a scenario is no run.
"""

from __future__ import annotations

from pay_linkage.scenarios.appeal import BlastRadius, blast_radius
from pay_linkage.scenarios.appeal_documents import appeal_documents
from pay_linkage.scenarios.comparison import WhatIf, assumed_of, what_if
from pay_linkage.scenarios.documents import scenario_documents, scheme_documents
from pay_linkage.scenarios.record import appeal_record, scenario_record, scheme_record
from pay_linkage.scenarios.scenario import Scenario
from pay_linkage.scenarios.scenarios_file import scenarios_file
from pay_linkage.scenarios.setting import Setting, typed_settings
from pay_linkage.scenarios.two_schemes import SchemeOrder, TwoSchemes, two_schemes
from pay_linkage.scenarios.words import marked_path

__all__ = [
    "BlastRadius",
    "Scenario",
    "SchemeOrder",
    "Setting",
    "TwoSchemes",
    "WhatIf",
    "appeal_documents",
    "appeal_record",
    "assumed_of",
    "blast_radius",
    "marked_path",
    "scenario_documents",
    "scenario_record",
    "scenarios_file",
    "scheme_documents",
    "scheme_record",
    "two_schemes",
    "typed_settings",
    "what_if",
]
