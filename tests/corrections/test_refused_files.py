"""Every way in which a corrections file is refused: all problems at once, each at its line and column."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from pathlib import Path

import pytest

from contracts.problem import LANGUAGES, Refused
from pay_linkage import corrections
from pay_linkage.corrections import corrected
from pay_linkage.corrections.stored import input_tables
from pay_linkage.intake import read_inputs

CHANGE = ("component_scores", "T03|work", "change", "score", "86", "87")
EVENT = (
    ("events", "E9", "add", "unit_id", "", "T02"),
    ("events", "E9", "add", "code", "", "praise"),
    ("events", "E9", "add", "occurred_on", "", "2018-05-06"),
    ("events", "E9", "add", "document", "", "9号"),
)

REFUSED: dict[str, tuple[list[tuple[str, ...]], list[tuple[int, str, str]]]] = {
    "a table that is not there": (
        [("salaries", "T03", "change", "score", "1", "2")],
        [(2, "table", "correction_table_unknown")],
    ),
    "a result table": (
        [("unit_results", "T03", "change", "grade", "B", "A")],
        [(2, "table", "correction_table_unknown")],
    ),
    "no table": ([("", "T03", "change", "score", "1", "2")], [(2, "table", "required_cell_empty")]),
    "no key": ([("units", "", "change", "unit_name", "镇3", "镇")], [(2, "key", "required_cell_empty")]),
    "no action": ([("units", "T03", "", "unit_name", "镇3", "镇")], [(2, "action", "required_cell_empty")]),
    "an action that is none": (
        [("units", "T03", "replace", "unit_name", "镇3", "镇")],
        [(2, "action", "choice_unknown")],
    ),
    "a column of another table": (
        [("component_scores", "T03|work", "change", "votes", "86", "87")],
        [(2, "column", "correction_column_unknown")],
    ),
    "a misspelt column": (
        [("component_scores", "T03|work", "change", "scroe", "86", "87")],
        [(2, "column", "correction_column_unknown")],
    ),
    "a change without a column": (
        [("component_scores", "T03|work", "change", "", "86", "87")],
        [(2, "column", "correction_column_missing")],
    ),
    "a key of too few parts": (
        [("component_scores", "T03", "change", "score", "86", "87")],
        [(2, "key", "correction_key_malformed")],
    ),
    "a key with an empty part": (
        [("component_scores", "T03|", "change", "score", "86", "87")],
        [(2, "key", "correction_key_malformed")],
    ),
    "a key of too many parts": (
        [("component_scores", "T03|work|1", "change", "score", "86", "87")],
        [(2, "key", "correction_row_unknown")],
    ),
    "an impossible day in a key": (
        [("assignments", "P1|2018-02-30", "change", "end_date", "", "2018-12-31")],
        [(2, "key", "date_impossible")],
    ),
    "a row that is not there": (
        [("component_scores", "T09|work", "change", "score", "86", "87")],
        [(2, "key", "correction_row_unknown")],
    ),
    "a row of a table that was not given": (
        [("pools", "all", "change", "amount", "1", "2")],
        [(2, "key", "correction_row_unknown")],
    ),
    "a deletion of a row that is not there": ([("events", "E2", "delete")], [(2, "key", "correction_row_unknown")]),
    "an old value that differs": ([(*CHANGE[:4], "85", "87")], [(2, "old_value", "correction_old_value_differs")]),
    "an old value for an empty cell": (
        [("events", "E1", "change", "points", "2", "3")],
        [(2, "old_value", "correction_old_value_differs")],
    ),
    "no old value for a filled cell": ([(*CHANGE[:4], "", "87")], [(2, "old_value", "correction_old_value_differs")]),
    "a day that differs": (
        [("events", "E1", "change", "occurred_on", "2018-03-05", "2018-03-06")],
        [(2, "old_value", "correction_old_value_differs")],
    ),
    "a pay that differs, which is not repeated": (
        [("people", "P1", "change", "base_pay", "54321", "12345")],
        [(2, "old_value", "correction_old_value_differs")],
    ),
    "an old value that is no number": ([(*CHANGE[:4], "eighty", "87")], [(2, "old_value", "number_not_readable")]),
    "a new value that is no number": ([(*CHANGE[:5], "87分多")], [(2, "new_value", "number_not_readable")]),
    "a new value with too many decimals": ([(*CHANGE[:5], "87.00001")], [(2, "new_value", "number_too_precise")]),
    "a new value as a percentage": ([(*CHANGE[:5], "87%")], [(2, "new_value", "number_is_percentage")]),
    "a new value that is no day": (
        [("assignments", "P1|2018-01-01", "change", "end_date", "", "3/4/2018")],
        [(2, "new_value", "date_not_readable")],
    ),
    "a new value that is no choice": (
        [("people", "P1", "change", "role", "staff", "boss")],
        [(2, "new_value", "choice_unknown")],
    ),
    "a required cell emptied": (
        [("people", "P1", "change", "base_pay", "12000", "")],
        [(2, "new_value", "correction_value_missing")],
    ),
    "a key that is changed": (
        [("assignments", "P1|2018-01-01", "change", "start_date", "2018-01-01", "2018-02-01")],
        [(2, "column", "correction_of_key")],
    ),
    "a cell changed twice": ([CHANGE, (*CHANGE[:5], "88")], [(3, "column", "correction_cell_twice")]),
    "a cell changed twice under other names": (
        [CHANGE, ("项目得分", "T03 | work", "更正", "得分", "86.0", "87")],
        [(3, "column", "correction_cell_twice")],
    ),
    "a row changed and deleted": (
        [("events", "E1", "change", "points", "", "3"), ("events", "E1", "delete")],
        [(3, "action", "correction_row_of_two_actions")],
    ),
    "a row deleted and added again": (
        [("events", "E1", "delete"), *((*line[:1], "E1", *line[2:]) for line in EVENT)],
        [
            *((row, "action", "correction_row_of_two_actions") for row in (3, 4, 5, 6)),
            (3, "key", "correction_key_taken"),
        ],
    ),
    "a row deleted twice": (
        [("events", "E1", "delete"), ("events", "E1", "删除")],
        [(3, "key", "correction_row_deleted_twice")],
    ),
    "a deletion with a column": (
        [("events", "E1", "delete", "points")],
        [(2, "column", "correction_column_on_delete")],
    ),
    "a deletion with values": (
        [("events", "E1", "delete", "", "1号", "2号")],
        [(2, "old_value", "correction_value_on_delete"), (2, "new_value", "correction_value_on_delete")],
    ),
    "an added row whose key is taken": (
        [("component_scores", "T03|work", "add", "score", "", "87")],
        [(2, "key", "correction_key_taken")],
    ),
    "an added row with an old value": (
        [("component_scores", "T03|care", "add", "score", "1", "87")],
        [(2, "old_value", "correction_old_value_on_add")],
    ),
    "an added row that gives its key": (
        [*EVENT, ("events", "E9", "add", "event_id", "", "E9")],
        [(6, "column", "correction_add_of_key")],
    ),
    "an added row that gives a cell twice": ([*EVENT, EVENT[1]], [(6, "column", "correction_cell_twice")]),
    "an added row without a required cell": (list(EVENT[:3]), [(2, "key", "correction_row_incomplete")]),
    "an added row with an empty required cell": (
        [*EVENT[:3], ("events", "E9", "add", "document", "", "")],
        [(5, "new_value", "correction_value_missing")],
    ),
    "an added row without a column": ([("events", "E9", "add")], [(2, "column", "correction_column_missing")]),
    "an added row with a key of too many parts": (
        [("component_scores", "T03|work|1", "add", "score", "", "87")],
        [(2, "key", "correction_key_malformed")],
    ),
    "a row that the same file adds": (
        [*EVENT, ("events", "E9", "change", "document", "9号", "10号")],
        [(6, "key", "correction_row_unknown"), (6, "action", "correction_row_of_two_actions")],
    ),
    "unseen characters": (
        [("units", "T0\u200b3", "change", "unit_name", "镇3", "镇")],
        [(2, "key", "character_forbidden")],
    ),
    "everything at once": (
        [("salaries", "1", "change"), (*CHANGE[:4], "85", "x"), ("events", "E2", "delete", "points")],
        [
            (2, "table", "correction_table_unknown"),
            (3, "old_value", "correction_old_value_differs"),
            (3, "new_value", "number_not_readable"),
            (4, "key", "correction_row_unknown"),
            (4, "column", "correction_column_on_delete"),
        ],
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_is_refused(district, name) -> None:
    lines, expected = REFUSED[name]
    with pytest.raises(Refused) as refusal:
        corrected(input_tables(district.first), district.file(*lines))
    problems = refusal.value.problems
    assert sorted((p.place.row, p.column, p.code) for p in problems) == sorted(expected)
    assert all(p.place.file == "corrections.csv" for p in problems)
    told = [p.text(part, lang) for p in problems for part in ("what", "expected", "mend") for lang in LANGUAGES]
    assert all(told)
    assert not any("54321" in text or "12345" in text or "12000" in text for text in told)


def test_nobody_s_pay_stands_in_any_record_of_a_refusal(district) -> None:
    file = district.file(("people", "P1", "change", "base_pay", "54321", "12x45"))
    with pytest.raises(Refused) as refusal:
        corrected(input_tables(district.first), file)
    told = str([problem.as_record("en") for problem in refusal.value.problems])
    assert "54321" not in told
    assert "12x45" not in told
    assert "12000" not in told


FILES = {
    "headings only": ("table,key,action,column,old_value,new_value,reason\n", "corrections_empty"),
    "nothing": ("", "file_empty"),
    "no headings": ("units,T03,change,unit_name,a,b,c\n", "header_missing"),
    "no reason": ("table,key,action,column,old_value,new_value\nunits,T03,change,unit_name,镇3,b\n", "column_missing"),
    "a column twice": ("table,key,key,action,reason\nunits,T03,T03,delete,r\n", "column_twice"),
    "too few fields": ("table,key,action,reason\nunits,T03\n", "row_ragged"),
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_without_lines_that_can_be_judged_is_refused(district, tmp_path, name) -> None:
    text, code = FILES[name]
    file = tmp_path / "corrections.csv"
    file.write_text(text, "utf-8")
    with pytest.raises(Refused) as refusal:
        corrected(input_tables(district.first), file)
    assert [problem.code for problem in refusal.value.problems] == [code]


def test_a_missing_reason_is_told_line_by_line(district) -> None:
    file = district.file(CHANGE)
    file.write_text(file.read_text("utf-8").replace("复核", ""), "utf-8")
    with pytest.raises(Refused) as refusal:
        corrected(input_tables(district.first), file)
    assert [(p.code, p.place.row, p.column) for p in refusal.value.problems] == [("required_cell_empty", 2, "reason")]


def test_no_file_at_all_is_refused(district) -> None:
    with pytest.raises(Refused) as refusal:
        corrected(input_tables(district.first), Path("nowhere.csv"))
    assert [problem.code for problem in refusal.value.problems] == ["file_missing"]


def test_a_key_that_means_two_rows_is_refused(tmp_path) -> None:
    (tmp_path / "contests.csv").write_text(
        "contest,round,unit_id,points\nrace,1|T01,T02,5\nrace,1,T01|T02,3\n", "utf-8"
    )
    file = tmp_path / "corrections.csv"
    file.write_text("table,key,action,column,old_value,new_value,reason\ncontests,race|1|T01|T02,change,points,5,4,r\n")
    with pytest.raises(Refused) as refusal:
        corrected(read_inputs(tmp_path)[0], file)
    assert [problem.code for problem in refusal.value.problems] == ["correction_key_ambiguous"]


def test_every_text_of_the_room_is_used_and_every_refusal_shown() -> None:
    texts = tomllib.loads(files("contracts").joinpath("texts", "corrections.toml").read_text("utf-8"))
    room = Path(corrections.__file__).parents[1]
    others = [room / "runs" / "handed_out.py", room / "bookkeeping.py", room / "publication.py"]
    files_read = [*(room / "corrections").glob("*.py"), *others]
    source = "".join(file.read_text("utf-8") for file in files_read)
    assert [code for code in texts if f'"{code}"' not in source] == []
    shown = {code for _, expected in REFUSED.values() for _, _, code in expected}
    elsewhere = {"corrections_empty", "correction_key_ambiguous", "output_taken", "publication_measured_before"}
    assert set(texts) - shown - elsewhere == set()
