"""What is to be written as a run: given by the caller, without ids, hashes and totals, which the store makes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from contracts.input_table import Origin
from pay_linkage.runs.manifest import Made
from pay_linkage.runs.run_id import Identity

FileMaker = Callable[[Path], bytes]
"""Makes a file's bytes; it may use the folder that it is given for what it must keep on disk meanwhile."""


@dataclass(frozen=True, slots=True)
class RunContent:
    """A run as it is handed to ``Store.write``.

    ``identity.scheme`` is the SHA-256 of ``scheme_bytes``. ``inputs`` are the typed input tables with ``_row`` and
    ``origins`` where each was read; ``results`` the tables of rulebook §11. ``files`` are further files by their path
    in the run's folder (``payroll/payroll.csv``), ``left_out`` the usual ones that this run lacks, with the code of
    the reason. ``made`` tells when, who, why. ``input_files``: who gives the bytes of an input table's file, by table,
    where somebody makes them already or another run holds them. ``gate`` looks at the results while the files are made:
    where it raises, there is no run.
    """

    identity: Identity
    scheme_name: str
    scheme_title: Mapping[str, str]
    scheme_bytes: bytes
    inputs: Mapping[str, pl.DataFrame]
    origins: Mapping[str, Origin]
    results: Mapping[str, pl.DataFrame]
    made: Made
    files: Mapping[str, FileMaker] = field(default_factory=dict)
    left_out: Mapping[str, str] = field(default_factory=dict)
    input_files: Mapping[str, Callable[[], bytes]] = field(default_factory=dict)
    gate: Callable[[], None] = lambda: None
