"""An environment in which a Python process and its children note whom they call."""

from __future__ import annotations

import os
from pathlib import Path

WATCH = Path(__file__).parent / "watched_sockets"


def watched_environment(folder: Path) -> dict[str, str]:
    """The variables that set the watch; addresses are noted, one a line, in ``addresses.txt`` in the folder."""
    notes = folder / "addresses.txt"
    notes.touch()
    return {"PYTHONPATH": os.pathsep.join([str(WATCH), str(Path.cwd())]), "WATCHED_SOCKETS": str(notes)}
