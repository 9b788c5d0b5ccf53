"""The publications' files: every one as the log says it was written, and nothing among them that is not."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from contracts.problem import Problem
from pay_linkage.ledger.path_problem import path_problem
from pay_linkage.ledger.publication_files import FOLDER, folder_name
from pay_linkage.ledger.verification.image import Image
from pay_linkage.runs import Store


def handed_over_findings(store: Store, image: Image) -> Iterator[Problem]:
    """Files of publications that are missing, changed or unknown."""
    root = store.root / FOLDER
    known = {row["sequence"]: folder_name(row["sequence"], row["run_id"]) for row in image.tables["publications"]}
    written = [entry["payload"] for entry in image.entries_of("files_written")]
    logged = {payload.get("sequence"): payload.get("files") for payload in written}
    for sequence, name in known.items():
        yield from _folder_findings(root / name, logged.get(sequence) or {})
    for path in sorted(root.iterdir()) if root.is_dir() else []:
        if path.name not in known.values():
            yield path_problem("publication_folder_unknown", path, ledger=image.ledger)


def _folder_findings(folder: Path, expected: dict[str, str]) -> Iterator[Problem]:
    there = {path.name: path for path in folder.iterdir()} if folder.is_dir() else {}
    for name, sha256 in expected.items():
        if name not in there or not there[name].is_file():
            yield path_problem("verify_publication_file_missing", folder / name)
        elif hashlib.sha256(there[name].read_bytes()).hexdigest() != sha256:
            yield path_problem("publication_files_changed", folder / name)
    for name in sorted(there.keys() - expected.keys()):
        yield path_problem("verify_file_unknown", there[name])
