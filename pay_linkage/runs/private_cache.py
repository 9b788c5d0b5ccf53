"""A private folder of the user's own on this machine, for what is gone when the work is done."""

from __future__ import annotations

import os
from pathlib import Path

from pay_linkage.runs import durable


def private_cache(name: str) -> Path:
    """The folder ``name`` in the user's cache (``$XDG_CACHE_HOME``), made where it is missing."""
    cache = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    folder = Path(cache) / "pay-linkage" / name
    durable.ensure_folder(folder)
    return folder
