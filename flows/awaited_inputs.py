"""Inputs that may come late: a scheduled run waits for them, reminds once, and then fails with a sentence."""

from __future__ import annotations

import time
from pathlib import Path

from prefect.events import emit_event

from contracts.problem import Place, Problem, Refused

LOOK_EVERY = 30.0
"""Seconds between two looks."""


def await_inputs(inputs: str, minutes: int) -> None:
    """Return as soon as the inputs are there; after ``minutes`` without them, raise ``Refused``."""
    deadline = time.monotonic() + 60 * minutes
    reminded = False
    while not Path(inputs).exists():
        if not reminded and minutes:
            emit_event("pay-linkage.inputs-awaited", resource={"prefect.resource.id": f"pay-linkage.inputs.{inputs}"})
            reminded = True
        if time.monotonic() >= deadline:
            raise Refused([Problem("inputs_not_there", Place(inputs), facts={"minutes": str(minutes)})])
        time.sleep(min(LOOK_EVERY, max(deadline - time.monotonic(), 0.1)))
