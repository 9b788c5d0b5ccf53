"""Corrections: what appeals, late decisions and revoked sanctions change in a run's inputs (rulebook §8).

Belongs here: reading a corrections file, checking it against the tables that it speaks of, applying it, remembering
which cell was corrected by which line, cells that are only assumed, and the template (in ``template``, which alone
needs openpyxl). Stays out: calculating with the corrected tables (the chain), who may lose by an appeal
(``rules.delta``).
"""

from __future__ import annotations

from pay_linkage.corrections.assumed import CellSetting, assumed
from pay_linkage.corrections.corrected import Corrected, corrected
from pay_linkage.corrections.corrected_cells import CELLS, relocated
from pay_linkage.corrections.corrections_file import corrections_file

__all__ = [
    "CELLS",
    "CellSetting",
    "Corrected",
    "assumed",
    "corrected",
    "corrections_file",
    "relocated",
]
