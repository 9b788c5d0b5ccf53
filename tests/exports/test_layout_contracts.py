"""The files that importing programs are promised: columns, headings, types, required fields, each as published."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import pytest
from due_rows import AMOUNTS, SUBJECT, csv_rows, file_of, rows, sheet_of

from contracts.problem import Refused
from pay_linkage.layouts import builtin_layouts, load_layout

TAX = (
    "工号 | *姓名 | *证件类型 | *证件号码 | *全年一次性奖金额"
    " | 免税收入 | 其他 | 准予扣除的捐赠额 | 减免税额 | 协定减免 | 备注"
)
DIFFERENCES = {"0010": "5.00", "8": "0.01"}
TAKEN_BACK = {"0002": "-100.10", "8": "-0.01"}


def columns(layout: str) -> list[str]:
    return [column.heading for column in load_layout(layout).columns]


def test_these_layouts_are_built_in() -> None:
    assert builtin_layouts() == (
        "frappe-additional-salary",
        "odoo-payslip-input",
        "payroll-csv",
        "person-amounts",
        "sap-infotype-0015",
        "tax-client-annual-bonus",
        "tax-client-annual-bonus-older",
        "wage-sheet",
    )
    for name in builtin_layouts():
        assert load_layout(name).layout == name
        assert load_layout(name).source


def test_the_tax_client_gets_its_headings_in_row_1_of_its_sheet() -> None:
    sheet = sheet_of(file_of("tax-client-annual-bonus", passport="中国护照"))
    assert sheet.title == "全年一次性奖金"
    assert [cell.value for cell in sheet[1]] == TAX.split(" | ")
    older = sheet_of(file_of("tax-client-annual-bonus-older", passport="中国护照"))
    assert [cell.value for cell in older[1]] == [heading for heading in TAX.split(" | ") if heading != "协定减免"]
    assert older.title == "全年一次性奖金"


@pytest.mark.parametrize("layout", ["tax-client-annual-bonus", "tax-client-annual-bonus-older"])
def test_the_tax_client_gets_text_numbers_and_only_amounts_above_0(layout: str) -> None:
    sheet = sheet_of(file_of(layout, passport="外国护照"))
    found = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    assert [row[:4] for row in found] == [
        ["0002", "李,四", "外国护照", "00123456"],
        ["0010", "王小明", "居民身份证", "33000019800101001X"],
        ["8", "阿依古丽", "港澳居民来往内地通行证", "H1234567"],
    ]
    assert [f"{Decimal(str(row[4])):.2f}" for row in found] == ["100.10", "12345678.90", "0.01"]
    assert {value for row in found for value in row[5:]} == {None}
    for row in sheet.iter_rows(min_row=2):
        assert [cell.data_type for cell in row[:5]] == ["s", "s", "s", "s", "n"]
        assert [cell.number_format for cell in row[:5]] == ["@", "@", "@", "@", "0.00"]


def test_the_tax_client_gets_its_own_words_for_documents() -> None:
    words = load_layout("tax-client-annual-bonus").columns[2].words
    assert words == {
        "resident_id": "居民身份证",
        "passport": "{passport}",
        "hk_macao_permit": "港澳居民来往内地通行证",
        "taiwan_permit": "台湾居民来往大陆通行证",
        "foreign_permanent_resident_id": "外国人永久居留身份证",
        "other": "其他个人证件",
    }


def test_whose_passport_it_is_is_asked_only_where_somebody_has_one() -> None:
    without = {person: amount for person, amount in AMOUNTS.items() if person != "0002"}
    file_of("tax-client-annual-bonus", due=rows(without))
    with pytest.raises(Refused) as refusal:
        file_of("tax-client-annual-bonus")
    assert [(problem.code, problem.key) for problem in refusal.value.problems] == [
        ("export_parameter_missing", "passport")
    ]


def test_the_tax_client_gets_no_recoveries() -> None:
    with pytest.raises(Refused) as refusal:
        file_of("tax-client-annual-bonus", "recovery", rows(TAKEN_BACK, None))
    assert [problem.code for problem in refusal.value.problems] == ["export_kind_not_carried"]


# Frappe HRMS, doctype Additional Salary: fields of a document that is not recurring, and what it says of each.
FRAPPE_FIELDS = {
    "employee": ("Link", True),
    "salary_component": ("Link", True),
    "amount": ("Currency", True),
    "company": ("Link", True),
    "currency": ("Link", True),
    "payroll_date": ("Date", True),
    "overwrite_salary_structure_amount": ("Check", False),
    "is_recurring": ("Check", False),
    "from_date": ("Date", False),
    "to_date": ("Date", False),
}
FRAPPE = {"component": "Bonus", "company": "定海", "payroll_date": "2019-01-31", "deduction_component": "Recovery"}
JOINED = {"0002": date(2018, 2, 1), "0010": date(2001, 1, 1), "8": date(2019, 1, 1)}


def frappe_refuses(document: dict[str, str], components: dict[str, str]) -> list[str]:
    """Why Frappe would refuse to insert the document: the rules of its doctype, read from it and written anew."""
    found = [f"no such field: {name}" for name in document if name not in FRAPPE_FIELDS]
    for name, (kind, is_required) in FRAPPE_FIELDS.items():
        value = document.get(name, "")
        if is_required and not value:
            found.append(f"{name} is mandatory")
        if kind == "Link" and len(value) > 140:
            found.append(f"{name} is too long")
        if kind == "Check" and value not in ("", "0", "1"):
            found.append(f"{name} is no check")
        if kind == "Date" and value and not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
            found.append(f"{name} is no date")
    if Decimal(document["amount"]) < 0:
        found.append("Amount should not be less than zero")
    if Decimal(document["amount"]) == 0:
        found.append("an amount of 0 is replaced by the component's own")
    if date.fromisoformat(document["payroll_date"]) < JOINED[document["employee"]]:
        found.append("Payroll date can not be less than employee's joining date")
    if document["salary_component"] not in components:
        found.append("Could not find Salary Component")
    return found


def documents(data: bytes) -> list[dict[str, str]]:
    headings, *found = csv_rows(data)
    return [dict(zip(headings, row, strict=True)) for row in found]


@pytest.mark.parametrize(
    ("kind", "amounts", "component", "of_type"),
    [
        ("full", AMOUNTS, "Bonus", "Earning"),
        ("supplement", DIFFERENCES, "Bonus", "Earning"),
        ("recovery", TAKEN_BACK, "Recovery", "Deduction"),
    ],
)
def test_frappe_takes_every_row(kind: str, amounts: dict[str, str], component: str, of_type: str) -> None:
    due = rows(amounts, "0.00" if kind == "full" else None)
    made = documents(file_of("frappe-additional-salary", kind, due, **FRAPPE))  # type: ignore[arg-type]
    components = {component: of_type}
    assert [frappe_refuses(document, components) for document in made] == [[]] * len(made)
    expected = {person: Decimal(amount).copy_abs() for person, amount in amounts.items() if Decimal(amount)}
    assert {document["employee"]: Decimal(document["amount"]) for document in made} == expected
    assert {document["overwrite_salary_structure_amount"] for document in made} == {"0"}


def test_the_rules_of_frappe_would_be_seen_broken() -> None:
    made = documents(file_of("frappe-additional-salary", **FRAPPE))[0]
    for field, value in (("amount", "-1.00"), ("amount", "0.00"), ("company", ""), ("payroll_date", "31.01.2019"),
                         ("payroll_date", "2018-01-31"), ("salary_component", "Other"), ("colour", "x")):  # fmt: skip
        if field == "payroll_date" and "." in value:
            with pytest.raises(ValueError, match="isoformat"):
                frappe_refuses({**made, field: value}, {"Bonus": "Earning"})
            continue
        assert frappe_refuses({**made, field: value}, {"Bonus": "Earning"}) != [], field


def test_frappes_columns_stand_in_their_order() -> None:
    assert columns("frappe-additional-salary") == [
        "employee",
        "salary_component",
        "amount",
        "company",
        "currency",
        "payroll_date",
        "overwrite_salary_structure_amount",
    ]
    assert file_of("frappe-additional-salary", employee="HR-EMP-{person_id}", **FRAPPE).decode() == (
        "employee,salary_component,amount,company,currency,payroll_date,overwrite_salary_structure_amount\n"
        "HR-EMP-0002,Bonus,100.10,定海,CNY,2019-01-31,0\n"
        "HR-EMP-0010,Bonus,12345678.90,定海,CNY,2019-01-31,0\n"
        "HR-EMP-8,Bonus,0.01,定海,CNY,2019-01-31,0\n"
    )


def test_odoo_gets_payslip_inputs_with_signed_amounts() -> None:
    asked = {"payslip": "SLIP/{cycle}/{person_id}", "contract": "C-{person_id}", "code": "PERF"}
    assert file_of("odoo-payslip-input", "recovery", rows(TAKEN_BACK, None), **asked).decode() == (
        "name,payslip_id,sequence,code,contract_id,amount\n"
        "2018 年终绩效,SLIP/2018/0002,10,PERF,C-0002,-100.10\n"
        "2018 年终绩效,SLIP/2018/8,10,PERF,C-8,-0.01\n"
    )


def test_odoo_is_not_told_a_code_that_a_salary_rule_cannot_name() -> None:
    with pytest.raises(Refused) as refusal:
        file_of("odoo-payslip-input", payslip="{person_id}", contract="{person_id}", code="PERF-YE")
    assert [problem.code for problem in refusal.value.problems] == ["export_parameter_malformed"]


def test_odoo_is_not_told_a_payslip_that_is_nobodys() -> None:
    with pytest.raises(Refused) as refusal:
        file_of("odoo-payslip-input", payslip="SLIP", contract="C", code="PERF")
    assert [problem.code for problem in refusal.value.problems] == ["export_names_nobody"]


def test_sap_gets_lengths_and_forms_of_its_infotype() -> None:
    asked = {"date": "2019-01-31", "wage_type": "M100", "recovery_wage_type": "M900"}
    data = file_of("sap-infotype-0015", "full", rows(), **asked)
    assert data.decode() == (
        "PERNR\tBEGDA\tLGART\tBETRG\tWAERS\r\n"
        "0002\t20190131\tM100\t100.10\tCNY\r\n"
        "0010\t20190131\tM100\t12345678.90\tCNY\r\n"
        "8\t20190131\tM100\t0.01\tCNY\r\n"
    )
    back = csv_rows(file_of("sap-infotype-0015", "recovery", rows(TAKEN_BACK, None), **asked), separator="\t")
    assert [row[2:4] for row in back[1:]] == [["M900", "100.10"], ["M900", "0.01"]]


def test_sap_is_not_told_a_personnel_number_that_it_cannot_hold() -> None:
    due = rows({"P-1": "1.00", "123456789": "1.00", "12345678": "1.00"})
    with pytest.raises(Refused) as refusal:
        file_of("sap-infotype-0015", due=due, date="2019-01-31", wage_type="M100")
    assert [(problem.code, problem.key) for problem in refusal.value.problems] == [
        ("export_cell_malformed", "123456789"),
        ("export_cell_malformed", "P-1"),
    ]


def test_the_wage_sheet_has_a_column_for_the_item() -> None:
    sheet = sheet_of(file_of("wage-sheet"))
    assert [cell.value for cell in sheet[1]] == ["人员编码", "姓名", "年终绩效"]
    assert [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)] == [
        ["0002", "李,四", 100.1],
        ["0010", "王小明", 12345678.9],
        ["7", "=1+1", 0],
        ["8", "阿依古丽", 0.01],
    ]
    assert sheet["B4"].data_type == "s"
    back = sheet_of(file_of("wage-sheet", "recovery", rows(TAKEN_BACK, None), item="扣回"))
    assert [cell.value for cell in back["C"]] == ["扣回", -100.1, -0.01]


def test_the_same_rows_give_the_same_bytes() -> None:
    for layout, asked in (("wage-sheet", {}), ("tax-client-annual-bonus", {"passport": "中国护照"})):
        assert file_of(layout, due=rows().reverse().sort("person_id"), **asked) == file_of(layout, **asked)


def test_amounts_go_from_decimal_to_digits() -> None:
    due = rows({"0010": "99999999999.99", "8": "0.07"})
    text = csv_rows(file_of("person-amounts", due=due))
    assert text[1:] == [["0010", "99999999999.99"], ["8", "0.07"]]
    sheet = sheet_of(file_of("wage-sheet", due=due))
    assert [str(sheet[cell].value) for cell in ("C2", "C3")] == ["99999999999.99", "0.07"]
    assert SUBJECT.publication == 7
