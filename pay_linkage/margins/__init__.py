"""Margins: how far every unit and every person stood from the next better and the next worse result.

Belongs here: for one input value, all else as it is, the finitely many values at which any comparison of the rulebook
turns out differently (its breakpoints, solved for exactly), and the nearest of them beyond which the rules themselves
give another grade or rank. Stays out: how a margin looks (``cli``, ``report``), and several values at once (what-if).
"""

from __future__ import annotations

from pay_linkage.margins.person_margins import PERSON_MARGINS, person_margins
from pay_linkage.margins.unit_margins import UNIT_MARGINS, edge_margins, unit_margins

__all__ = ["PERSON_MARGINS", "UNIT_MARGINS", "edge_margins", "person_margins", "unit_margins"]
