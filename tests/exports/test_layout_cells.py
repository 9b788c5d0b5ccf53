"""What stands in the cells: conditions, signs, days, words, texts with names, encodings, and what is refused."""

from __future__ import annotations

from decimal import Decimal

import polars as pl
import pytest
from due_rows import AMOUNTS, PEOPLE, SUBJECT, csv_rows, file_of, layout_of, rows, sheet_of
from hypothesis import given
from hypothesis import strategies as st

from contracts.problem import LANGUAGES, Refused
from pay_linkage.layouts import FileKind, Subject

PERSON = "{heading: person, from: person_id}"
AMOUNT = "{heading: amount, from: amount}"
BOTH = {"0010": "5.00", "0002": "0.00", "8": "-2.50"}


def column(of: str, **options: str) -> list[str]:
    """The cells of one further column."""
    layout = layout_of(f"{PERSON}\n{AMOUNT}\n{{heading: further, {of}}}", **options)
    return [row[2] for row in csv_rows(file_of(layout))[1:]]


def codes(layout_text: str, kind: FileKind = "full", due: pl.DataFrame | None = None, **parameters: str) -> list[str]:
    with pytest.raises(Refused) as refusal:
        file_of(layout_of(layout_text), kind, due, **parameters)
    for problem in refusal.value.problems:
        assert problem.value is None or problem.table != "people"
        assert all(problem.text(part, lang) for part in ("what", "expected", "mend") for lang in LANGUAGES)
    return [problem.code for problem in refusal.value.problems]


@pytest.mark.parametrize(
    ("condition", "people"),
    [("amount > 0", ["0010"]), ("amount != 0", ["0010", "8"]), (None, ["0002", "0010", "8"])],
)
def test_a_condition_tells_which_rows_stand_in_the_file(condition: str | None, people: list[str]) -> None:
    layout = layout_of(f"{PERSON}\n{AMOUNT}", more=f"condition: {condition}" if condition else "")
    assert [row[0] for row in csv_rows(file_of(layout, due=rows(BOTH, None)))[1:]] == people


@pytest.mark.parametrize(
    ("sign", "amounts"),
    [
        ("as_it_is", ["0.00", "5.00", "-2.50"]),
        ("negated", ["0.00", "-5.00", "2.50"]),
        ("absolute", ["0.00", "5.00", "2.50"]),
    ],
)
def test_a_sign_turns_amounts(sign: str, amounts: list[str]) -> None:
    layout = layout_of(f"{PERSON}\n{{heading: amount, from: amount, sign: {sign}}}")
    assert [row[1] for row in csv_rows(file_of(layout, due=rows(BOTH, None)))[1:]] == amounts


def test_a_columns_condition_leaves_cells_empty() -> None:
    assert column("from: unit_id, condition: amount > 0") == ["0102", "0101", "", "0201"]
    held = column("from: held, condition: held != 0", more="files: [full]")
    assert held == ["", "", "", ""]


@pytest.mark.parametrize(
    ("of", "cells"),
    [
        ("from: row_number", ["1", "2", "3", "4"]),
        ("from: cycle", ["2018"] * 4),
        ("from: first_day", ["2018-01-01"] * 4),
        ("from: last_day, format: YYYYMMDD", ["20181231"] * 4),
        ("from: last_day, format: YYYY/MM/DD", ["2018/12/31"] * 4),
        ("from: last_day, format: DD.MM.YYYY", ["31.12.2018"] * 4),
        ("from: unit_name", ["环南", "城东", "财政局", "财政局"]),
        ("from: individual_grade", ["competent", "excellent", "", "competent"]),
        ('text: "{pay_item}/{publication}/{run_id}"', ["PERF-YE/7/2018-0123456789ab"] * 4),
        ('text: "{unit_id}-{individual_grade}"', ["0102-competent", "0101-excellent", "", "0201-competent"]),
        ("text: fixed", ["fixed"] * 4),
        ("from: held", ["0.00"] * 4),
    ],
)
def test_what_a_column_may_draw_from(of: str, cells: list[str]) -> None:
    assert column(of, more="files: [full]") == cells


def test_days_are_days_in_a_workbook() -> None:
    layout = layout_of(
        f"{PERSON}\n{AMOUNT}\n{{heading: day, from: last_day, format: YYYYMMDD}}"
        "\n{heading: n, text: '10', format: integer}",
        head="file: {kind: xlsx, sheet: 表}",
    )
    sheet = sheet_of(file_of(layout))
    assert str(sheet["C2"].value) == "2018-12-31 00:00:00"
    assert sheet["C2"].number_format == "yyyymmdd"
    assert (sheet["D2"].value, sheet["D2"].number_format) == (10, "0")


def test_encodings_marks_line_ends_and_separators_are_as_asked() -> None:
    columns = f"{PERSON}\n{AMOUNT}\n{{heading: 单位, from: unit_name}}"
    plain = file_of(layout_of(columns)).decode()
    assert file_of(layout_of(columns, "file: {kind: csv, byte_order_mark: true}")) == b"\xef\xbb\xbf" + plain.encode()
    assert file_of(layout_of(columns, "file: {kind: csv, encoding: gb18030}")) == plain.encode("gb18030")
    assert file_of(layout_of(columns, "file: {kind: csv, line_end: crlf}")) == plain.replace("\n", "\r\n").encode()
    assert file_of(layout_of(columns, "file: {kind: csv, separator: semicolon}")) == plain.replace(",", ";").encode()


def test_a_character_that_the_encoding_lacks_is_refused_by_person() -> None:
    rare = PEOPLE.with_columns(pl.lit("\U00020089").alias("unit_name"))
    layout = layout_of(f"{PERSON}\n{AMOUNT}\n{{heading: u, from: unit_name}}", "file: {kind: csv, encoding: gbk}")
    with pytest.raises(Refused) as refusal:
        file_of(layout, due=rows(people=rare))
    assert {problem.code for problem in refusal.value.problems} == {"export_cell_not_encodable"}
    assert [problem.key for problem in refusal.value.problems] == ["0002", "0010", "7", "8"]
    wide = layout_of(f"{PERSON}\n{AMOUNT}\n{{heading: u, from: unit_name}}", "file: {kind: csv, encoding: gb18030}")
    assert "\U00020089" in file_of(wide, due=rows(people=rare)).decode("gb18030")


def test_a_problem_names_the_cell_of_the_people_table() -> None:
    layout = layout_of(f"{PERSON}\n{AMOUNT}\n{{heading: n, from: id_number, pattern: '[0-9X]+'}}")
    with pytest.raises(Refused) as refusal:
        file_of(layout)
    found = [(problem.code, problem.place.cell, problem.key, problem.value) for problem in refusal.value.problems]
    assert found == [("export_cell_malformed", "G4", "7", None), ("export_cell_malformed", "G5", "8", None)]


def test_cells_that_cannot_be_are_refused() -> None:
    assert codes(f"{PERSON}\n{AMOUNT}\n{{heading: g, from: individual_grade, required: true}}") == ["export_cell_empty"]
    assert codes(f"{PERSON}\n{AMOUNT}\n{{heading: u, from: unit_name, longest: 2}}") == ["export_cell_too_long"] * 2
    words = "words: {resident_id: a, passport: b, other: c}"
    assert codes(f"{PERSON}\n{AMOUNT}\n{{heading: t, from: id_type, {words}}}") == ["export_word_missing"]


def test_a_number_of_a_publication_is_not_invented() -> None:
    draft = Subject(2018, "2018-0123456789ab", "PERF-YE", "Pay", "绩效", None)
    layout = layout_of(f"{PERSON}\n{AMOUNT}\n{{heading: p, from: publication}}")
    with pytest.raises(Refused) as refusal:
        file_of(layout, subject=draft)
    assert [problem.code for problem in refusal.value.problems] == ["export_run_not_published"]
    assert csv_rows(file_of(layout, subject=SUBJECT))[1][2] == "7"


def test_parameters_are_asked_for_and_judged() -> None:
    text = f'{PERSON}\n{AMOUNT}\n{{heading: c, text: "{{c}}"}}\n{{heading: d, from: d}}'
    more = "parameters: {c: {title: {en: C, zh: 公司}}, d: {title: {en: D, zh: 日}, kind: date}}"
    layout = layout_of(text, more=more)

    def found(**given: str) -> list[str]:
        with pytest.raises(Refused) as refusal:
            file_of(layout, **given)
        return [problem.code for problem in refusal.value.problems]

    assert found() == ["export_parameter_missing"] * 2
    assert found(c="x", d="2019-02-30") == ["export_parameter_not_a_day"]
    assert found(c="x", d="2019-02-28", e="y") == ["export_parameter_unknown"]
    assert found(c=" ", d="2019-02-28") == ["export_parameter_missing"]
    assert found(c="{nobody}", d="2019-02-28") == ["export_parameter_names_nothing"]
    assert csv_rows(file_of(layout, c="{cycle} {person_id}", d="2019-02-28"))[1] == [
        "0002",
        "100.10",
        "2018 0002",
        "2019-02-28",
    ]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", " =", "﹦"])
@pytest.mark.parametrize("kind", ["csv", "xlsx, sheet: 表"])
def test_no_text_is_computed(start: str, kind: str) -> None:
    name = f"{start}1+1|cmd"
    people = PEOPLE.with_columns(person_name=pl.lit(name), unit_name=pl.lit(name))
    columns = f"{PERSON}\n{AMOUNT}\n{{heading: n, from: person_name}}\n{{heading: t, text: '{{unit_name}}'}}"
    data = file_of(layout_of(columns, f"file: {{kind: {kind}}}"), due=rows(people=people))
    if kind == "csv":
        assert {tuple(row[2:]) for row in csv_rows(data)[1:]} == {(f"'{name}", f"'{name}")}
        return
    sheet = sheet_of(data)
    for row in sheet.iter_rows(min_row=2, min_col=3):
        assert {cell.data_type for cell in row} == {"s"}


@given(st.lists(st.decimals(-(10**9), 10**9, places=2), min_size=1, max_size=6))
def test_every_amount_is_written_to_the_cent(amounts: list[Decimal]) -> None:
    due = {f"P{number}": f"{amount:.2f}" for number, amount in enumerate(amounts)}
    written = csv_rows(file_of(layout_of(f"{PERSON}\n{AMOUNT}"), due=rows(due, None)))[1:]
    assert {person: Decimal(amount) for person, amount in written} == {p: Decimal(a) for p, a in due.items()}
    assert all(amount == f"{Decimal(amount):.2f}" for _, amount in written)
    assert list(AMOUNTS) == ["0010", "0002", "7", "8"]
