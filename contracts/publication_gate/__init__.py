"""The publication gate: files that leave are read back from disk and held against what they must hold.

Belongs here: what a file promises (``promise``), reading it as text with its cells' types, and the Great Expectations
suite that every promise gives. Stays out: where a promise comes from (``pay_linkage.gate``); this room knows no run.

Great Expectations takes seconds to import, pandas one: import this package only where a gate is asked for. Nothing of
people's data leaves it but row numbers and person_id: results are asked for without values, analytics are off.
"""

from __future__ import annotations

from contracts.publication_gate.check import Check, GateReport, Spot
from contracts.publication_gate.judged import judged_file, judged_tables
from contracts.publication_gate.promise import CsvForm, PromisedColumn, PromisedFile, PromisedSheet, Sum
from contracts.publication_gate.table_checks import TableCheck
from contracts.publication_gate.verdicts import Judge

__all__ = [
    "Check",
    "CsvForm",
    "GateReport",
    "Judge",
    "PromisedColumn",
    "PromisedFile",
    "PromisedSheet",
    "Spot",
    "Sum",
    "TableCheck",
    "judged_file",
    "judged_tables",
]
