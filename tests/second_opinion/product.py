"""The product's answer to a case folder, in the form in which the calculator gives its own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from contracts.problem import Problem, Refused
from pay_linkage import chain
from pay_linkage.admission import admitted
from pay_linkage.intake import read_inputs
from pay_linkage.schemes import cycle_problem, read_scheme


def product_tables(folder: Path) -> dict[str, list[dict[str, Any]]]:
    """Result tables of the case by name, as lists of rows; raises ``Refused``."""
    scheme = read_scheme((folder / "scheme.yaml").read_bytes(), "scheme.yaml")
    cycle = json.loads((folder / "case.json").read_text())["cycle"]
    outside = cycle_problem(scheme, cycle, "scheme.yaml")
    if outside is not None:
        raise Refused([outside])
    tables, problems = read_inputs(folder)
    results = chain.calculated(admitted(scheme, cycle, tables, problems), scheme)
    return {name: frame.rows(named=True) for name, frame in results.tables().items()}


def product_problems(folder: Path) -> tuple[Problem, ...]:
    """The problems for which the product refuses the case; none where it does not."""
    try:
        product_tables(folder)
    except Refused as refusal:
        return refusal.problems
    return ()
