"""What is fuzzed: every reader of something that people hand in, each taking bytes and raising nothing but a defect."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from contracts.problem import LANGUAGES, Problem, Refused
from contracts.tables import CORRECTIONS, INPUT_TABLES
from pay_linkage.intake.csv_file import csv_table
from pay_linkage.intake.inputs import tables_of
from pay_linkage.intake.one_table import table_in
from pay_linkage.intake.typed_table import typed_table
from pay_linkage.schemes import read_scheme

Reader = Callable[[bytes], None]


def _workbook(data: bytes) -> None:
    with tempfile.NamedTemporaryFile(suffix=".xlsx") as file:
        Path(file.name).write_bytes(data)
        _show(tables_of(Path(file.name))[1])


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
    ending = ".xlsx" if data.startswith(b"PK") else ".csv"
    with tempfile.NamedTemporaryFile(suffix=ending) as file:
        Path(file.name).write_bytes(data)
        _show(table_in(Path(file.name), CORRECTIONS)[1])


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
