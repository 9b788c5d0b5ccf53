"""A user's place in which everything that commands say and leave is searched for people's names, numbers and pay."""

from __future__ import annotations

import fnmatch
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from canaries import CYCLE, PAYS, SCHEME, files_with_secrets, secrets_in

from pay_linkage.cli import main

MAY_NAME = (
    "inputs/*",
    "out/*",
    "store/runs/*/inputs/people.parquet",
    "store/runs/*/payroll/payroll.*",
    "store/exports/*",
)
"""Files that may hold whatever is known of people: what the house gave, what it asked a command to write to a place of
its own, and within the store these. docs/personal-data.md says why, and is held against this list.
"""
MAY_SHOW_PAY = (
    "store/runs/*/tables/*.parquet",
    "store/runs/*/report.html",
    "store/runs/*/corrections*",
    "store/publications/*",
    "store/ledger.sqlite3*",
)
"""Files that hold amounts of pay, by person_id or of whole units, but no name and no ID number."""
DONE, DEFECT, REFUSED, UNUSABLE, STOPPED = 0, 1, 2, 3, 130


@dataclass
class Shell:
    """A user's place: everything that commands leave on disk is below ``root``."""

    root: Path
    captured: pytest.CaptureFixture[str]
    monkeypatch: pytest.MonkeyPatch

    def __call__(self, *arguments: str, shows: bool = False) -> tuple[int, str]:
        """The command's exit status and all that it said; nobody is named in a file where nobody may be, nor in what
        it said, unless the command is there to show it.
        """
        self.monkeypatch.setattr(sys, "argv", ["pay-linkage", *arguments])
        self.captured.readouterr()
        with pytest.raises(SystemExit) as left:
            main()
        out, err = self.captured.readouterr()
        said = out + err
        assert secrets_in((err if shows else said).encode()) == set(), said
        assert "Traceback" not in said
        leaks = self.leaks()
        assert leaks == {}, leaks
        return int(left.value.code or 0), said

    def leaks(self) -> dict[str, set[str]]:
        """Files that hold people's data and may not, and what of it."""
        found = {}
        for file in map(str, files_with_secrets(self.root)):
            if not _is_among(file, MAY_NAME):
                secrets = secrets_in((self.root / file).read_bytes()) | secrets_in(file.encode())
                found[file] = secrets - set(PAYS) if _is_among(file, MAY_SHOW_PAY) else secrets
        return {file: secrets for file, secrets in found.items() if secrets}

    def check(self, inputs: Path, *more: str) -> tuple[int, str]:
        return self("check", "--scheme", SCHEME, "--cycle", CYCLE, "--inputs", str(inputs), *more)

    def run(self, inputs: Path, *more: str) -> tuple[int, str]:
        store = str(self.root / "store")
        order = ("--scheme", SCHEME, "--cycle", CYCLE, "--inputs", str(inputs), "--store", store)
        return self("run", "--direct", *order, *more)


def _is_among(file: str, patterns: tuple[str, ...]) -> bool:
    return any(fnmatch.fnmatchcase(file, pattern) for pattern in patterns)
