"""The checked copy of an input, whatever kind of input it is, made in a process of bounded memory and time: the input
was readable, but openpyxl reads more of it, and small files can make that endless (promise 13).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from contracts.input_table import InputTable, Origin
from contracts.problem import Language, Problem
from pay_linkage.confinement import Limits, Overstepped, confined, limits_of
from pay_linkage.intake.regular_file import input_size

WORK = "pay_linkage.annotations.copying:write_copy"
SECONDS, BYTES_A_SECOND = 4, 128 * 1024
"""Of computing time for a formatted copy: a base, and a second for so many bytes of the input."""


@dataclass(frozen=True, slots=True)
class Copying:
    """The inputs at ``path``, where each of their tables was read, and what is wrong with them; ``values_only`` where
    formats are given up.
    """

    path: Path
    origins: Mapping[str, Origin]
    problems: Sequence[Problem]
    lang: Language
    values_only: bool = False


def checked_copy(
    path: Path, tables: Mapping[str, InputTable], problems: Sequence[Problem], lang: Language
) -> bytes | None:
    """The copy of the inputs at ``path`` as a workbook that shows the problems; nothing where no table could be read,
    or where no copy can be made within the limits.

    ``tables`` are those that were read. An .xlsx keeps its formats; of other inputs, and of a workbook that cannot be
    taken over, the copy holds the values. The inputs are only read.
    """
    if not tables:
        return None
    size = input_size(path)
    origins = {name: table.origin for name, table in tables.items()}
    limits = limits_of(size, sum(table.frame.height * table.frame.width for table in tables.values()))
    formatted = Limits(limits.memory, SECONDS + size // BYTES_A_SECOND)
    return _copy(Copying(path, origins, problems, lang), formatted) or _copy(
        Copying(path, origins, problems, lang, values_only=True), Limits(limits.memory, limits.most_seconds)
    )


def _copy(wanted: Copying, limits: Limits) -> bytes | None:
    try:
        with confined(WORK, wanted, limits) as output:
            return output.read()
    except Overstepped:
        return None
