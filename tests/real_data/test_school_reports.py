from __future__ import annotations

from collections import Counter
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from pay_linkage import run_cycle
from pay_linkage.runs import stored_run
from tests.real_data.school_reports import PARTS, graded_schools, write_inputs

FILE = "nyc_school_progress_2010_2011.csv"


@pytest.fixture
def schools(real_data: Path) -> pl.DataFrame:
    found = graded_schools(real_data / FILE)
    assert Counter(found["category"]) == {"Elementary": 596, "K-8": 153, "Middle": 359}
    return found


def results(
    schools: pl.DataFrame, file: Path, components: tuple[str, ...], folder: Path, *, credit: bool
) -> pl.DataFrame:
    write_inputs(file, components, folder, credit=credit)
    run = run_cycle(folder / "scheme.yaml", folder / "in", 2011, folder / "store", folder / "mapping.yaml")
    found = stored_run(run).table("unit_results").join(schools, on="unit_id", validate="1:1")
    assert found.height == schools.height == stored_run(run).input("units").height
    return found


def test_the_published_parts_make_the_published_score_to_a_tenth(
    schools: pl.DataFrame, real_data: Path, tmp_path: Path
) -> None:
    found = results(schools, real_data / FILE, tuple(PARTS), tmp_path, credit=True)
    differences = (found["final_score"] - found["overall"].cast(pl.Decimal(38, 4))).abs()
    assert differences.max() <= Decimal("0.1")


def test_at_least_1103_of_1108_published_grades_follow_from_the_curve(
    schools: pl.DataFrame, real_data: Path, tmp_path: Path
) -> None:
    found = results(schools, real_data / FILE, ("overall",), tmp_path, credit=False)
    others = found.filter(pl.col("grade") != pl.col("published"))
    assert found.height - others.height >= 1103
    assert set(others["published"]) == {"C"}
    assert set(others["grade"]) <= {"D", "F"}
