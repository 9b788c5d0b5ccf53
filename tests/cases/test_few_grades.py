"""The fewest grades and the fewest people: the whole run is made, with its report and the page about fairness."""

from __future__ import annotations

from pathlib import Path

from pay_linkage.figures import as_stored
from pay_linkage.figures.fairness.data import fairness_data
from pay_linkage.runs import stored_run
from pay_linkage.year_end import run_cycle

from .golden_case import FOLDER, golden_case


def test_one_unit_grade_and_one_individual_grade(tmp_path: Path) -> None:
    case = golden_case(FOLDER / "pay_line" / "direct_pay_is_a_product.yaml").case
    case.scheme["categories"]["town"]["grades"] = {"shares": {"A": "1"}}
    case.scheme["quotas"] = {"grades": ["competent"], "absorbing": "competent", "default": {"competent": "1"}}
    case.scheme["linkage"]["unit_coefficient"] = {"from": "grade", "table": {"A": "1"}}
    case.write(tmp_path)
    run = stored_run(run_cycle(tmp_path / "scheme.yaml", tmp_path, case.cycle, tmp_path / "store"))
    assert set(run.table("unit_results")["grade"]) == {"A"}
    assert set(run.table("person_results")["individual_grade"]) == {"competent"}
    assert (run.path / "report.html").stat().st_size > 0
    fairness = fairness_data(as_stored(run))
    assert fairness.lost is not None
    assert (fairness.lost.height, fairness.edges) == (0, 0)


def test_nobody_is_graded(tmp_path: Path) -> None:
    case = golden_case(FOLDER / "pay_line" / "direct_pay_is_a_product.yaml").case
    case.scheme["quotas"] = {"grades": ["good", "fair"], "absorbing": "fair", "default": {"fair": "1"}}
    for person in case.tables["people"]:
        person |= {"graded": "no", "ungraded_reason": "病假"}
    case.headings["people"] = list(dict.fromkeys([*case.headings["people"], "ungraded_reason"]))
    case.write(tmp_path)
    run = stored_run(run_cycle(tmp_path / "scheme.yaml", tmp_path, case.cycle, tmp_path / "store"))
    assert run.table("quotas").is_empty()
    lost = fairness_data(as_stored(run)).lost
    assert lost is not None
    assert lost.is_empty()
