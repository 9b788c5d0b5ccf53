"""The expectations that a promise gives: one for each thing that must hold, each with the code of its bad condition."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from contracts.publication_gate.cell_forms import EMPTY, FORMULA, MALFORMED, NEGATIVE
from contracts.publication_gate.frames import FORM, FOUND, KEY, PLACE, PROMISED, ROW, SCOPE, TYPE
from contracts.publication_gate.library import gxe
from contracts.publication_gate.promise import PERSON, PromisedColumn, PromisedSheet
from contracts.publication_gate.table_checks import TableCheck

NO_ROW: Literal["neither"] = "neither"
"""No row is left out of a comparison: empty cells hold an empty text."""
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
    """Two columns are equal row by row."""
    return gxe.ExpectColumnPairValuesToBeEqual(column_A=there, column_B=wanted, ignore_row_if=NO_ROW)


def _no(column: str, name: str) -> Any:
    return gxe.ExpectColumnValuesToNotBeInSet(column=column, value_set=[name])


def people_claims() -> Iterator[Claim]:
    """Everybody who is promised is there."""
    yield Claim("gate_person_missing", gxe.ExpectColumnValuesToBeBetween(column="rows_found", min_value=1))


def rows_claims(sheet: PromisedSheet) -> Iterator[Claim]:
    """What holds for the rows, whatever stands in their cells."""
    yield Claim("gate_row_count_other", gxe.ExpectTableRowCountToEqual(value=sheet.rows.height))
    yield Claim("gate_person_twice", gxe.ExpectColumnValuesToBeUnique(column=KEY))
    yield Claim("gate_person_unknown", gxe.ExpectColumnValuesToNotBeNull(column=PLACE))
    yield Claim("gate_rows_out_of_order", gxe.ExpectColumnValuesToBeIncreasing(column=PLACE))


def column_claims(column: PromisedColumn, *, typed: bool, is_page: bool = False) -> Iterator[Claim]:
    """What holds for the cells of a column; ``typed``: the cells' types are known, as in a workbook."""
    beyond_text = _typed(column) if typed else iter(()) if is_page else _untyped(column)
    expectations = [*_filled(column), *beyond_text]
    return (Claim(code, expectation, column.heading) for code, expectation in expectations)


def _filled(column: PromisedColumn) -> Iterator[tuple[str, Any]]:
    yield CHANGED.get(column.kind, "gate_cell_changed"), equal(FOUND, PROMISED)
    if column.required:
        yield "gate_cell_empty", _no(FORM, EMPTY)
    if column.words:
        yield "gate_word_unknown", gxe.ExpectColumnValuesToBeInSet(column=FOUND, value_set=["", *column.words])
    if column.pattern is not None:
        whole = rf"^(?:|{column.pattern})\Z"
        yield "gate_text_malformed", gxe.ExpectColumnValuesToMatchRegex(column=FOUND, regex=whole)
    if column.kind == "amount":
        yield "gate_amount_malformed", _no(FORM, MALFORMED)
        if column.not_negative:
            yield "gate_amount_negative", _no(FORM, NEGATIVE)


def _typed(column: PromisedColumn) -> Iterator[tuple[str, Any]]:
    yield "gate_formula", _no(TYPE, FORMULA)
    if column.kind in NOT_TEXT:
        allowed = ["text", "empty", "formula"]
        yield NOT_TEXT[column.kind], gxe.ExpectColumnValuesToBeInSet(column=TYPE, value_set=allowed)
    else:
        allowed = ["number", "empty", "formula"]
        yield "gate_number_not_number", gxe.ExpectColumnValuesToBeInSet(column=TYPE, value_set=allowed)


def _untyped(column: PromisedColumn) -> Iterator[tuple[str, Any]]:
    if column.kind in {"text", "identifier"}:
        yield "gate_formula", _no(FORM, FORMULA)


def table_claim(check: TableCheck) -> Claim:
    """The claim of a table check."""
    if check.holds == "equal":
        return pair_claim(check.code)
    at_most = gxe.ExpectColumnPairValuesAToBeGreaterThanB(column_A=PROMISED, column_B=FOUND, or_equal=True)
    return Claim(check.code, at_most)


INDEX = {"cells": [ROW, PERSON], "people": [PERSON], "headings": [PLACE], "sums": [SCOPE], "facts": []}
"""Frame → the columns that name its rows; no others ever leave Great Expectations."""
