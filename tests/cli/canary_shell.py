"""A user's place in which everything that commands say and leave is searched for people's names, numbers and pay, and
looked at whether others could open it.
"""

from __future__ import annotations

import fnmatch
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from canaries import CYCLE, NAME, PAYS, SCHEME, secrets_in
from gone_files import OPEN, watched

from pay_linkage.cli import main

NAMES, NUMBERS, PAY = "names", "ID numbers", "pay"
EVERYTHING = frozenset({NAMES, NUMBERS, PAY})
MAY_HOLD = {
    "inputs/*": EVERYTHING,
    "out/checked*.xlsx": EVERYTHING,
    "out/template*.xlsx": EVERYTHING,
    "out/corrections*.xlsx": EVERYTHING,
    "out/statements/*": {NAMES, PAY},
    "out/diff*.xlsx": {NAMES, PAY},
    "out/what-if*": {PAY},
    "out/report-with-names.html": {NAMES, PAY},
    "out/report*.html": {PAY},
    "out/export*": EVERYTHING,
    "out/backup/*": EVERYTHING,
    "store/runs/*/inputs/people.parquet": EVERYTHING,
    "store/runs/*/payroll/payroll.*": EVERYTHING,
    "store/runs/*/tables/*.parquet": {PAY},
    "store/runs/*/report.html": {PAY},
    "store/runs/*/corrections*": EVERYTHING,
    "store/publications/*": {PAY},
    "store/exports/*": EVERYTHING,
    "store/ledger.sqlite3*": EVERYTHING,
}
"""Files → what of people they may hold: what the house gave, what it asked a command to write to a place of its own
(named as in ``year.py``), and within a store these. docs/personal-data.md is held against this table.
"""
DONE, DEFECT, REFUSED, UNUSABLE, STOPPED = 0, 1, 2, 3, 130


@dataclass
class Shell:
    """A user's place: everything that commands leave on disk is below ``root``, what the house gives in ``inputs``."""

    root: Path
    captured: pytest.CaptureFixture[str]
    monkeypatch: pytest.MonkeyPatch
    searched: dict[str, tuple[tuple[int, ...], set[str]]] = field(default_factory=dict)

    def __call__(self, *arguments: str, shows: bool = False) -> tuple[int, str]:
        """The command's exit status and all that it said; nobody is named in a file where nobody may be, nor in what
        it said; a command that ``shows`` may tell amounts by person_id on standard output. And nobody else could open
        what it wrote, at any time.
        """
        self.monkeypatch.setattr(sys, "argv", ["pay-linkage", *arguments])
        self.captured.readouterr()
        with pytest.raises(SystemExit) as left, watched(self.root) as gone:
            main()
        out, err = self.captured.readouterr()
        said = out + err
        assert secrets_in(err.encode()) | (secrets_in(out.encode()) - set(PAYS if shows else ())) == set(), said
        assert "Traceback" not in said
        leaks = self.leaks()
        assert leaks == {}, (arguments, leaks)
        assert {**self.open_to_others(), **gone} == {}, arguments
        return int(left.value.code or 0), said

    def leaks(self) -> dict[str, set[str]]:
        """Files that hold people's data and may not, and what of it."""
        return {
            file: found
            for file, secrets in self.secrets().items()
            if (found := {secret for secret in secrets if kind_of(secret) not in may_hold(file)})
        }

    def secrets(self) -> dict[str, set[str]]:
        """Every file that holds a secret, in its content or in its name, with what it holds."""
        for path in self.root.rglob("*"):
            name, status = str(path.relative_to(self.root)), path.lstat()
            stamp = (status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns)
            if self.searched.get(name, ((), set()))[0] != stamp:
                inside = secrets_in(path.read_bytes()) if path.is_file() else set()
                self.searched[name] = stamp, inside | secrets_in(name.encode())
        there = {name for name in self.searched if (self.root / name).exists()}
        return {name: secrets for name, (_, secrets) in self.searched.items() if secrets and name in there}

    def open_to_others(self) -> dict[str, str]:
        """Files and folders that others could open, but for what the test itself put into ``inputs``."""
        inputs = self.root / "inputs"
        modes = {path: path.lstat().st_mode for path in self.root.rglob("*")}
        ours = {path for path in modes if path.is_relative_to(inputs) and "-checked" not in path.name}
        return {str(path): oct(mode) for path, mode in modes.items() if mode & OPEN and path not in ours}

    def check(self, inputs: Path, *more: str) -> tuple[int, str]:
        return self("check", "--scheme", SCHEME, "--cycle", CYCLE, "--inputs", str(inputs), *more)

    def run(self, inputs: Path, *more: str) -> tuple[int, str]:
        store = str(self.root / "store")
        order = ("--scheme", SCHEME, "--cycle", CYCLE, "--inputs", str(inputs), "--store", store)
        return self("run", "--direct", *order, *more)


def kind_of(secret: str) -> str:
    """What of a person the secret is."""
    return PAY if secret in PAYS else NAMES if secret == NAME else NUMBERS


def may_hold(file: str) -> set[str]:
    """What of people the file may hold."""
    return set().union(*(kinds for pattern, kinds in MAY_HOLD.items() if is_of(file, pattern)))


def is_of(file: str, pattern: str) -> bool:
    """Whether the list means the file by the pattern; a store may lie anywhere, as districts' and restored ones do, and
    what a command was told no place for comes to where the user is (``home``).
    """
    below_store = file[file.rindex("/store/") + 1 :] if "/store/" in file else file
    written = file.replace("home/", "out/", 1) if file.startswith("home/") else file
    return any(fnmatch.fnmatchcase(name, pattern) for name in (file, below_store, written))
