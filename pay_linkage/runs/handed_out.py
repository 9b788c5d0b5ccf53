"""A file for somebody outside the store: private, whole, and never in the place of another one."""

from __future__ import annotations

from pathlib import Path

from contracts.problem import Place, Problem, Refused
from pay_linkage.runs import durable
from pay_linkage.runs.failure import coded


def refuse_taken(path: Path) -> None:
    """Raise ``Refused`` where there is something at ``path`` already: it may be somebody's work."""
    with coded(path):
        taken = path.exists() or path.is_symlink()
    if taken:
        raise Refused([Problem("output_taken", Place(str(path)))])


def hand_out(path: Path, data: bytes) -> None:
    """Write ``data`` to the new private file ``path``. Raises ``Refused`` where it is taken, else ``StoreFailure``."""
    refuse_taken(path)
    durable.write_file(path, data)
