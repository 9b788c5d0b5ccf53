"""How many cases a property is tried on: few in every test run, as many as wished with PAY_LINKAGE_CASES."""

from __future__ import annotations

import os


def cases_wanted(usual: int) -> int:
    """The number in the environment, else the usual one."""
    return int(os.environ.get("PAY_LINKAGE_CASES", usual))
