from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest
from intake_files import DISTRICT, csv_folder, workbook

from contracts.problem import Refused
from pay_linkage.intake import input_hashes, read_inputs

UNITS = "unit_id,unit_name,category\nU1,甲,c\n"


def codes_of(path: Path) -> list[str]:
    return [p.code for p in read_inputs(path)[1]]


def test_tables_come_in_the_rulebooks_order_and_other_files_are_ignored(tmp_path: Path) -> None:
    folder = csv_folder(tmp_path / "in", DISTRICT)
    for name in ("scheme.yaml", "case.json", "README.md", "results.csv", "~$units.xlsx", ".units.csv.swp", "备注.docx"):
        (folder / name).write_text("x")
    tables, problems = read_inputs(folder)
    assert (list(tables), problems) == (["units", "component_scores", "people", "assignments"], [])


def test_files_are_named_in_either_language_and_any_case(tmp_path: Path) -> None:
    names = {"单位": "units", "人员": "people"}
    folder = csv_folder(tmp_path / "in", {zh: DISTRICT[en] for zh, en in names.items()})
    (folder / "Assignments.CSV").write_text("person_id,unit_id,start_date\n")
    tables, problems = read_inputs(str(folder))
    assert (list(tables), problems) == (["units", "people", "assignments"], [])
    assert tables["units"].origin.file == "单位.csv"


def test_a_missing_table_is_not_intakes_business(tmp_path: Path) -> None:
    assert codes_of(csv_folder(tmp_path / "in", {"units": UNITS})) == []


def test_a_path_that_does_not_exist_and_a_folder_without_tables_are_problems(tmp_path: Path) -> None:
    assert codes_of(tmp_path / "nowhere") == ["file_missing"]
    assert codes_of(tmp_path / "nowhere.xlsx") == ["file_missing"]
    (tmp_path / "in").mkdir()
    assert codes_of(tmp_path / "in") == ["inputs_without_tables"]
    (tmp_path / "in" / "readme.txt").write_text("x")
    assert "readme.txt" in read_inputs(tmp_path / "in")[1][0].text("what", "en")


def test_a_table_given_twice_is_refused_with_both_names(tmp_path: Path) -> None:
    folder = csv_folder(tmp_path / "in", {"units": UNITS, "单位": UNITS, "people": DISTRICT["people"]})
    tables, problems = read_inputs(folder)
    assert (list(tables), [p.code for p in problems]) == (["people"], ["table_twice"])
    assert problems[0].facts["places"] == "units.csv, 单位.csv"


def test_a_tables_name_on_a_file_that_is_not_read_is_refused(tmp_path: Path) -> None:
    folder = csv_folder(tmp_path / "in", {"units": UNITS})
    (folder / "人员.xlsx").write_bytes(b"PK")
    assert [(p.code, p.table) for p in read_inputs(folder)[1]] == [("file_type_not_read", "people")]


def test_a_file_that_misspells_a_missing_table_is_refused(tmp_path: Path) -> None:
    folder = csv_folder(tmp_path / "in", {"units": UNITS, "contest": "x\n"})
    assert [(p.code, p.table, p.value) for p in read_inputs(folder)[1]] == [
        ("table_name_unclear", "contests", "contest.csv")
    ]


def test_links_devices_pipes_and_folders_are_not_read(tmp_path: Path) -> None:
    real = csv_folder(tmp_path / "real", {"units": UNITS})
    (tmp_path / "link").symlink_to(real)
    assert codes_of(tmp_path / "link") == ["file_not_regular"]
    book = workbook(tmp_path / "real.xlsx", {"units": [["a"]]})
    (tmp_path / "link.xlsx").symlink_to(book)
    assert codes_of(tmp_path / "link.xlsx") == ["file_not_regular"]
    assert codes_of(Path("/dev/zero")) == ["file_not_regular"]
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "units.csv").symlink_to(real / "units.csv")
    os.mkfifo(folder / "people.csv")
    (folder / "ratings.csv").mkdir()
    (folder / "pools.parquet").symlink_to("nowhere")
    problems = read_inputs(folder)[1]
    assert [(p.code, p.table) for p in problems] == [
        ("file_not_regular", table) for table in ("units", "ratings", "people", "pools")
    ]


def test_a_name_of_any_bytes_can_be_printed(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / os.fsdecode("单位.csv".encode("gb18030"))).write_text(UNITS)
    (folder / "a\x1b[31m.csv").write_text(UNITS)
    said = read_inputs(folder)[1][0].text("what", "zh")
    assert said.encode("utf-8")
    assert "\x1b" not in said
    lost = read_inputs(tmp_path / os.fsdecode("单位.xlsx".encode("gb18030")))[1][0]
    assert (lost.code, bool(lost.place.file.encode("utf-8"))) == ("file_missing", True)


def test_a_folder_that_may_not_be_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(_: Path) -> list[Path]:
        raise PermissionError

    monkeypatch.setattr(Path, "iterdir", denied)
    assert codes_of(tmp_path) == ["file_not_openable"]


def test_a_file_that_may_not_be_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(*_: object) -> int:
        raise PermissionError

    folder = csv_folder(tmp_path / "in", {"units": UNITS})
    monkeypatch.setattr(os, "open", denied)
    assert codes_of(folder) == ["file_not_openable"]


def test_an_input_has_a_hash_for_each_of_its_files_sorted_by_name(tmp_path: Path) -> None:
    folder = csv_folder(tmp_path / "in", {"units": UNITS, "人员": "x", "assignments": "y"})
    (folder / "scheme.yaml").write_text("x")
    hashes = input_hashes(folder)
    assert list(hashes) == ["assignments.csv", "units.csv", "人员.csv"]
    assert hashes["units.csv"] == hashlib.sha256(UNITS.encode()).hexdigest()
    book = workbook(tmp_path / "book.xlsx", {"units": [["a"]]})
    assert input_hashes(str(book)) == {"book.xlsx": hashlib.sha256(book.read_bytes()).hexdigest()}


def test_hashes_of_what_cannot_be_read_are_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="file_missing"):
        input_hashes(tmp_path / "nowhere.xlsx")
