"""Which files an input is made of, as hashes for the run's manifest (rulebook §8)."""

from __future__ import annotations

from pathlib import Path

from contracts.problem import Problem, Refused
from pay_linkage.intake.folder import table_files
from pay_linkage.intake.regular_file import file_name, file_sha256, is_folder


def input_hashes(path: str | Path) -> dict[str, str]:
    """File name → SHA-256 in hexadecimal, sorted by name: of each table file of a folder, or of the one workbook.

    Files of the folder that are no tables are no part of the input. Raises ``Refused`` where a file cannot be read.
    """
    path = Path(path)
    files = [file for _, file in table_files(path)[0]] if is_folder(path) else [path]
    hashes = {}
    for file in sorted(files, key=lambda f: f.name):
        found = file_sha256(file)
        if isinstance(found, Problem):
            raise Refused([found])
        hashes[file_name(file)] = found
    return hashes
