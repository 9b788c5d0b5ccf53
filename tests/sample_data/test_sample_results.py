"""The product's results on every sample are the golden ones, exactly, and the golden ones are independently made."""

from __future__ import annotations

from pathlib import Path

import pytest

from contracts.tables import RESULT_TABLES
from pay_linkage import run_cycle
from pay_linkage.runs import StoredRun, stored_run
from sample_data.samples import HOME, SAMPLES, Sample
from tests.sample_data.golden_results import expected_files, golden_folder
from tests.sample_data.sample_facts import csv_rows
from tests.second_opinion.compare import mismatches

by_sample = pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)


@by_sample
def test_the_golden_files_are_the_independent_calculators(sample: Sample) -> None:
    golden = {path.name: path.read_text("utf-8") for path in golden_folder(sample).iterdir()}
    assert golden == expected_files(sample)


@by_sample
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_the_product_gets_the_golden_results(sample: Sample, form: str, tmp_path: Path) -> None:
    inputs = HOME / sample.name if form == "csv" else HOME / f"{sample.name}.xlsx"
    run = stored_run(run_cycle(sample.scheme, inputs, sample.cycle, tmp_path))
    golden = {name: csv_rows(golden_folder(sample) / f"{name}.csv") for name in RESULT_TABLES}
    actual = {name: run.table(name).rows(named=True) for name in RESULT_TABLES}
    assert mismatches(golden, actual) == []


def rises_and_falls(run: StoredRun) -> tuple[list[int], list[int]]:
    """How many places units rose and fell through the coefficient, in order of size."""
    gained = run.table("unit_results")["places_gained"].to_list()
    return sorted(places for places in gained if places > 0), sorted(-places for places in gained if places < 0)


def test_in_2017_four_townships_rise_by_one_to_three_places_and_three_fall(tmp_path: Path) -> None:
    run = stored_run(run_cycle("dinghai-2017", HOME / "dinghai_2017", 2017, tmp_path))
    rises, falls = rises_and_falls(run)
    assert (len(rises), min(rises), max(rises), len(falls)) == (4, 1, 3, 3)
    units = run.table("unit_results")
    sixth = units.filter(units["rating_rank"] == 6)
    assert (units.height, sixth["coefficient"].to_list()) == (11, [1])
