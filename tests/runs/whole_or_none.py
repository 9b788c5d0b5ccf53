"""What every test of crashes and failures asks of a store."""

from __future__ import annotations

import hashlib
import stat
from pathlib import Path

from pay_linkage.runs import Store


def file_hashes(folder: Path) -> dict[str, str]:
    """Relative path → SHA-256 of every file below the folder."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def whole_runs(root: Path) -> int:
    """How many runs the store has; each has been found whole: every file there, unchanged, and no other."""
    store = Store(root)
    for manifest in store.runs():
        run = store.open(manifest.run_id)
        hashes = file_hashes(run.path)
        del hashes["manifest.json"]
        assert hashes == manifest.files
    return len(store.runs())


def staging_names(root: Path) -> list[str]:
    """What stands in the staging folder."""
    staging = root / "staging"
    return sorted(path.name for path in staging.iterdir()) if staging.exists() else []


def modes(root: Path) -> tuple[set[str], set[str]]:
    """The rights of all files and of all folders of the store, itself included."""
    paths = [root, *root.rglob("*")]
    shown = [(path.is_dir(), oct(stat.S_IMODE(path.stat().st_mode))) for path in paths]
    return {mode for folder, mode in shown if not folder}, {mode for folder, mode in shown if folder}
