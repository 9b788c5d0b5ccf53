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
    """What is asked for: a scheme (name or file), the inputs' path, the cycle (a year), the store, who asks and why,
    and the mapping file of a house's own layout, if the inputs are in one.
    """

    scheme: str
    inputs: str
    cycle: int
    store: str
    by: str = field(default_factory=getpass.getuser)
    reason: str = ""
    mapping: str | None = None


@dataclass(frozen=True, slots=True)
class Loaded:
    """The scheme and the input tables as read, with the problems of reading, the hashes of what was read, and the bytes
    of the mapping, if there was one. ``judged``: tables that a run admitted before as they are
    (``admission.refusals``).
    """

    scheme: Scheme
    scheme_file: bytes
    tables: Mapping[str, InputTable]
    problems: tuple[Problem, ...]
    hashes: Mapping[str, str]
    mapping_file: bytes | None = None
    judged: frozenset[str] = frozenset()
