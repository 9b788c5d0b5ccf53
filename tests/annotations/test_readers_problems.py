"""What the reader itself finds wrong in a sheet, each at its cell or row of the copy; and where there is no copy."""

from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from marked_inputs import marked

from contracts.problem import LANGUAGES, Language
from contracts.tables import READ_TABLES
from pay_linkage.annotations import checked_copy
from pay_linkage.cli.main import main
from pay_linkage.intake import read_inputs
from tests.intake.sheet_layouts import REFUSED, written

WHERE = {
    "amounts whose unit only a caption gives": {"B2"},
    "amounts whose unit only the title gives": {"B1"},
    "amounts whose unit only a note gives": {"B3"},
    "two tables side by side": {"D1", "E1"},
    "hidden rows with people": {"A3"},
    "one amount merged over two people": {"D2"},
    "scores of quarters below one merged heading": {"A2"},
    "scores of quarters without merged cells": {"A2"},
    "a merged heading over two columns of numbers": {"F2"},
    "a score of another year alone": {"A2"},
    "two groups that both hold a score": {"D2"},
    "a second table below": {"A4", "C5"},
    "a smaller table above": {"A1"},
    "a heading misspelt by one character": {"A1"},
    "an optional column in thousands": {"A1"},
}
"""Layout → the cells that are marked; of merged cells the one that shows."""


@pytest.mark.parametrize("name", REFUSED)
def test_what_the_reader_refuses_is_marked_where_it_stands(name: str, tmp_path: Path) -> None:
    layout = REFUSED[name]
    book = written(tmp_path / "book.xlsx", layout, READ_TABLES[layout.table].zh)
    tables, problems = read_inputs(book)
    copy = openpyxl.load_workbook(BytesIO(checked_copy(book, tables, problems, "zh") or b""))
    told = marked(copy)
    assert {cell for _, cell in told} == WHERE[name]
    for problem in problems:
        assert any(problem.text("mend", "zh") in comment for comment in told.values())


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("name", "text"), [("people.csv", "工号,姓名\n1,甲\n"), ("book.xlsx", "no workbook at all")])
def test_where_no_copy_can_be_made_a_sentence_says_so(
    name: str, text: str, lang: Language, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys
) -> None:
    (tmp_path / name).write_text(text, "utf-8")
    order = ["check", "--scheme", "community-contest", "--cycle", "2020", "--inputs", str(tmp_path / name)]
    copy = tmp_path / "copy.xlsx"
    monkeypatch.setattr(sys, "argv", ["pay-linkage", "--lang", lang, *order, "--annotated", str(copy)])
    with pytest.raises(SystemExit) as left:
        main()
    told = "没有生成标注副本" if lang == "zh" else "No marked copy was written"
    assert (left.value.code, told in capsys.readouterr().err, copy.exists()) == (2, True, False)
