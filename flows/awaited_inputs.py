"""Inputs that may come late: a scheduled run waits for them, reminds, and fails with a sentence in the end."""

from __future__ import annotations

import time
from pathlib import Path

from contracts.problem import Place, Problem, Refused
from flows.told import tell

LOOK_EVERY = 30.0
"""Seconds between two looks."""
REMIND_EVERY = 4 * 3600.0
"""Seconds between two reminders."""
SETTLED = 10.0
"""Seconds without a change after which inputs are taken to be copied as a whole."""


def await_inputs(inputs: str, minutes: int) -> None:
    """Return as soon as the inputs are there and nobody is still copying; after ``minutes``, raise ``Refused``."""
    start = time.monotonic()
    reminded = start - REMIND_EVERY
    before = None
    while True:
        found = state_of(Path(inputs))
        if found and (found == before or not minutes or settled_since(found) >= SETTLED):
            return
        passed = time.monotonic() - start
        if passed >= 60 * minutes:
            raise Refused([Problem("inputs_not_there", Place(inputs), facts={"minutes": str(minutes)})])
        if not found and time.monotonic() - reminded >= REMIND_EVERY:
            tell("inputs-awaited", "inputs", inputs, minutes_left=str(int(minutes - passed / 60)))
            reminded = time.monotonic()
        before = found
        time.sleep(min(SETTLED if found else LOOK_EVERY, max(60 * minutes - passed, 0.1)))


def state_of(inputs: Path) -> tuple[tuple[str, int, int], ...]:
    """Name, size and time of change of the file, or of each file in the folder; nothing where there is none."""
    if not inputs.exists():
        return ()
    files = sorted(inputs.iterdir()) if inputs.is_dir() else [inputs]
    return tuple((file.name, file.stat().st_size, file.stat().st_mtime_ns) for file in files)


def settled_since(found: tuple[tuple[str, int, int], ...]) -> float:
    """Seconds since the last change; below 0 where a file is dated in the future."""
    return time.time() - max(changed for _, _, changed in found) / 1e9
