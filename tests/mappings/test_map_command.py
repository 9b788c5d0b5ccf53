from __future__ import annotations

import sys
from pathlib import Path

import pytest

from contracts.problem import LANGUAGES, Refused
from pay_linkage.cli.main import main
from pay_linkage.mappings import read_mapping
from pay_linkage.mappings.proposal import proposal
from tests.mappings.house import STAFF, column, folder, house, mapped, told

QUARTERLY = [["基本信息", None, "考核得分", None], ["工号", "姓名", "一季度", "二季度"], ["P1", "张三", 90, 91]]


def completed(text: str) -> str:
    """The proposal with its questions answered."""
    answers = {
        '# role: {constant: "staff"}': 'role: {constant: "staff"}',
        '# graded: {constant: "yes"}': 'graded: {constant: "yes"}',
        "# base_pay: ?": "base_pay: 年薪",
        "# category: ?": "category: {constant: department}",
    }
    for question, answer in answers.items():
        text = text.replace(question, answer)
    return text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_proposal_with_its_questions_answered_is_a_mapping_that_reads_the_files(tmp_path: Path, lang) -> None:
    inputs = house(tmp_path / "in")
    found = mapped(inputs, completed(proposal(inputs, lang)))
    assert told(found) == [("mapped_rows_differ", "staff.xlsx", "B5")]  # the one without scores, who has left
    assert column(found, "people", "score") == ["4.0450", "1.7500", None]
    assert column(found, "units", "unit_id") == ["财务部", "人事部"]
    assert column(found, "assignments", "person_id") == ["1001", "1002", "1003"]


def test_a_question_left_open_is_refused_with_its_column(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        read_mapping(proposal(house(tmp_path / "in"), "en").encode(), "mapping.yaml")
    assert {(p.code, p.key) for p in refused.value.problems} == {
        ("scheme_key_missing", f"tables.{key}")
        for key in ("units.columns.category", *(f"people.columns.{c}" for c in ("role", "base_pay", "graded")))
    }


def test_headings_of_several_rows_are_proposed_by_as_few_levels_as_are_clear(tmp_path: Path) -> None:
    inputs = folder(tmp_path / "in", scores=QUARTERLY)
    text = proposal(inputs / "scores.xlsx", "zh")
    assert "header: 1-2" in text
    assert 'person_id: "工号"' in text
    assert "一季度 | 二季度" in text


def test_nobody_is_named_in_a_proposal(tmp_path: Path) -> None:
    inputs = house(tmp_path / "in", plain=[["甲", "乙", "丙"], ["张三", "P1", 36000]])
    for lang in LANGUAGES:
        text = proposal(inputs, lang) + proposal(inputs / "plain.xlsx", lang)
        assert not any(secret in text for secret in ("张三", "李四", "36000", "24000"))


def test_the_command_shows_a_proposal_or_writes_it_where_nothing_stands(tmp_path: Path, monkeypatch, capsys) -> None:
    inputs = folder(tmp_path / "in", staff=STAFF)
    out = tmp_path / "mapping.yaml"

    def ran(*arguments: object) -> tuple[int, str]:
        monkeypatch.setattr(sys, "argv", ["pay-linkage", "--lang", "zh", "map", *map(str, arguments)])
        with pytest.raises(SystemExit) as left:
            main()
        captured = capsys.readouterr()
        return int(left.value.code or 0), captured.out + captured.err

    assert ran(inputs / "staff.xlsx") == (0, proposal(inputs / "staff.xlsx", "zh"))
    assert ran(inputs / "staff.xlsx", "--out", out)[0] == 0
    assert out.read_text("utf-8") == proposal(inputs / "staff.xlsx", "zh")
    assert out.stat().st_mode & 0o077 == 0
    assert ran(inputs / "staff.xlsx", "--out", out)[0] != 0
    status, said = ran(tmp_path / "none.xlsx")
    assert (status, "找不到" in said) == (2, True)


def test_a_form_without_a_header_is_refused_without_the_advice_to_do_the_same_again(tmp_path: Path) -> None:
    form = folder(tmp_path / "in", form=[["2018年度考核登记表"], ["2018"], ["12.5"]])
    for path in (form, form / "form.xlsx"):
        with pytest.raises(Refused) as refused:
            proposal(path, "zh")
        (problem,) = refused.value.problems
        assert (problem.code, problem.facts["found"]) == ("map_without_header", "form.xlsx")
        for lang in LANGUAGES:
            assert "pay-linkage map" not in problem.text("mend", lang)
