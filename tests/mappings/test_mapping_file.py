from __future__ import annotations

import ast
import tomllib
from importlib.resources import files
from pathlib import Path

import pytest

import pay_linkage.mappings
from contracts.problem import LANGUAGES, Refused
from pay_linkage.mappings import mapping_bytes, read_mapping
from tests.mappings.house import LOOKUP, PEOPLE, UNITS

SHARED = {
    "mapping_file_too_large",
    "mapping_not_utf8",
    "mapping_file_empty",
    "mapping_yaml_second_document",
    "mapping_yaml_alias",
    "mapping_too_many_parts",
}
"""Told by the shared reader under a scheme's code."""


def refusals(text: str) -> list[tuple[str, str | None, int | None]]:
    with pytest.raises(Refused) as refused:
        read_mapping(text.encode(), "mapping.yaml")
    for problem in refused.value.problems:
        assert problem.table == "mapping"
        assert all(problem.text(part, lang) for part in ("what", "expected", "mend") for lang in LANGUAGES)
    return [(p.code, p.key, p.place.row) for p in refused.value.problems]


PAY = "base_pay: 年薪"
FILE = "file: staff.xlsx"
HEADED = f"{FILE}\n    header: "
FAULTS = [
    ("  people:", "  peple:", "scheme_unknown_key", "tables.peple", 4),
    ("role:", "rôle:", "scheme_unknown_key", "tables.people.columns.rôle", 10),
    (f"      {PAY}\n", "", "scheme_key_missing", "tables.people.columns.base_pay", 7),
    ("only:", "onyl:", "scheme_unknown_key", "tables.people.onyl", 6),
    (PAY, "base_pay: {heading: 年薪, constant: '1'}", "mapping_cell_sources", "tables.people.columns.base_pay", 11),
    (PAY, "base_pay: {values: {a: b}}", "mapping_cell_sources", "tables.people.columns.base_pay", 11),
    (PAY, "base_pay: {joined: [年薪]}", "mapping_cell_sources", "tables.people.columns.base_pay.joined", 11),
    (FILE, f"{HEADED}5-3", "mapping_header_rows", "tables.people.header", 6),
    (FILE, f"{HEADED}first", "mapping_header_rows", "tables.people.header", 6),
    (FILE, f"{FILE}\n    hidden_rows: yes", "scheme_choice_unknown", "tables.people.hidden_rows", 6),
    (PAY, f"{PAY}\n      base_pay: 月薪", "scheme_key_twice", "tables.people.columns.base_pay", 12),
    (PAY, "base_pay: &a 年薪", "scheme_yaml_anchor", "tables.people.columns.base_pay", 11),
    (PAY, "base_pay: !!python/object:os.system 年薪", "scheme_yaml_tag", "tables.people.columns.base_pay", 11),
    (PAY, "base_pay:", "scheme_value_empty", "tables.people.columns.base_pay", 11),
    ("rows: 4, ", "", "scheme_key_missing", "tables.people.columns.score.lookup.rows", 15),
    (", decimals: 2", "", "scheme_key_missing", "tables.people.columns.score.lookup.decimals", 15),
    ("mean", "median", "scheme_choice_unknown", "tables.people.columns.score.lookup.combine", 15),
    ("score:", "grade_cap:", "mapping_combine_not_number", "tables.people.columns.grade_cap.lookup.combine", 15),
]


@pytest.mark.parametrize(("old", "new", "code", "key", "line"), FAULTS)
def test_what_a_mapping_may_not_say_is_refused_with_line_and_key(old, new, code, key, line) -> None:
    assert old in PEOPLE + LOOKUP
    assert (code, key, line) in refusals((PEOPLE + LOOKUP).replace(old, new, 1))


def test_all_that_is_wrong_is_told_at_once_in_the_order_of_the_file() -> None:
    text = (
        PEOPLE.replace("角色", "x")
        .replace("person_name: 姓名", "person_nam: 姓名")
        .replace("base_pay: 年薪", "base_pay: ~")
    )
    assert [(code, row) for code, _, row in refusals(text)] == [
        ("scheme_key_missing", 7),
        ("scheme_unknown_key", 9),
        ("scheme_value_empty", 11),
    ]


def test_a_column_is_given_by_its_heading_or_by_the_spread_not_by_both() -> None:
    spread = "    spread: {into: unit_name, value: category, headings: {甲: a}}\n"
    assert [code for code, *_ in refusals("mapping: m\ntables:" + UNITS + spread)] == ["mapping_cell_sources"] * 2
    strange = "    spread: {into: unit_nam, value: category, headings: {甲: a}}\n"
    assert "scheme_unknown_key" in [code for code, *_ in refusals("mapping: m\ntables:" + UNITS + strange)]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"\xff\xfe\x00", "mapping_not_utf8"),
        (b"", "mapping_file_empty"),
        (PEOPLE.encode() + b"---\na: b\n", "mapping_yaml_second_document"),
        (b"mapping: &a x\ntables: *a\n", "mapping_yaml_alias"),
        (b"a" * (1024 * 1024 + 1), "mapping_file_too_large"),
        (b"mapping: m\ntables: [" + b"[]," * 20_001 + b"]", "mapping_too_many_parts"),
    ],
)
def test_what_is_no_mapping_file_is_told_in_words_for_mappings(data: bytes, code: str) -> None:
    with pytest.raises(Refused) as refused:
        read_mapping(data, "mapping.yaml")
    assert code in [problem.code for problem in refused.value.problems]


def test_a_mapping_that_is_not_there_or_no_plain_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "link.yaml").symlink_to(tmp_path / "nowhere")
    for path in (tmp_path / "none.yaml", tmp_path, tmp_path / "link.yaml"):
        with pytest.raises(Refused) as refused:
            mapping_bytes(path)
        assert [problem.code for problem in refused.value.problems] == ["mapping_not_found"]


def test_every_code_of_mappings_has_a_text_and_every_text_a_use() -> None:
    texts = tomllib.loads(files("contracts").joinpath("texts", "mappings.toml").read_text("utf-8"))
    used = set(SHARED)
    for path in Path(pay_linkage.mappings.__file__).parent.glob("*.py"):
        constants = (n.value for n in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(n, ast.Constant))
        used |= {c for c in constants if isinstance(c, str) and c in texts}
    assert used == set(texts)
