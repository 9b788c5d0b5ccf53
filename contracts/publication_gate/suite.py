"""The expectations that a promise gives: one for each thing that must hold, each with the code of its bad condition."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from contracts.publication_gate.frames import (
    AMOUNT,
    FOUND,
    KEY,
    PLACE,
    PROMISED,
    ROW,
    SCOPE,
    cell_type,
    cents,
    found,
    promised,
)
from contracts.publication_gate.library import gxe
from contracts.publication_gate.promise import PERSON, PromisedColumn, PromisedSheet
from contracts.publication_gate.table_checks import TableCheck

COMPUTED = r"^(?![+\-][0-9A-Za-z]*\Z)(?:[\t\r\n]|\s*[=+\-@＝＋－＠﹦﹢﹣﹫])"
"""What a spreadsheet would compute; a plus or minus before nothing but letters and digits calls no function."""
BOTH_EMPTY: Literal["both_values_are_missing"] = "both_values_are_missing"
CHANGED = {"amount": "gate_amount_changed", "identifier": "gate_identifier_changed"}
NOT_TEXT = {"identifier": "gate_identifier_not_text", "text": "gate_text_not_text"}


@dataclass(frozen=True, slots=True)
class Claim:
    """An expectation, the code of what is wrong where it fails, and the heading concerned."""

    code: str
    expectation: Any
    heading: str | None = None


def facts_claims(facts: dict[str, bool]) -> Iterator[Claim]:
    """Each fact holds."""
    for code in facts:
        yield Claim(code, gxe.ExpectColumnValuesToBeInSet(column=code, value_set=["yes"]))


def pair_claim(code: str) -> Claim:
    """Every row was found as promised."""
    return Claim(code, equal(FOUND, PROMISED))


def equal(there: str, wanted: str) -> Any:
    """Two columns are equal row by row; both empty is equal, too."""
    return gxe.ExpectColumnPairValuesToBeEqual(column_A=there, column_B=wanted, ignore_row_if=BOTH_EMPTY)


def people_claims() -> Iterator[Claim]:
    """Everybody who is promised is there."""
    yield Claim("gate_person_missing", gxe.ExpectColumnValuesToBeBetween(column="rows_found", min_value=1))


def cells_claims(sheet: PromisedSheet, *, typed: bool) -> Iterator[Claim]:
    """What holds for the rows; ``typed``: the cells' types are known, as in a workbook."""
    yield Claim("gate_row_count_other", gxe.ExpectTableRowCountToEqual(value=len(sheet.rows)))
    yield Claim("gate_person_twice", gxe.ExpectColumnValuesToBeUnique(column=KEY))
    yield Claim("gate_person_unknown", gxe.ExpectColumnValuesToNotBeNull(column=PLACE))
    yield Claim("gate_rows_out_of_order", gxe.ExpectColumnValuesToBeIncreasing(column=PLACE))
    for number, column in enumerate(sheet.columns):
        for code, expectation in _column(number, column):
            yield Claim(code, expectation, column.heading)
        for code, expectation in _typed(number, column) if typed else _untyped(number, column):
            yield Claim(code, expectation, column.heading)


def _column(number: int, column: PromisedColumn) -> Iterator[tuple[str, Any]]:
    there = found(number)
    yield CHANGED.get(column.kind, "gate_cell_changed"), equal(there, promised(number))
    if column.required:
        yield "gate_cell_empty", gxe.ExpectColumnValuesToNotBeNull(column=there)
    if column.words:
        yield "gate_word_unknown", gxe.ExpectColumnValuesToBeInSet(column=there, value_set=list(column.words))
    if column.pattern is not None:
        whole = rf"^(?:{column.pattern})\Z"
        yield "gate_text_malformed", gxe.ExpectColumnValuesToMatchRegex(column=there, regex=whole)
    if column.kind == "amount":
        yield "gate_amount_malformed", gxe.ExpectColumnValuesToMatchRegex(column=there, regex=rf"^{AMOUNT}\Z")
        if column.not_negative:
            yield "gate_amount_negative", gxe.ExpectColumnValuesToBeBetween(column=cents(number), min_value=0)


def _typed(number: int, column: PromisedColumn) -> Iterator[tuple[str, Any]]:
    kind = cell_type(number)
    yield "gate_formula", gxe.ExpectColumnValuesToNotBeInSet(column=kind, value_set=["formula"])
    if column.kind in NOT_TEXT:
        allowed = ["text", "empty", "formula"]
        yield NOT_TEXT[column.kind], gxe.ExpectColumnValuesToBeInSet(column=kind, value_set=allowed)
    else:
        allowed = ["number", "empty", "formula"]
        yield "gate_number_not_number", gxe.ExpectColumnValuesToBeInSet(column=kind, value_set=allowed)


def _untyped(number: int, column: PromisedColumn) -> Iterator[tuple[str, Any]]:
    if column.kind in {"text", "identifier"}:
        yield "gate_formula", gxe.ExpectColumnValuesToNotMatchRegex(column=found(number), regex=COMPUTED)


def table_claim(check: TableCheck) -> Claim:
    """The claim of a table check."""
    if check.holds == "equal":
        return pair_claim(check.code)
    at_most = gxe.ExpectColumnPairValuesAToBeGreaterThanB(column_A=PROMISED, column_B=FOUND, or_equal=True)
    return Claim(check.code, at_most)


INDEX = {"cells": [ROW, PERSON], "people": [PERSON], "headings": [PLACE], "sums": [SCOPE], "facts": []}
"""Frame → the columns that name its rows; no others ever leave Great Expectations."""
