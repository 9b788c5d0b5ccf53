from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from intake_files import csv_cell, one_table

from contracts.columns import COLUMNS
from pay_linkage.intake.numbers import number_fault, numbers

SCORES = {
    "85": "85",
    "85.5": "85.5",
    "0.0001": "0.0001",
    "85.000000": "85",
    "85.50000000000000000000000000000000000000000000": "85.5",
    "007.50": "7.5",
    ".5": "0.5",
    "+3": "3",
    "-2.25": "-2.25",
    "−2": "-2",
    "－2": "-2",
    "＋２": "2",
    "８５．５": "85.5",
    "1,234.5": "1234.5",
    "1，234，567.8901": "1234567.8901",
    " 85 ": "85",
    "　85　": "85",
    "\u00a085\u00a0": "85",
    "999999999999.9999": "999999999999.9999",
    "-999999999999.9999": "-999999999999.9999",
    "-0": "0",
    "0000000000000000000000000000000000000000000001": "1",
}
PAYS = {
    "36000.50": "36000.50",
    "￥36,000.50": "36000.50",
    "¥ 36000.5": "36000.50",
    "-￥5": "-5",
    "￥-5": "-5",
    "36000元": "36000",
    "36,000.50 元": "36000.50",
    "85.5000": "85.50",
}
REFUSED_SCORES = {
    "NaN": "number_not_finite",
    "-inf": "number_not_finite",
    "Infinity": "number_not_finite",
    "∞": "number_not_finite",
    "1.#QNAN": "number_not_finite",
    "85%": "number_is_percentage",
    "８５％": "number_is_percentage",
    "1.00001": "number_too_precise",
    "1.000050": "number_too_precise",
    "0.00001": "number_too_precise",
    "1000000000000": "number_too_large",
    "-1,000,000,000,000.00": "number_too_large",
    "9" * 60: "number_too_large",
    "1e300": "number_too_large",
    "1E+9999": "number_too_large",
    "1e3": "number_not_readable",
    "1e-2": "number_not_readable",
    "0x1F": "number_not_readable",
    "1_000": "number_not_readable",
    "1,00": "number_not_readable",
    "1,2345": "number_not_readable",
    ",123": "number_not_readable",
    "12,34,567": "number_not_readable",
    "1.234.567": "number_not_readable",
    "1.234,56": "number_not_readable",
    "1 234": "number_not_readable",
    ".": "number_not_readable",
    "5.": "number_not_readable",
    "-": "number_not_readable",
    "+-5": "number_not_readable",
    "--5": "number_not_readable",
    "5-": "number_not_readable",
    "(5)": "number_not_readable",
    "–5": "number_not_readable",
    "八十": "number_not_readable",
    "八5": "number_not_readable",
    "85分": "number_not_readable",
    "￥85": "number_not_readable",
    "85元": "number_not_readable",
    "½": "number_not_readable",
    "10²": "number_not_readable",
    "٣": "number_not_readable",
    "8５": None,
    "true": "number_not_readable",
    "2018-01-01": "number_not_readable",
    "#REF!": "formula_error",
    "#DIV/0!": "formula_error",
}
REFUSED_PAYS = {
    "36000.505": "number_too_precise",
    "￥": "number_not_readable",
    "元": "number_not_readable",
    "￥￥5": "number_not_readable",
    "-￥-5": "number_not_readable",
    "$5": "number_not_readable",
    "5万元": "number_not_readable",
    "3.6万": "number_not_readable",
    "￥1e3": "number_not_readable",
}


@pytest.mark.parametrize(("text", "value"), SCORES.items())
def test_a_score_is_read_exactly(tmp_path: Path, text: str, value: str) -> None:
    assert csv_cell(tmp_path, "component_scores", "score", text) == (Decimal(value), [])


@pytest.mark.parametrize(("text", "value"), PAYS.items())
def test_money_may_carry_its_sign(tmp_path: Path, text: str, value: str) -> None:
    assert csv_cell(tmp_path, "people", "base_pay", text) == (Decimal(value), [])


@pytest.mark.parametrize(("text", "code"), [(t, c) for t, c in REFUSED_SCORES.items() if c])
def test_what_is_no_certain_score_is_refused(tmp_path: Path, text: str, code: str) -> None:
    value, problems = csv_cell(tmp_path, "component_scores", "score", text)
    assert value is None
    assert [(p.code, p.table, p.column, p.key, p.place.row) for p in problems] == [
        (code, "component_scores", "score", "U1|c", 2)
    ]
    assert problems[0].value == (text if len(text) <= 80 else problems[0].value)


@pytest.mark.parametrize(("text", "code"), REFUSED_PAYS.items())
def test_what_is_no_certain_pay_is_refused_without_repeating_it(tmp_path: Path, text: str, code: str) -> None:
    value, problems = csv_cell(tmp_path, "people", "base_pay", text)
    assert value is None
    assert [(p.code, p.key, p.value) for p in problems] == [(code, "P1", None)]
    assert all(text not in problems[0].text(part, lang) for part in ("what", "expected") for lang in ("en", "zh")) or (
        text in ("元", "￥")
    )


def test_digits_of_both_widths_may_mix(tmp_path: Path) -> None:
    assert csv_cell(tmp_path, "component_scores", "score", "8５") == (Decimal(85), [])


@pytest.mark.parametrize(
    ("text", "value"), [("12", 12), ("+3", 3), ("-1", -1), ("3.00", 3), ("1,200", 1200), ("１２", 12)]
)
def test_a_count_is_a_whole_number_of_any_sign(tmp_path: Path, text: str, value: int) -> None:
    assert csv_cell(tmp_path, "ballots", "votes", text) == (value, [])


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("1.5", "number_not_whole"),
        ("3.01", "number_not_whole"),
        ("1e2", "number_not_readable"),
        ("10%", "number_is_percentage"),
    ],
)
def test_what_is_no_whole_number_is_refused(tmp_path: Path, text: str, code: str) -> None:
    value, problems = csv_cell(tmp_path, "ballots", "votes", text)
    assert (value, [p.code for p in problems]) == (None, [code])


def test_an_empty_cell_is_null_and_no_problem(tmp_path: Path) -> None:
    for blank in ("", "  ", "　", "\u00a0"):
        assert csv_cell(tmp_path, "component_scores", "score", blank) == (None, [])


def test_one_bad_number_does_not_touch_the_others(tmp_path: Path) -> None:
    found, problems = one_table(
        tmp_path, "component_scores", 'unit_id,component,score\nA,c,1\nB,c,八十\nC,c,"1,000"\nD,c,2.5\n'
    )
    assert found is not None
    assert found.frame["score"].to_list() == [Decimal(1), None, Decimal(1000), Decimal("2.5")]
    assert [(p.key, p.place.row) for p in problems] == [("B|c", 3)]


def test_the_first_thousand_bad_cells_are_listed_and_the_others_counted(tmp_path: Path) -> None:
    rows = "".join(f"U{i},c,x{i}\n" for i in range(2500))
    _, problems = one_table(tmp_path, "component_scores", "unit_id,component,score\n" + rows)
    assert len(problems) == 1001
    assert (problems[999].value, problems[999].place.row) == ("x999", 1001)
    assert (problems[1000].code, problems[1000].facts["more"]) == ("cells_unreadable_more", "1500")


WITHIN = st.decimals(min_value=Decimal("-999999999999.9999"), max_value=Decimal("999999999999.9999"), places=4)


@given(value=WITHIN, grouped=st.booleans(), zeros=st.integers(0, 6), wide=st.booleans())
@example(value=Decimal("0.3000"), grouped=False, zeros=0, wide=False)
def test_every_number_survives_its_way_through_text(value: Decimal, grouped: bool, zeros: int, wide: bool) -> None:
    text = f"{value:,f}" if grouped else f"{value:f}"
    text += "0" * zeros
    if wide:
        text = text.translate(str.maketrans("0123456789.,-", "０１２３４５６７８９．，－"))
    assert numbers(pl.Series([text]), COLUMNS["score"]).to_list() == [value]


@given(text=st.text("0123456789.,+-eE%￥¥元 ０９．，－\u3000٣½", max_size=12))
def test_a_text_has_a_value_or_a_reason_and_the_value_is_the_one_it_shows(text: str) -> None:
    for column in (COLUMNS["score"], COLUMNS["base_pay"], COLUMNS["votes"]):
        value = numbers(pl.Series([text.strip()]), column)[0]
        if value is None:
            assert number_fault(text.strip(), column).code.startswith("number_")
        else:
            table = str.maketrans("０９．，－￥", "09.,-¥")
            plain = text.translate(table).replace(",", "").replace("¥", "").replace("元", "").replace(" ", "").strip()
            assert Decimal(plain.replace("\u3000", "")) == value
