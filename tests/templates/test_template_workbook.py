"""The template holds what the scheme asks for and nothing that could be paid, and helps whoever types into it."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import openpyxl
import polars as pl
import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from polars.testing import assert_frame_equal

from contracts.columns import COLUMNS
from contracts.input_table import ROW
from contracts.problem import LANGUAGES, Language
from contracts.table import Table
from contracts.tables import INPUT_TABLES
from pay_linkage.intake import column_of, read_inputs, table_of
from pay_linkage.intake.headings import close_table
from pay_linkage.schemes import Scheme, builtin_schemes, load_scheme
from pay_linkage.templates import new_cycle_tables, template_workbook
from pay_linkage.templates.code_lists import CHOICES, code_lists
from pay_linkage.templates.template_text import meaning, notes, texts

SAMPLES = Path(__file__).resolve().parents[2] / "sample_data"
DISTRICT = "dinghai-2018-indirect"
NEEDED = {
    "dinghai-2018-indirect": "units component_scores ratings events contests ballots people assignments pools",
    "dinghai-2017": "units component_scores ratings events contests people assignments",
    "community-contest": "units component_scores events contests ballots people assignments pools",
    "public-institution-2023": None,
    "dinghai-2018-direct": None,
}
HEADINGS, FIRST = 3, 4
LONGEST_PROMPT, LONGEST_TITLE = 255, 32


def workbook(name: str = DISTRICT, lang: Language = "zh", prefill: dict[str, pl.DataFrame] | None = None) -> Workbook:
    return openpyxl.load_workbook(BytesIO(template_workbook(load_scheme(name), lang, prefill)))


def sample(name: str) -> dict[str, pl.DataFrame]:
    tables, problems = read_inputs(SAMPLES / name)
    assert problems == []
    return {name: table.frame for name, table in tables.items()}


def sheet_of(book: Workbook, table: Table) -> Worksheet:
    return next(sheet for sheet in book if table_of(sheet.title) is table)


def headings(sheet: Worksheet) -> list[str]:
    return [str(cell.value) for cell in sheet[HEADINGS]]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", builtin_schemes())
def test_there_is_a_sheet_for_each_table_that_the_scheme_needs(name: str, lang: Language) -> None:
    needed = NEEDED[name]
    titles = workbook(name, lang).sheetnames
    tables = [table.name for title in titles[1:-1] if (table := table_of(title))]
    assert len(tables) == len(titles) - 2
    assert needed is None or tables == needed.split()
    assert {"units", "people", "assignments"} <= set(tables)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_headings_are_in_the_language_and_tell_the_other_one(lang: Language) -> None:
    book = workbook(lang=lang)
    for title in book.sheetnames[1:-1]:
        table, sheet = table_of(title), book[title]
        assert table is not None
        assert title == (table.zh if lang == "zh" else table.en)
        for text, column, cell in zip(headings(sheet), table.columns, sheet[HEADINGS], strict=True):
            own, other = (column.zh, column.en) if lang == "zh" else (column.en, column.zh)
            assert text == own + ("*" if column.name in table.required else "")
            assert other in cell.comment.text
            assert column.name in cell.comment.text


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", builtin_schemes())
def test_an_untouched_template_is_read_as_empty_tables(name: str, lang: Language, tmp_path: Path) -> None:
    file = tmp_path / "template.xlsx"
    file.write_bytes(template_workbook(load_scheme(name), lang))
    tables, problems = read_inputs(file)
    assert problems == []
    assert {name: table.frame.height for name, table in tables.items()} == dict.fromkeys(tables, 0)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_sheet_shows_an_example_that_fills_a_row(lang: Language) -> None:
    book = workbook(lang=lang)
    for title in book.sheetnames[1:-1]:
        sheet, table = book[title], table_of(title)
        assert table is not None
        row = {column.name: cell.value for column, cell in zip(table.columns, sheet[1], strict=True)}
        assert str(row[table.columns[0].name]).startswith({"zh": "示例：", "en": "Example: "}[lang])
        assert all(row[name] for name in table.required)
        assert all(cell.font.italic for cell in sheet[1])


def test_an_example_in_the_place_of_a_row_is_refused(tmp_path: Path) -> None:
    book = workbook()
    for title in book.sheetnames[1:-1]:
        for cell in book[title][1]:
            book[title].cell(FIRST, cell.column, cell.value)
    book.save(tmp_path / "copied.xlsx")
    tables, _ = read_inputs(tmp_path / "copied.xlsx")
    assert tables["people"].frame["person_id"].to_list() == ["示例：000123"]
    assert tables["assignments"].frame["person_id"].to_list() == ["示例：000123"]
    assert tables["assignments"].frame["unit_id"].to_list() == ["T01"]
    assert tables["units"].frame["unit_id"].to_list() == ["示例：T01"]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", builtin_schemes())
def test_no_other_sheet_is_taken_for_a_table(name: str, lang: Language) -> None:
    book = workbook(name, lang, sample("dinghai_2018"))
    for title in (book.sheetnames[0], book.sheetnames[-1]):
        assert table_of(title) is None
        assert close_table(title) is None
        for row in book[title].iter_rows(values_only=True):
            means = [column_of(str(cell), table) for cell in row if cell for table in INPUT_TABLES.values()]
            assert not any(means)


def test_the_first_sheet_explains_in_ten_lines() -> None:
    for lang in LANGUAGES:
        sheet = workbook(lang=lang).worksheets[0]
        assert sheet.max_row == 10
        assert all(sheet.cell(row, 1).value for row in range(1, 11))
    assert len(notes("zh", title="", scheme="", units="", codes="")) == 10


def test_headings_stay_in_view() -> None:
    book = workbook()
    assert {book[title].freeze_panes for title in book.sheetnames[1:-1]} == {"A4"}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_codes_and_id_numbers_are_kept_as_text(lang: Language) -> None:
    book = workbook(lang=lang, prefill=sample("dinghai_2018"))
    for title in book.sheetnames[1:-1]:
        table, sheet = table_of(title), book[title]
        assert table is not None
        for column, heading in zip(table.columns, sheet[HEADINGS], strict=True):
            if column.kind in {"code", "text"}:
                assert sheet.column_dimensions[heading.column_letter].number_format == "@", (title, column.name)
                cells = [sheet.cell(row, heading.column) for row in range(FIRST, sheet.max_row + 1)]
                assert {(cell.number_format, cell.data_type) for cell in cells if cell.value is not None} <= {
                    ("@", "s")
                }


def chosen(book: Workbook, table: str, column: str) -> list[str]:
    """The codes that the drop-down of a column offers."""
    sheet = sheet_of(book, INPUT_TABLES[table])
    letter = sheet[HEADINGS][[c.name for c in INPUT_TABLES[table].columns].index(column)].column_letter
    rules = [r for r in sheet.data_validations.dataValidation if f"{letter}{FIRST}" in r.sqref]
    assert [rule.type for rule in rules] == ["list"], (table, column)
    where, cells = rules[0].formula1.rsplit("!", 1)
    return [str(row[0].value) for row in book[where.strip("'")][cells.replace("$", "")]]


def test_drop_downs_offer_what_the_scheme_knows() -> None:
    book = workbook()
    assert chosen(book, "units", "category") == ["township", "organ"]
    assert chosen(book, "component_scores", "component") == [
        "economic_development",
        "social_development",
        "other_work",
        "leaders_evaluation",
        "breakthrough_work",
        "common_work",
    ]
    assert chosen(book, "ballots", "component") == ["democratic_evaluation", "grassroots_evaluation"]
    assert chosen(book, "ballots", "voter_group") == ["leaders", "grassroots", "public", "townships", "communities"]
    assert chosen(book, "ballots", "option") == ["excellent", "good", "fair", "poor"]
    assert chosen(book, "ratings", "department") == [
        "discipline_inspection",
        "organization",
        "publicity",
        "united_front",
    ]
    assert chosen(book, "events", "code") == list(load_scheme(DISTRICT).events)
    assert chosen(book, "contests", "contest") == ["double_learning"]
    assert chosen(book, "people", "id_type")[0] == "居民身份证"
    assert chosen(book, "people", "role") == ["职工", "负责人"]
    assert chosen(book, "people", "graded") == ["是", "否"]
    assert chosen(book, "people", "grade_cap") == ["excellent", "competent", "basically_competent", "incompetent"]
    assert chosen(book, "people", "grade_fixed") == ["competent", "basically_competent", "incompetent"]
    assert chosen(workbook(lang="en"), "people", "role") == ["staff", "head"]
    assert chosen(workbook("community-contest"), "pools", "scope_id") == ["all"]


def test_units_are_chosen_from_their_own_sheet_as_far_as_it_is_filled() -> None:
    book = workbook(prefill=sample("dinghai_2018"))
    for table in ("component_scores", "events", "contests", "ballots", "assignments", "pools"):
        sheet = sheet_of(book, INPUT_TABLES[table])
        formulas = {rule.formula1 for rule in sheet.data_validations.dataValidation if "OFFSET" in rule.formula1}
        assert formulas == {"OFFSET('单位'!$A$4,0,0,MAX(1,COUNTA('单位'!$A$4:$A$5044)),1)"}


def rule_of(book: Workbook, table: str, column: str) -> tuple[str, str, str | None]:
    sheet = sheet_of(book, INPUT_TABLES[table])
    letter = sheet[HEADINGS][[c.name for c in INPUT_TABLES[table].columns].index(column)].column_letter
    (rule,) = [r for r in sheet.data_validations.dataValidation if f"{letter}{FIRST}" in r.sqref]
    return rule.type, rule.formula1, rule.formula2


def test_numbers_and_days_are_checked_while_they_are_typed() -> None:
    book = workbook()
    assert rule_of(book, "component_scores", "score") == ("decimal", "0", "40")
    assert rule_of(book, "ratings", "score") == ("decimal", "0", "100")
    assert rule_of(book, "people", "base_pay") == ("decimal", "0", "999999999999")
    assert rule_of(book, "contests", "points") == ("decimal", "-999999999999", "999999999999")
    assert rule_of(book, "events", "points") == ("decimal", "0", "999999999999")
    assert rule_of(book, "ballots", "votes") == ("whole", "0", "999999999999")
    assert rule_of(book, "assignments", "start_date") == ("date", "DATE(1901,1,1)", None)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", builtin_schemes())
def test_every_rule_speaks_before_and_after(name: str, lang: Language) -> None:
    for sheet in workbook(name, lang):
        for rule in sheet.data_validations.dataValidation:
            assert rule.showInputMessage
            assert rule.showErrorMessage
            assert 0 < len(rule.prompt) <= LONGEST_PROMPT
            assert 0 < len(rule.error) <= LONGEST_PROMPT
            assert 0 < len(rule.errorTitle) <= LONGEST_TITLE
            assert "{" not in rule.prompt + rule.error


def test_a_list_of_codes_says_at_the_cell_what_they_mean_where_there_is_room() -> None:
    book = workbook(lang="zh")
    prompts = {
        (table, at): rule.prompt
        for table in ("项目得分", "加减分事项", "人员")
        for rule in book[table].data_validations.dataValidation
        for at in [str(rule.sqref)[0]]
    }
    assert "\neconomic_development 经济发展 · 乡镇（街道）：满分 " in prompts["项目得分", "B"]
    assert prompts["加减分事项", "C"] == "请从下拉列表中选择；含义见“代码表”工作表。"
    assert prompts["人员", "C"] == "请从下拉列表中选择。"


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    ("name", "folder"),
    [
        (DISTRICT, "dinghai_2018"),
        ("dinghai-2017", "dinghai_2017"),
        ("community-contest", "community"),
        ("public-institution-2023", "public_institution"),
    ],
)
def test_what_is_filled_in_is_read_as_it_was(name: str, folder: str, lang: Language, tmp_path: Path) -> None:
    given = sample(folder)
    file = tmp_path / "template.xlsx"
    file.write_bytes(template_workbook(load_scheme(name), lang, given))
    tables, problems = read_inputs(file)
    assert problems == []
    assert set(tables) == set(given)
    for table, frame in given.items():
        assert_frame_equal(tables[table].frame.drop(ROW), frame.drop(ROW))


def test_texts_and_numbers_that_a_spreadsheet_would_change_come_back(tmp_path: Path) -> None:
    names = [
        "=1+1",
        "+1",
        "-1",
        "@A1",
        "＝1",
        "007",
        "1e5",
        "_x0041_",
        "2018-3-4",
        "'王",
        "TRUE",
        "1\n2",
        "王=明",
    ]
    people = (
        sample("dinghai_2018")["people"]
        .head(len(names))
        .with_columns(
            person_name=pl.Series(names), base_pay=pl.Series(["999999999999.99"] * len(names)).cast(pl.Decimal(38, 2))
        )
    )
    people = people.with_columns(score=pl.lit("123456789012.1234").cast(pl.Decimal(38, 4)))
    file = tmp_path / "template.xlsx"
    file.write_bytes(template_workbook(load_scheme(DISTRICT), "zh", {"people": people}))
    tables, problems = read_inputs(file)
    assert problems == []
    assert_frame_equal(tables["people"].frame.drop(ROW), people.drop(ROW))


def test_the_rows_that_the_scheme_asks_of_each_unit_wait_for_their_values() -> None:
    book = workbook(prefill={"units": sample("dinghai_2018")["units"]})
    rows = {
        table: sheet_of(book, INPUT_TABLES[table]).max_row - HEADINGS
        for table in ("units", "component_scores", "ratings", "ballots", "pools", "people", "events")
    }
    assert rows == {
        "units": 40,
        "component_scores": 11 * 4 + 29 * 3,
        "ratings": 40 * 4,
        "ballots": 40 * 3 * 4,
        "pools": 40,
        "people": 0,
        "events": 0,
    }


def test_a_new_cycle_starts_with_people_and_without_last_ones_decisions() -> None:
    given = sample("dinghai_2018")
    carried = new_cycle_tables(given)
    assert set(carried) == {"units", "indicator_scores", "people", "assignments"}
    for table in ("units", "assignments"):
        assert_frame_equal(carried[table], given[table])
    people = carried["people"]
    kept = ["person_id", "person_name", "id_type", "id_number", "role", "base_pay"]
    assert_frame_equal(people.select(kept), given["people"].select(kept))
    assert people["graded"].unique().to_list() == ["yes"]
    decided = ["score", "ungraded_reason", "grade_cap", "grade_fixed"]
    assert people.select(decided).null_count().row(0) == (people.height,) * 4
    assert given["people"].select(decided).null_count().row(0) < (people.height,) * 4
    assert carried["indicator_scores"]["score"].null_count() == given["indicator_scores"].height


def test_a_scheme_without_quotas_asks_for_no_decided_grades() -> None:
    scheme = _without_quotas()
    book = openpyxl.load_workbook(BytesIO(template_workbook(scheme, "en")))
    assert "Fixed grade" not in headings(book["People"])
    capped = sample("dinghai_2018")["people"]
    book = openpyxl.load_workbook(BytesIO(template_workbook(scheme, "en", {"people": capped})))
    assert "Fixed grade" in headings(book["People"]), "a value that is there is not lost without a word"


def _without_quotas() -> Scheme:
    return load_scheme("community-contest").model_copy(update={"quotas": None})


def test_every_column_that_is_handed_in_is_explained_in_both_languages() -> None:
    names = {column.name for table in INPUT_TABLES.values() for column in table.columns}
    assert set(texts()["meaning"]) == names
    assert all(meaning(COLUMNS[name], lang) for name in names for lang in LANGUAGES)


def test_every_code_of_a_built_in_scheme_has_its_meaning_in_chinese() -> None:
    lists = code_lists(load_scheme("dinghai-2018-direct"), "zh")
    told = [place for place in lists if place[1] not in CHOICES and lists[place] != {"all": ""}]
    assert len(told) > 8
    assert {place: codes for place, codes in lists.items() if place in told and not all(codes.values())} == {}
    assert lists["ratings", "department"]["united_front"] == "统战部"
    assert lists["ballots", "option"]["good"] == "良好 · 80"
    of = "领导评价 · 乡镇（街道）：满分 10 · 二类区级机关：满分 15"
    assert lists["component_scores", "component"]["leaders_evaluation"] == of


def test_the_example_of_a_pool_has_a_scope_of_the_scheme() -> None:
    assert workbook("dinghai-2018-direct")["绩效总额"]["A1"].value == "示例：all"
