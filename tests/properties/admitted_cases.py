"""Random cases that are admitted and can be calculated, with their results."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import polars as pl
from second_opinion.generator import write_case

from contracts.problem import Refused
from pay_linkage import chain
from pay_linkage.admission import Inputs, admitted
from pay_linkage.intake import read_inputs
from pay_linkage.schemes import Scheme, read_scheme


@dataclass(frozen=True)
class AdmittedCase:
    """A seed's scheme and inputs, and what the product makes of them."""

    seed: int
    scheme: Scheme
    inputs: Inputs
    results: chain.Results

    def recalculated(self, inputs: Inputs) -> chain.Results:
        """The results of other inputs under the same scheme."""
        return chain.calculated(inputs, self.scheme)


def admitted_case(folder: Path, seed: int) -> AdmittedCase:
    """The case that lies in a folder. Raises ``Refused``."""
    scheme = read_scheme((folder / "scheme.yaml").read_bytes(), "scheme.yaml")
    cycle = json.loads((folder / "case.json").read_text("utf-8"))["cycle"]
    inputs = admitted(scheme, cycle, *read_inputs(folder))
    return AdmittedCase(seed, scheme, inputs, chain.calculated(inputs, scheme))


def admitted_cases(first: int) -> Iterator[AdmittedCase]:
    """The valid ones of the generator's cases, from a seed on, without end."""
    for seed in count(first):
        with tempfile.TemporaryDirectory() as name:
            write_case(seed, Path(name))
            case = _admitted_or_none(Path(name), seed)
        if case is not None:
            yield case


def _admitted_or_none(folder: Path, seed: int) -> AdmittedCase | None:
    try:
        return admitted_case(folder, seed)
    except Refused:
        return None


def same_tables(first: chain.Results, second: chain.Results) -> list[str]:
    """The tables that differ, in any cell or in the order of their rows."""
    other = second.tables()
    return [name for name, table in first.tables().items() if not _same(table, other[name])]


def _same(first: pl.DataFrame, second: pl.DataFrame) -> bool:
    return first.schema == second.schema and first.equals(second)
