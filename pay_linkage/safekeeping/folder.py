"""A backup's folder: a store with its ledger as an SQLite file, and ``backup.json`` with the hash of every file."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from contracts.problem import Place, Problem, Refused
from contracts.words import Words
from pay_linkage.confinement.plain_file import plain_bytes
from pay_linkage.gate.kept import FOLDER as GATES
from pay_linkage.handover.receipt import FOLDER as EXPORTS
from pay_linkage.ledger.ledger import FILE as LEDGER
from pay_linkage.runs import Folder, durable
from pay_linkage.runs.canonical import canonical_json, sha256
from pay_linkage.runs.failure import coded

BESIDE_RUNS = (EXPORTS, GATES)
"""Folders of the store that hold a folder for each run beside ``runs``: what was handed over, and what was judged."""
CONTENT = "backup.json"
MISSING = Words("missing", "缺少该文件")
UNKNOWN = Words("unknown: the backup does not list it", "多出的文件，备份清单中没有")
CHANGED = Words("changed", "内容已改动")
FORMAT = 1


def files_below(folder: Path) -> list[Path]:
    """Every file below the folder, as paths inside it, in order. Raises ``StoreFailure``."""
    with coded(folder):
        return sorted(path.relative_to(folder) for path in folder.rglob("*") if not path.is_dir())


def copy_files(target: Path, files: Iterable[tuple[Path, Folder]]) -> int:
    """Copy files (path inside, where it is read), private and synced, into the new folder ``target``: their number."""
    folders, number = {target}, 0
    for inside, file in files:
        with coded(file):
            data = plain_bytes(file) if isinstance(file, Path) else file.read_bytes()
        durable.ensure_folder((target / inside).parent)
        durable.write_file(target / inside, data)
        folders.add((target / inside).parent)
        number += 1
    for folder in folders:
        durable.sync_folder(folder)
    return number


def write_content(folder: Path, version: str, log_hash: str) -> None:
    """Seal the folder: which files it holds, when and by which version, and the hash of the ledger's log."""
    files = {str(path): sha256((folder / path).read_bytes()) for path in files_below(folder)}
    at = datetime.now(UTC).isoformat(timespec="seconds")
    content = {"format": FORMAT, "made_at": at, "version": version, "log_hash": log_hash, "files": files}
    durable.write_file(folder / CONTENT, canonical_json(content))


def checked_files(folder: Path) -> list[Path]:
    """The backup's files. Raises ``Refused`` where it is none, or where a file is missing, changed, or one too many."""
    files = _content(folder)
    there = {str(path) for path in files_below(folder)} - {CONTENT}
    faults = dict.fromkeys(files.keys() - there, MISSING) | dict.fromkeys(there - files.keys(), UNKNOWN)
    for name in files.keys() & there:
        with coded(folder / name):
            if sha256(plain_bytes(folder / name)) != files[name]:
                faults[name] = CHANGED
    if faults:
        raise Refused(
            Problem("backup_damaged", Place(str(folder / name)), facts={"fault": fault.en, "fault_zh": fault.zh})
            for name, fault in sorted(faults.items())
        )
    return [Path(name) for name in sorted(files)]


def _content(folder: Path) -> dict[str, str]:
    try:
        content = json.loads(plain_bytes(folder / CONTENT))
        files: dict[str, str] = content["files"]
        inside = all(not Path(name).is_absolute() and ".." not in Path(name).parts for name in files)
        if content["format"] == FORMAT and LEDGER in files and inside:
            return files
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        pass
    raise Refused([Problem("backup_none", Place(str(folder)))])
