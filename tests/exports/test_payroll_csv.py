"""payroll.csv is a file promised to payroll: it changes on purpose only (promises 7, 15 and 16)."""

from __future__ import annotations

import csv
import re
from decimal import Decimal
from io import StringIO

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from paid_district import PAYROLL, PEOPLE, PERSON_RESULTS, UNITS, Row, paid_district, table
from polars.testing import assert_frame_equal

from pay_linkage.exports.inert_text import CALM, FORMULA, may_compute
from pay_linkage.exports.payroll_csv import payroll_csv
from pay_linkage.exports.payroll_rows import payroll_rows

PROMISED = """\
person_id,person_name,id_type,id_number,unit_id,unit_name,pay_item,held,amount
0010,'=1+1,resident_id,330902198001010017,T01,城东,PERF-YE,0.00,12345678.90
002,王小明,resident_id,33090219800101001X,T02,'@环南,PERF-YE,0.30,300.60
É,"<r></is></c><c r=""B9""><f>1+1</f></r>",,,T01,城东,PERF-YE,0.00,0.00
"""
STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "\u3000=", " =", "﹦")


def as_read(text: str) -> str:
    """A text as whoever reads the file takes it: without the apostrophe that guards it."""
    return text[1:] if re.match(r"'+(?:[\t\r\n]|\s*[=+\-@＝＋－＠﹦﹢﹣﹫])", text) else text


def csv_rows(rows: pl.DataFrame) -> list[dict[str, str]]:
    """The file's rows as a reader that knows nothing of Polars finds them."""
    return list(csv.DictReader(StringIO(payroll_csv(rows).decode("utf-8"), newline="")))


def test_the_file_is_the_one_promised() -> None:
    shuffled = {name: frame.reverse() for name, frame in paid_district().items()}
    for tables in (paid_district(), shuffled):
        assert payroll_csv(payroll_rows(tables, "PERF-YE")) == PROMISED.encode()


def test_it_reads_back_as_the_payroll() -> None:
    rows = csv_rows(payroll_rows(paid_district(), "PERF-YE"))
    read = table("payroll", [{name: row[name] for name in ("person_id", "held", "amount")} for row in rows])
    assert_frame_equal(read, table("payroll", PAYROLL))
    assert [as_read(row["person_name"]) for row in rows] == [person["person_name"] for person in PEOPLE]
    assert sum(Decimal(row["amount"]) for row in rows) == Decimal("12345979.50")


def test_somebody_who_left_the_tables_is_paid_all_the_same() -> None:
    tables = paid_district(people=PEOPLE[:2], person_results=[])
    assert [row["amount"] for row in csv_rows(payroll_rows(tables, "PERF-YE"))] == ["12345678.90", "300.60", "0.00"]


@pytest.mark.parametrize(("name", "rows"), [("people", PEOPLE), ("person_results", PERSON_RESULTS), ("units", UNITS)])
def test_a_row_given_twice_never_pays_twice(name: str, rows: list[Row]) -> None:
    with pytest.raises(pl.exceptions.ComputeError):
        payroll_rows(paid_district(**{name: [*rows, rows[0], rows[1]]}), "PERF-YE")


def test_a_million_cents_more_or_less_are_written_in_full() -> None:
    amounts = ["0.01", "99999999999999.99", "100000.00", "0.10"]
    payroll = [{"person_id": f"P{n}", "held": "0", "amount": amount} for n, amount in enumerate(amounts)]
    rows = csv_rows(payroll_rows(paid_district(payroll=payroll), "PERF-YE"))
    assert [row["amount"] for row in rows] == amounts


@pytest.mark.parametrize("start", STARTS)
@pytest.mark.parametrize("rest", ["1+1", "王", "cmd|' /C calc'!A0", "SUM(A1)", ""])
@pytest.mark.parametrize("column", ["person_name", "id_number"])
def test_no_text_begins_like_a_formula(start: str, rest: str, column: str) -> None:
    people = [{**PEOPLE[0], column: start + rest}]
    (row,) = csv_rows(payroll_rows(paid_district(people=people, payroll=PAYROLL[:1]), "PERF-YE"))
    assert as_read(row[column]) == start + rest
    assert row[column].startswith("'") or row[column] in ("+", "-")


@pytest.mark.parametrize(
    "text",
    [
        "007",
        "-",
        "-007",
        "+8613800000000",
        "33090219800101001X",
        "'阿明",
        "O'Brien",
        "·阿明",
        "−5",
        "—",
        "王=明",
        "A-1",
        "''",
        "+A",
    ],
)
def test_a_text_that_only_looks_like_a_formula_stays(text: str) -> None:
    people = [{**PEOPLE[0], "person_name": text, "id_number": text}]
    (row,) = csv_rows(payroll_rows(paid_district(people=people, payroll=PAYROLL[:1]), "PERF-YE"))
    assert (row["person_name"], row["id_number"]) == (text, text)


@given(st.text(st.sampled_from("'=+-@＝ \t\r\n\"',;a1王"), min_size=1, max_size=6))
def test_every_text_can_be_read_back(text: str) -> None:
    people = [{**PEOPLE[0], "person_name": text}]
    (row,) = csv_rows(payroll_rows(paid_district(people=people, payroll=PAYROLL[:1]), "PERF-YE"))
    assert as_read(row["person_name"]) == text


def test_a_column_of_calm_texts_holds_none_that_begins_like_a_formula() -> None:
    signs = pl.Series([chr(code) for code in range(0x110000) if not 0xD800 <= code < 0xE000])
    risky = set(signs.filter(signs.str.contains(FORMULA)))
    assert {start[0] for start in STARTS} <= risky | {" ", "\u3000"}
    calm = [signs.filter((signs >= first) & (signs < end)) for first, end in CALM]
    assert all(part.len() and not (part + "=").str.contains(FORMULA).any() for part in calm)
    assert not may_compute(pl.Series(["0", "017", "9+1"]))
    assert not may_compute(pl.Series(["欧阳", "王=", None]))
    assert all(may_compute(pl.Series(["0", text, "9"])) for text in ("", *STARTS))
    assert all(may_compute(pl.Series(["一", text, "王"])) for text in ("", *STARTS))
