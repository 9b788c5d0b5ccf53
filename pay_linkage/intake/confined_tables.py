"""Tables read in a process of bounded memory and time, so that no file can harm the run.

Workbooks and Parquet files are read this way; CSV files are plain text and need no such care.
"""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from contracts.input_table import InputTable
from contracts.problem import Place, Problem, Refused
from pay_linkage.confinement import Overstepped, Reason, confined, limits_of
from pay_linkage.intake.handover import written_tables
from pay_linkage.intake.regular_file import file_name, input_size

WORK = "pay_linkage.intake.reading:read_wanted"


def confined_tables(path: Path, table: str | None = None) -> tuple[dict[str, InputTable], list[Problem]]:
    """The tables and problems of the input at ``path``, or of the one ``table`` there."""
    return confined_work(WORK, path, (path, table), table)


def confined_work(
    work: str, path: Path, wanted: object, table: str | None = None
) -> tuple[dict[str, InputTable], list[Problem]]:
    """The tables and problems that the function ``work`` (``module:function``) makes of the input at ``path``."""
    try:
        with confined_bytes(work, path, wanted, table) as output:
            return written_tables(output)
    except Refused as refusal:
        return {}, list(refusal.problems)


def confined_bytes(work: str, path: Path, wanted: object, table: str | None = None) -> BinaryIO:
    """What ``work`` writes for the input at ``path``. Raises ``Refused`` where it does not come to its end."""
    try:
        return confined(work, wanted, limits_of(input_size(path)))
    except Overstepped as end:
        facts = {"error": end.error or "–"}
        raise Refused(
            [Problem(_problem_code(end.reason), Place(end.on or file_name(path)), table, facts=facts)]
        ) from None


def _problem_code(reason: Reason) -> str:
    if reason == "too_much":
        return "reading_too_much"
    return "reading_too_long" if reason == "too_long" else "reading_broke_off"
