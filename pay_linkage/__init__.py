"""pay-linkage: from the yearly results of organisational units to people's performance pay.

``run_cycle(scheme, inputs, cycle, store)`` runs a cycle and returns the run's folder; see ``pay_linkage.year_end``.
``what_if(run, settings, store)`` tells what a run would come to otherwise; see ``pay_linkage.scenarios``.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pay_linkage.scenarios import what_if
    from pay_linkage.year_end import run_cycle

__all__ = ["run_cycle", "what_if"]
ROOMS = {"run_cycle": "pay_linkage.year_end", "what_if": "pay_linkage.scenarios"}


def __getattr__(name: str) -> Any:
    """Import a function only when it is asked for, so that ``pay-linkage --help`` answers at once."""
    if name in ROOMS:
        return getattr(import_module(ROOMS[name]), name)
    raise AttributeError(name)
