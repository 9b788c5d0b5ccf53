"""Large districts: admitted as they are, the same in every format and slice, reproducible, lifelike."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest
from stdnum.cn import ric

from contracts.tables import INPUT_TABLES
from pay_linkage.admission import Inputs, admitted
from pay_linkage.chain import Results, calculated
from pay_linkage.intake import read_inputs
from pay_linkage.schemes import load_scheme
from sample_data import district
from sample_data.large.scheme import scheme_text

PEOPLE = 2345
UNITS = 24


def district_files(folder: Path, **chosen: object) -> dict[str, bytes]:
    district.write_district(PEOPLE, folder, **chosen)  # type: ignore[arg-type]
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def district_inputs(folder: Path, scheme: str | Path) -> Inputs:
    tables, problems = read_inputs(folder)
    assert problems == []
    return admitted(load_scheme(scheme), district.CYCLE, tables)


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("large")
    district.write_district(PEOPLE, folder)
    return folder


@pytest.fixture(scope="module")
def results(large: Path) -> Results:
    scheme = load_scheme(large / "scheme.yaml")
    return calculated(district_inputs(large, large / "scheme.yaml"), scheme)


def test_it_has_a_hundred_people_a_unit(large: Path) -> None:
    inputs = district_inputs(large, "dinghai-2018-indirect")
    assert (inputs.people.height, inputs.units.height) == (PEOPLE, UNITS)
    assert inputs.people.filter(pl.col("role") == "head").height == UNITS


def test_the_same_seed_gives_the_same_bytes_and_another_one_does_not(large: Path, tmp_path: Path) -> None:
    first = {path.name: path.read_bytes() for path in large.iterdir()}
    assert district_files(tmp_path / "same") == first
    assert district_files(tmp_path / "other", seed=7)["people.csv"] != first["people.csv"]


def test_slices_do_not_show(large: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """But for the order of assignments, which follow their slice."""
    monkeypatch.setattr(district, "SLICE", 700)
    sliced = district_files(tmp_path)
    for name, data in sliced.items():
        whole = (large / name).read_bytes()
        assert sorted(data.splitlines()) == sorted(whole.splitlines())
        assert data == whole or name == "assignments.csv"


def test_parquet_says_the_same_as_csv(large: Path, tmp_path: Path) -> None:
    district_files(tmp_path, file_format="parquet")
    csv = district_inputs(large, "dinghai-2018-indirect")
    parquet = district_inputs(tmp_path, "dinghai-2018-indirect")
    for name in INPUT_TABLES:
        assert csv.table(name).drop("_row").equals(parquet.table(name).drop("_row"))


def test_another_format_replaces_the_tables(tmp_path: Path) -> None:
    district.write_district(200, tmp_path)
    district.write_district(200, tmp_path, file_format="parquet")
    assert list(tmp_path.glob("*.csv")) == []


def test_one_person_is_a_district_too(tmp_path: Path) -> None:
    district.write_district(1, tmp_path)
    assert district_inputs(tmp_path, tmp_path / "scheme.yaml").people.height == 1


def test_resident_numbers_are_valid_and_different(large: Path) -> None:
    numbers = district_inputs(large, "dinghai-2018-indirect").people["id_number"].to_list()
    assert [number for number in numbers if not ric.is_valid(number)] == []
    assert len(set(numbers)) == PEOPLE


def test_every_grade_occurs_and_nothing_is_in_breach(results: Results) -> None:
    assert set(results.unit_results["grade"]) == {"A", "B", "C", "D"}
    assert set(results.person_results["individual_grade"]) == {
        *("excellent", "competent", "basically_competent", "incompetent", "ungraded")
    }
    assert results.quotas["breach"].null_count() == results.quotas.height


def test_the_steps_of_thousands_of_units_keep_the_spread_of_2018() -> None:
    steps = [line.strip() for line in scheme_text({"township": 1001, "organ": 2801}).splitlines() if "step:" in line]
    assert steps == ["step: 0.00005", "step: 0.00002"]


def test_a_district_no_larger_than_2018_keeps_its_steps() -> None:
    steps = [line.strip() for line in scheme_text({"township": 11}).splitlines() if "step:" in line]
    assert steps == ["step: 0.00500", "step: 0.00200"]
