"""What is fuzzed: every reader of something that people hand in, each taking bytes and raising nothing but a defect."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from contracts.problem import LANGUAGES, Problem, Refused
from contracts.tables import CORRECTIONS, INPUT_TABLES
from pay_linkage.intake.csv_file import csv_table
from pay_linkage.intake.inputs import tables_of
from pay_linkage.intake.one_table import table_in
from pay_linkage.intake.typed_table import typed_table
from pay_linkage.schemes import read_scheme

MEMORY = "/dev/shm"  # noqa: S108  (files there have names of their own and are gone at once)
Reader = Callable[[bytes], None]


def _workbook(data: bytes) -> None:
    with _file(data, ".xlsx") as path:
        _show(tables_of(path)[1])


def _csv(data: bytes) -> None:
    for name in ("units", "people"):
        raw, problems = csv_table("t.csv", data, INPUT_TABLES[name])
        _show(problems)
        if raw is not None:
            _show(typed_table(raw)[1])


def _scheme(data: bytes) -> None:
    try:
        read_scheme(data, "scheme.yaml")
    except Refused as refused:
        _show(refused.problems)


def _corrections(data: bytes) -> None:
    with _file(data, ".xlsx" if data.startswith(b"PK") else ".csv") as path:
        _show(table_in(path, CORRECTIONS)[1])


@contextmanager
def _file(data: bytes, ending: str) -> Iterator[Path]:
    """A file of these bytes, in memory where the machine has such a folder: a disk takes longer than most readers."""
    with tempfile.NamedTemporaryFile(suffix=ending, dir=MEMORY if Path(MEMORY).is_dir() else None) as file:
        file.write(data)
        file.flush()
        yield Path(file.name)


def _show(problems: Iterable[Problem]) -> None:
    """Every problem can be told in both languages."""
    for problem in problems:
        for lang in LANGUAGES:
            assert str(problem.as_record(lang)).encode()


READERS: Mapping[str, Reader] = {
    "xlsx": _workbook,
    "xls": _workbook,
    "csv": _csv,
    "scheme": _scheme,
    "corrections": _corrections,
}
