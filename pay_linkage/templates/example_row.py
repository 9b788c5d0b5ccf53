"""The example above a sheet's headings: how a row looks. It stands where nothing is read, so it can never be paid."""

from __future__ import annotations

from collections.abc import Mapping

from contracts.column import Column
from contracts.problem import Language
from contracts.table import Table
from pay_linkage.templates.code_lists import Codes
from pay_linkage.templates.template_text import said

EXAMPLES: Mapping[str, str | tuple[str, str]] = {
    "unit_id": "T01",
    "unit_name": ("某某镇", "Some township"),
    "person_id": "000123",
    "person_name": ("张三", "Zhang San"),
    "id_number": "330000199001010014",
    "start_date": "2015-07-01",
    "end_date": "",
    "score": "85.5",
    "indicator_1": ("组织建设", "organisation"),
    "indicator_2": ("支部活动", "branch meetings"),
    "full_marks": "10",
    "event_id": "E001",
    "points": "3",
    "occurred_on": "2018-06-30",
    "document": ("某委〔2018〕12 号", "No. 12 of 2018"),
    "note": "",
    "round": "1",
    "votes": "25",
    "base_pay": "36000.00",
    "ungraded_reason": "",
    "grade_cap": "",
    "grade_fixed": "",
    "scope_id": "T01",
    "amount": "1000000.00",
}
"""Column → what the example holds, in Chinese and English where that differs; a column with codes shows the first,
pools too unless their scopes are the units."""


def example_row(
    table: Table, columns: tuple[Column, ...], codes: Mapping[tuple[str, str], Codes], lang: Language
) -> list[str]:
    """The texts of the example, the first one saying what it is."""
    cells = [_example(table, column, codes, lang) for column in columns]
    return [said("hint", "example", lang) + cells[0], *cells[1:]]


def _example(table: Table, column: Column, codes: Mapping[tuple[str, str], Codes], lang: Language) -> str:
    known = codes.get((table.name, column.name))
    example = EXAMPLES.get(column.name)
    if example is None or (known and column.name == "scope_id"):
        return next(iter(known or ()), "")
    return example if isinstance(example, str) else example[0 if lang == "zh" else 1]
