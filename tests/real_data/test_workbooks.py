from __future__ import annotations

from collections import Counter
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from contracts.problem import LANGUAGES
from pay_linkage import run_cycle
from pay_linkage.admission import admitted
from pay_linkage.intake import read_inputs
from pay_linkage.mappings import Mapped, mapped_inputs
from pay_linkage.mappings.proposal import proposal
from pay_linkage.runs import stored_run
from pay_linkage.schemes import load_scheme
from tests.real_data.quarterly_staff import AMOUNTS, DAYS, MAPPING, PARTS, PAYSLIPS, SCHEME, STAFF, WIDE
from tests.unconfined import reading_unconfined

ROOT = Path(__file__).resolve().parents[2]
UNMAPPED = {
    "compatibility_t03.xlsx": [],
    "compatibility_t04.xlsx": [],
    "compatibility_t09.xlsx": [],
    "dataformat_dataformat.xlsx": [],
    "员工信息表.xlsx": ["assignments"],
    "员工基本信息表.xlsx": ["assignments"],
    "员工绩效表.xlsx": [],
    "工资发放表.xls": [],
    "工资表.xlsx": [],
}
"""Workbook → the tables that are read from it without a mapping."""


def mapped(file: Path, text: str) -> Mapped:
    return mapped_inputs(file, text.encode(), "mapping.yaml")


def test_each_workbook_is_read_or_refused_in_a_sentence_and_stands_in_the_documentation(real_data: Path) -> None:
    books = sorted((real_data / "workbooks").iterdir())
    documented = (ROOT / "docs" / "real-workbooks.md").read_text("utf-8")
    assert {book.name for book in books} == set(UNMAPPED)
    for file in [*books, *sorted(real_data.glob("*.csv"))]:
        assert f"`{file.name}`" in documented
    for book in books:
        tables, problems = read_inputs(book)
        assert list(tables) == UNMAPPED[book.name]
        assert [p.code for p in problems if p.code != "sheet_like_table"] == (
            [] if tables else ["inputs_without_tables"]
        )


def test_24_people_and_their_96_quarterly_scores_reach_payroll(real_data: Path, tmp_path: Path) -> None:
    (tmp_path / "scheme.yaml").write_text(SCHEME, "utf-8")
    (tmp_path / "mapping.yaml").write_text(MAPPING, "utf-8")
    scheme, inputs, store = tmp_path / "scheme.yaml", real_data / "workbooks", tmp_path / "store"
    run = stored_run(run_cycle(scheme, inputs, 2024, store, tmp_path / "mapping.yaml"))
    people, payroll = run.input("people"), run.table("payroll")
    assert people.height == payroll.height == 24
    scores = pl.read_excel(real_data / "workbooks" / "员工绩效表.xlsx").select(
        person_id=pl.col("员工ID").cast(pl.String), score=(pl.col("绩效评分") * 100).round().cast(pl.Int64)
    )
    assert scores.height == 96
    means = dict(scores.group_by("person_id").agg(pl.col("score").sum()).rows())
    expected = {person: Decimal(total) / 400 for person, total in means.items()}
    assert dict(people.select("person_id", "score").rows()) == expected
    amounts = dict(payroll.select("person_id", "amount").rows())
    exact = {person: (36000 * score / 5) for person, score in expected.items()}
    assert amounts == {person: amount.quantize(Decimal("0.01")) for person, amount in exact.items()}
    assert set(run.manifest.inputs) == {"员工基本信息表.xlsx", "员工绩效表.xlsx", "mapping.yaml"}
    assert run.file("mapping.yaml") == MAPPING.encode()
    assert run_cycle(scheme, inputs, 2024, store, tmp_path / "mapping.yaml") == run.path
    (tmp_path / "mapping.yaml").write_text(MAPPING + "# another one\n", "utf-8")
    assert run_cycle(scheme, inputs, 2024, store, tmp_path / "mapping.yaml") != run.path


PAID = """
mapping: paid
tables:
  people:
    columns:
      person_id: {code}
      person_name: 姓名
      role: {{constant: staff}}
      graded: {{constant: 是}}
      base_pay: {pay}
      score: {{constant: "5"}}
  assignments: {{columns: {{person_id: {code}, unit_id: {{constant: U}}, start_date: {{constant: 2024-01-01}}}}}}
  component_scores:
    once: true
    filled: [{code}]
    columns: {{unit_id: {{constant: U}}, component: {{constant: work}}, score: {{constant: "90"}}}}
  units:
    once: true
    filled: [{code}]
    columns: {{unit_id: {{constant: U}}, unit_name: {{constant: U}}, category: {{constant: department}}}}
"""
"""Everybody in one unit, with the same score, so that what is paid is what stands in the workbook."""


@pytest.mark.parametrize(
    ("book", "code", "pay", "people", "total"),
    [
        ("员工信息表.xlsx", "员工ID", "工资", 500, "9045300.49"),
        ("工资发放表.xls", "姓名", "实发金额", 5, "17450.00"),
        ("工资发放表.xls", "姓名", "应发工资 / 小计", 5, "17500.00"),
    ],
)
def test_staff_and_payslips_reach_payroll_to_the_cent(
    book: str, code: str, pay: str, people: int, total: str, real_data: Path, tmp_path: Path
) -> None:
    (tmp_path / "scheme.yaml").write_text(SCHEME, "utf-8")
    (tmp_path / "mapping.yaml").write_text(PAID.format(code=code, pay=pay), "utf-8")
    inputs = real_data / "workbooks" / book
    path = run_cycle(tmp_path / "scheme.yaml", inputs, 2024, tmp_path / "store", tmp_path / "mapping.yaml")
    payroll = stored_run(path).table("payroll")
    assert (payroll.height, str(payroll["amount"].sum())) == (people, total)


@pytest.fixture
def books(real_data: Path):
    with reading_unconfined():
        yield real_data / "workbooks"


def test_payslips_below_three_rows_of_headings_are_read_without_blank_rows_and_totals(books: Path) -> None:
    for heading, total in (("应发工资 / 小计", "17500.00"), ("实发金额", "17450.00")):
        found = mapped(books / "工资发放表.xls", PAYSLIPS % heading)
        people = found.tables["people"].frame
        assert (found.problems, people.height, str(people["base_pay"].sum())) == ((), 5, total)
        assert people["_row"].to_list() == [6, 7, 8, 9, 10]


def test_a_payslip_without_pay_is_refused_at_its_cell(books: Path) -> None:
    found = mapped(books / "工资表.xlsx", PAYSLIPS % "工资实发合计")
    assert (found.problems, found.tables["people"].frame["_row"].to_list()) == ((), [6])
    with pytest.raises(Exception) as refused:  # noqa: PT011 - its problems are looked at below
        admitted(load_scheme("dinghai-2018-indirect"), 2018, found.tables, found.problems)
    problems = refused.value.problems  # type: ignore[attr-defined]
    assert ("required_cell_empty", "W6") in [(p.code, p.place.cell) for p in problems]


def test_500_people_are_read_and_their_invented_identity_numbers_held_against_their_check_digit(books: Path) -> None:
    found = mapped(books / "员工信息表.xlsx", STAFF)
    people = found.tables["people"].frame
    assert (found.problems, people.height, str(people["base_pay"].sum())) == ((), 500, "9045300.49")
    assert found.tables["units"].frame.height == 6
    with pytest.raises(Exception) as refused:  # noqa: PT011
        admitted(load_scheme("dinghai-2018-indirect"), 2018, found.tables, found.problems)
    codes = Counter(p.code for p in refused.value.problems if p.column == "id_number")  # type: ignore[attr-defined]
    assert codes == {"resident_number_check_digit_wrong": 455}


def test_merged_cells_stand_for_all_their_rows_and_a_range_to_xfd_does_no_harm(books: Path) -> None:
    units = mapped(books / "compatibility_t04.xlsx", PARTS).tables["units"].frame
    assert (units.height, units["unit_id"].n_unique()) == (56, 56)
    assert units["unit_name"].value_counts()["count"].to_list() == [8] * 7
    assert mapped(books / "compatibility_t03.xlsx", WIDE).tables["units"].frame.rows() == [("3", "3", "3", 2)]


def test_amounts_and_days_in_many_forms_are_exact_or_refused(books: Path) -> None:
    book = books / "dataformat_dataformat.xlsx"
    found = mapped(book, AMOUNTS)
    assert [(p.code, p.place.cell) for p in found.problems] == [
        ("number_too_precise", "F2"),
        ("number_is_percentage", "F3"),
        ("number_not_readable", "F7"),
        ("number_is_percentage", "F15"),
    ]
    read = [str(v) for v in found.tables["pools"].frame["amount"].drop_nulls()]
    assert read == ["1.11", "1.00", "1.11", "1.00", "1.00", "1111.11", "1111.00", "1111.11", "1.00", "0.11"]
    found = mapped(book, DAYS)
    days = found.tables["assignments"].frame["start_date"].drop_nulls()
    assert [day.isoformat() for day in days] == ["2020-01-01"] * 3
    assert {p.code for p in found.problems} == {"date_with_time", "date_not_readable"}


def test_every_file_gets_a_proposal_that_names_nobody(books: Path, real_data: Path) -> None:
    for file in [*sorted(books.iterdir()), *sorted(real_data.glob("*.csv"))]:
        if file.name == "compatibility_t09.xlsx":
            continue  # a single cell, no header
        for lang in LANGUAGES:
            text = proposal(file, lang)
            assert "tables:" in text
            assert not any(name in text for name in ("张三", "赵静", "孙婷婷", "SERGEANT", "01M015", "17500"))
