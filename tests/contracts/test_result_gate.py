"""A result that breaks its table's contract is a defect of ours, told without anybody's data."""

from __future__ import annotations

import traceback
from datetime import date
from decimal import Decimal

import polars as pl
import pytest

from contracts.columns import quota_columns
from contracts.problem import LANGUAGES
from contracts.result_gate import BrokenFrame, result_problems, sound_result
from contracts.table import dtype
from contracts.tables import RESULT_TABLES

GRADES = ("good", "poor")


def payroll(**columns: list[object]) -> pl.DataFrame:
    rows = {"person_id": ["P1", "P2"], "held": [Decimal("0.00"), Decimal("1.00")], "amount": [Decimal(0), Decimal(5)]}
    return pl.DataFrame({**rows, **columns}, schema=RESULT_TABLES["payroll"].dtypes)


@pytest.mark.parametrize("name", list(RESULT_TABLES))
def test_an_empty_result_of_the_right_types_is_sound(name) -> None:
    table = RESULT_TABLES[name]
    grades = GRADES if name == "quotas" else ()
    frame = pl.DataFrame(schema={**table.dtypes, **{c.name: dtype(c) for c in quota_columns(grades)}})
    assert sound_result(table, frame, grades) is frame


def test_a_sound_result_comes_back_itself() -> None:
    frame = payroll()
    assert sound_result(RESULT_TABLES["payroll"], frame) is frame


BROKEN = {
    "result_held_negative": {"held": [Decimal("-0.01"), Decimal(5)]},
    "result_cell_empty": {"amount": [None, Decimal(5)]},
    "result_key_twice": {"person_id": ["P1", "P1"]},
}


@pytest.mark.parametrize("code", BROKEN)
def test_a_broken_rule_is_named_without_key_and_value(code) -> None:
    problems = result_problems(RESULT_TABLES["payroll"], payroll(**BROKEN[code]))
    assert [(p.code, p.column, p.key, p.value, p.place.row) for p in problems] == [
        (code, next(iter(BROKEN[code])), None, None, None)
    ]
    assert all(problems[0].text(part, lang) for part in ("what", "expected", "mend") for lang in LANGUAGES)


@pytest.mark.parametrize(
    ("coefficient", "codes"),
    [(Decimal("-0.1"), []), (Decimal(0), ["result_amount_negative"]), (None, ["result_amount_negative"])],
)
def test_a_line_is_negative_only_as_its_units_coefficient_is(coefficient, codes) -> None:
    table = RESULT_TABLES["pay_lines"]
    line = {"person_id": "P1", "unit_id": "U1", "start_date": date(2023, 1, 1), "end_date": None}
    numbers = {"time_share": Decimal(1), "base_pay": Decimal(1), "individual_coefficient": Decimal(1)}
    paid = {"unit_coefficient": coefficient, "amount": Decimal("-0.1")}
    frame = pl.DataFrame([{**line, **numbers, **paid}], schema=table.dtypes)
    assert [problem.code for problem in result_problems(table, frame)] == codes


@pytest.mark.parametrize(
    ("frame", "column"),
    [
        (payroll().with_columns(pl.col("amount").cast(pl.Float64)), "amount"),
        (payroll().with_columns(pl.col("amount").cast(pl.Decimal(38, 4))), "amount"),
        (payroll().with_columns(pl.col("held").cast(pl.Decimal(18, 2))), "held"),
        (payroll().drop("held"), "held"),
        (payroll().with_columns(person_name=pl.lit("秘密")), "person_name"),
    ],
    ids=["float", "scale", "precision", "missing", "further"],
)
def test_a_column_that_is_not_as_agreed_is_a_defect(frame, column) -> None:
    assert [(p.code, p.column) for p in result_problems(RESULT_TABLES["payroll"], frame)] == [
        ("result_column_wrong", column)
    ]


def test_a_broken_result_raises_a_coded_sentence_without_data() -> None:
    frame = payroll(held=[Decimal("-43210.99"), Decimal(0)], amount=[None, Decimal(5)], person_id=["SECRET", "SECRET"])
    with pytest.raises(BrokenFrame, match="frame_broken: payroll: ") as raised:
        sound_result(RESULT_TABLES["payroll"], frame)
    told = "".join(traceback.format_exception(raised.value))
    assert all(code in told for code in ("result_held_negative", "result_cell_empty", "result_key_twice"))
    assert "43210" not in told
    assert "SECRET" not in told


def test_the_quotas_have_two_columns_for_each_grade_and_both_are_filled() -> None:
    table = RESULT_TABLES["quotas"]
    row = {"group": "U1", "unit_grade": "A", "graded_people": 3, "breach": None}
    row |= {"places_good": 1, "places_poor": 2, "filled_good": 0, "filled_poor": 3}
    schema = {**table.dtypes, **{column.name: dtype(column) for column in quota_columns(GRADES)}}
    frame = pl.DataFrame([row], schema=schema)
    assert result_problems(table, frame, GRADES) == []
    assert [p.code for p in result_problems(table, frame)] == ["result_column_wrong"]
    empty = frame.with_columns(filled_poor=pl.lit(None, pl.Int64))
    assert [(p.code, p.column) for p in result_problems(table, empty, GRADES)] == [("result_cell_empty", "filled_poor")]


def test_an_assignment_has_one_pay_line() -> None:
    line = {"person_id": "P1", "unit_id": "U1", "start_date": date(2024, 1, 1), "amount": Decimal(1)}
    frame = pl.DataFrame([line, line], schema=RESULT_TABLES["pay_lines"].dtypes)
    assert [p.code for p in result_problems(RESULT_TABLES["pay_lines"], frame)] == ["result_key_twice"]
