"""The worked cases of the rulebook: sound schemes load, and the broken ones are refused at the key that they name."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from contracts.problem import Problem, Refused
from pay_linkage.schemes import cycle_problem, load_scheme

SHARED = Path(os.environ.get("PAY_LINKAGE_SHARED") or Path(__file__).resolve().parents[3] / "shared")
CASES = sorted(file.parent for file in (SHARED / "cases").glob("*/scheme.yaml"))

pytestmark = pytest.mark.skipif(not CASES, reason="no worked cases in PAY_LINKAGE_SHARED, nor in ../shared")


@pytest.mark.parametrize("case", CASES or [Path("none")], ids=lambda case: case.name)
def test_a_worked_case(case: Path) -> None:
    bad = case / "bad.json"
    expected = json.loads(bad.read_text("utf-8")) if bad.exists() else {}
    found = [(problem.code, problem.key, problem.table, problem.column, problem.place.file) for problem in _found(case)]
    if expected.get("table") == "scheme":
        assert found == [(expected["kind"], expected["key"], "scheme", expected["column"], expected["file"])]
    else:
        assert found == []


def _found(case: Path) -> tuple[Problem, ...]:
    try:
        scheme = load_scheme(case / "scheme.yaml")
    except Refused as refused:
        return refused.problems
    outside = cycle_problem(scheme, json.loads((case / "case.json").read_text("utf-8"))["cycle"], "scheme.yaml")
    return (outside,) if outside else ()
