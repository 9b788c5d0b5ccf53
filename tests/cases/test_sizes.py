"""Absurd sizes are refused before 128 bits would wrap; whatever is not refused is what the second opinion gets."""

from __future__ import annotations

from pathlib import Path

import pytest
from second_opinion import calculator, compare
from second_opinion.case_files import Case
from second_opinion.product import product_problems, product_tables

from .golden_case import FOLDER, golden_case

LARGEST = "999999999999"


def paid(tmp_path: Path, base_pay: str, table: str) -> None:
    """A person's pay as a product of both coefficients."""
    case = golden_case(FOLDER / "pay_line" / "direct_pay_is_a_product.yaml").case
    case.tables["people"][0]["base_pay"] = base_pay
    case.scheme["linkage"]["unit_coefficient"] = {"from": "grade", "table": dict.fromkeys("ABC", table)}
    case.write(tmp_path)


def scored(tmp_path: Path, weight: str, step: str) -> None:
    """Units that lack a component, in a rating whose coefficient is far from 1."""
    case: Case = golden_case(FOLDER / "unit_score" / "absent_component_is_reweighted.yaml").case
    for component in case.scheme["categories"]["town"]["components"].values():
        component["weight"] = weight
    case.scheme["categories"]["town"]["rating"] = {
        "departments": ["party"],
        "coefficient": {"step": step, "anchor": "999999"},
    }
    units = [row["unit_id"] for row in case.tables["units"]]
    case.tables["ratings"] = [{"unit_id": unit, "department": "party", "score": str(n)} for n, unit in enumerate(units)]
    case.headings["ratings"] = ["unit_id", "department", "score"]
    case.write(tmp_path)


def codes(folder: Path) -> list[str]:
    return [problem.code for problem in product_problems(folder)]


@pytest.mark.parametrize("base_pay", ["1000", "99999999.99", LARGEST])
def test_pay_is_exact(tmp_path: Path, base_pay: str) -> None:
    paid(tmp_path, base_pay, "999.999999")
    assert compare.mismatches(calculator.calculate(tmp_path), product_tables(tmp_path)) == []


def test_pay_beyond_arithmetic_is_refused(tmp_path: Path) -> None:
    paid(tmp_path, LARGEST, LARGEST)
    assert codes(tmp_path) == ["pay_beyond_arithmetic"]


@pytest.mark.parametrize("weight", ["1", "10000"])
def test_scores_are_exact(tmp_path: Path, weight: str) -> None:
    scored(tmp_path, weight, "0.5")
    assert compare.mismatches(calculator.calculate(tmp_path), product_tables(tmp_path)) == []


@pytest.mark.parametrize(("weight", "step"), [(LARGEST, "0"), ("100000", LARGEST)])
def test_scores_beyond_arithmetic_are_refused(tmp_path: Path, weight: str, step: str) -> None:
    scored(tmp_path, weight, step)
    assert codes(tmp_path) == ["scores_beyond_arithmetic"]
