"""pay-linkage: from the yearly results of organisational units to people's performance pay.

``run_cycle(scheme, inputs, cycle, store)`` runs a cycle and returns the run's folder; see ``pay_linkage.year_end``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pay_linkage.year_end import run_cycle

__all__ = ["run_cycle"]


def __getattr__(name: str) -> Any:
    """Import the run only when it is asked for, so that ``pay-linkage --help`` answers at once."""
    if name == "run_cycle":
        from pay_linkage.year_end import run_cycle  # noqa: PLC0415

        return run_cycle
    raise AttributeError(name)
