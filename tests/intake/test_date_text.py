from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from intake_files import csv_cell, one_table

from contracts.columns import COLUMNS
from pay_linkage.intake.dates import dates

ACCEPTED = (
    "2018-03-04",
    "2018-3-4",
    "2018/03/04",
    "2018/3/4",
    "2018.3.4",
    "2018.03.04",
    "20180304",
    "2018年3月4日",
    "2018年03月04日",
    "２０１８－０３－０４",
    "２０１８／３／４",
    "２０１８年３月４日",
    " 2018-03-04 ",
    "2018-03-04 00:00:00",
    "2018-03-04T00:00:00",
    "2018/3/4 0:00",
    "2018-03-04 00:00:00.000000",
)
REFUSED = {
    "2017-02-30": "date_impossible",
    "2018-13-01": "date_impossible",
    "2018-00-10": "date_impossible",
    "2019-02-29": "date_impossible",
    "20170230": "date_impossible",
    "2017年2月30日": "date_impossible",
    "1900-02-29": "date_impossible",
    "1899-12-31": "date_impossible",
    "0218-03-04": "date_impossible",
    "2018-03-04 08:30:00": "date_with_time",
    "2018/3/4 8:30": "date_with_time",
    "03/04/2018": "date_not_readable",
    "3/4/18": "date_not_readable",
    "18-3-4": "date_not_readable",
    "2018-3": "date_not_readable",
    "2018年3月": "date_not_readable",
    "201803": "date_not_readable",
    "2018/3-4": "date_not_readable",
    "2018/3.4": "date_not_readable",
    "2018.3-4": "date_not_readable",
    "2018年3/4日": "date_not_readable",
    "2018-03-04Z": "date_not_readable",
    "43163": "date_not_readable",
    "4 March 2018": "date_not_readable",
    "二〇一八年三月四日": "date_not_readable",
    "yesterday": "date_not_readable",
    "#N/A": "formula_error",
}


@pytest.mark.parametrize("text", ACCEPTED)
def test_a_day_is_read_in_the_usual_forms(tmp_path: Path, text: str) -> None:
    assert csv_cell(tmp_path, "events", "occurred_on", text) == (date(2018, 3, 4), [])


@pytest.mark.parametrize(("text", "code"), REFUSED.items())
def test_what_is_no_certain_day_is_refused(tmp_path: Path, text: str, code: str) -> None:
    value, problems = csv_cell(tmp_path, "events", "occurred_on", text)
    assert value is None
    assert [(p.code, p.column, p.key, p.value) for p in problems] == [(code, "occurred_on", "E1", text)]


def test_an_open_end_written_as_the_last_day_there_is_is_a_day(tmp_path: Path) -> None:
    assert csv_cell(tmp_path, "assignments", "end_date", "9999-12-31") == (date(9999, 12, 31), [])


def test_the_key_of_a_row_without_readable_day_says_what_stands_there(tmp_path: Path) -> None:
    _, problems = csv_cell(tmp_path, "assignments", "start_date", "2018-02-30")
    assert [p.key for p in problems] == ["P1|2018-02-30"]


def test_a_row_with_an_empty_key_cell_has_no_key(tmp_path: Path) -> None:
    text = "unit_id,component,score\n,c,x\nU1,c,y\n"
    _, problems = one_table(tmp_path, "component_scores", text)
    assert [(p.key, p.place.row) for p in problems] == [(None, 2), ("U1|c", 3)]


FORMS = st.sampled_from(
    [
        "{0:%Y-%m-%d}",
        "{0.year}/{0.month}/{0.day}",
        "{0.year}.{0.month}.{0.day}",
        "{0:%Y%m%d}",
        "{0.year}年{0.month}月{0.day}日",
    ]
)


@given(day=st.dates(date(1900, 1, 1)), form=FORMS)
def test_every_day_survives_its_way_through_text(day: date, form: str) -> None:
    assert dates(pl.Series([form.format(day), "2018-3-4"]), COLUMNS["start_date"]).to_list() == [day, date(2018, 3, 4)]


@given(year=st.integers(0, 9999), month=st.integers(0, 99), day=st.integers(0, 99))
def test_digits_are_a_day_exactly_when_the_calendar_has_it(year: int, month: int, day: int) -> None:
    try:
        real = date(year, month, day) if year >= 1900 else None
    except ValueError:
        real = None
    for text in (f"{year:04}{month:02}{day:02}", f"{year:04}-{month}-{day}"):
        assert dates(pl.Series([text]), COLUMNS["start_date"]).to_list() == [real]
