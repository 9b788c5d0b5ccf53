"""What a run is asked for, and what was read for it."""

from __future__ import annotations

import getpass
from collections.abc import Mapping
from dataclasses import dataclass, field

from contracts.input_table import InputTable
from contracts.problem import Problem
from pay_linkage.schemes import Scheme


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked for: a scheme (name or file), the inputs' path, the cycle (a year), the store, who asks and why."""

    scheme: str
    inputs: str
    cycle: int
    store: str
    by: str = field(default_factory=getpass.getuser)
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Loaded:
    """The scheme and the input tables as read, with the problems of reading, and the hashes of what was read."""

    scheme: Scheme
    scheme_file: bytes
    tables: Mapping[str, InputTable]
    problems: tuple[Problem, ...]
    hashes: Mapping[str, str]
