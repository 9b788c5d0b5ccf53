"""The scheme for a large district: ``dinghai-2018-indirect`` with smaller steps a rank.

With thousands of units in a category, half a percent a rank would turn coefficients negative. Here the first and the
last unit get about what they got in 2018; a step cannot be smaller than 0.00001.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from pay_linkage.schemes import scheme_bytes

BUILTIN = "dinghai-2018-indirect"
NAME = "large-district"
STEPS = {"township": (500, 11), "organ": (200, 29)}
"""Category → step in 10^-5 and units, in the built-in scheme, in its order."""


def scheme_text(units: Mapping[str, int]) -> str:
    """The scheme as YAML for so many units per category."""
    text = scheme_bytes(BUILTIN).decode().replace(f"scheme: {BUILTIN}", f"scheme: {NAME}", 1)
    steps = iter([_step(category, units.get(category, 0)) for category in STEPS])
    text, found = re.subn(r"(?m)^( +step: ).*$", lambda line: f"{line[1]}{next(steps)}", text)
    if found != len(STEPS):
        raise ValueError(f"{BUILTIN} has {found} steps, not {len(STEPS)}")
    return text


def _step(category: str, units: int) -> str:
    step, usual = STEPS[category]
    parts = step if units <= usual else max(1, step * (usual - 1) // (units - 1))
    return f"0.{parts:05d}"
