"""The publications' files: every one as the log says it was written, and nothing among them that is not."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence

from contracts.problem import Problem
from pay_linkage.ledger.path_problem import path_problem
from pay_linkage.ledger.publication_files import FOLDER, TOTALS, folder_name
from pay_linkage.ledger.verification.image import Image
from pay_linkage.runs import Folder, Store, StoreFailure


def handed_over_findings(store: Store, image: Image) -> Iterator[Problem]:
    """Files of publications that are missing, changed or unknown, or that tell of another log."""
    names = store.place.names(FOLDER)
    known = {row["sequence"]: folder_name(row["sequence"], row["run_id"]) for row in image.tables["publications"]}
    written = [entry["payload"] for entry in image.entries_of("files_written")]
    logged = {payload.get("sequence"): payload.get("files") for payload in written}
    for sequence, name in known.items():
        folder = store.place.folder(FOLDER, name) or store.place.at(FOLDER, name)
        yield from _folder_findings(folder, logged.get(sequence) or {})
    for name in names:
        if name not in known.values():
            yield path_problem("publication_folder_unknown", store.place.at(FOLDER, name), ledger=image.ledger)
    yield from _anchor_findings([store.place.folder(FOLDER, name) for name in names], image)


def _folder_findings(folder: Folder, expected: dict[str, str]) -> Iterator[Problem]:
    there = {path.name: path for path in folder.iterdir()} if folder.is_dir() else {}
    for name, sha256 in expected.items():
        if name not in there or not there[name].is_file():
            yield path_problem("verify_publication_file_missing", folder / name)
        elif hashlib.sha256(there[name].read_bytes()).hexdigest() != sha256:
            yield path_problem("publication_files_changed", folder / name)
    for name in sorted(there.keys() - expected.keys()):
        yield path_problem("verify_file_unknown", there[name])


def _anchor_findings(folders: Sequence[Folder | None], image: Image) -> Iterator[Problem]:
    """Control totals whose hash of the log is not in the log: it was cut off or built anew since they were written."""
    hashes = {entry["hash"] for entry in image.tables["events"]}
    for path in [folder / TOTALS for folder in folders if folder is not None]:
        try:
            anchor = json.loads(path.read_bytes())["log_hash"]
        except (ValueError, KeyError, TypeError, OSError, StoreFailure):
            continue
        if anchor not in hashes:
            yield path_problem("verify_totals_of_another_log", path)
