"""The golden files of the samples: what the independent calculator makes of them.

``python -m tests.sample_data.golden_results`` writes them again, for a sample or a scheme that changed on purpose.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from pay_linkage.schemes import scheme_bytes
from sample_data.generator.csv_folder import csv_text
from sample_data.samples import HOME, SAMPLES, Sample
from tests.second_opinion.calculator.calculation import results
from tests.second_opinion.calculator.scheme import scheme_of
from tests.second_opinion.calculator.scheme_nodes import document
from tests.second_opinion.calculator.tables import tables_of
from tests.second_opinion.case_files import scheme_text
from tests.second_opinion.compare import KEYS

MONEY = ("base_pay", "held", "amount")
NO_ROWS = {"quotas": ("group", "unit_grade", "graded_people", "breach")}
"""Headings of a table that may have no rows."""


def golden_folder(sample: Sample) -> Path:
    """Where a sample's golden files are."""
    return HOME / sample.name / "expected" / sample.scheme


def calculator_scheme(sample: Sample) -> dict[str, Any]:
    """The sample's scheme as the independent calculator reads it, without sources, which carry no figures."""
    bare = _without_sources(document(scheme_bytes(sample.scheme).decode()))
    return scheme_of(scheme_text(bare), sample.cycle)


def expected_files(sample: Sample) -> dict[str, str]:
    """File name → text of the five result tables, rows by key."""
    scheme = calculator_scheme(sample)
    found = results(scheme, tables_of(HOME / sample.name, scheme), sample.cycle)
    return {f"{table}.csv": _text(table, rows) for table, rows in found.items()}


def _without_sources(node: Any) -> Any:
    if isinstance(node, dict):
        return {key: _without_sources(value) for key, value in node.items() if key != "source"}
    return [_without_sources(value) for value in node] if isinstance(node, list) else node


def _text(table: str, rows: list[dict[str, Any]]) -> str:
    ordered = sorted(rows, key=lambda row: tuple(row[column] for column in KEYS[table]))
    columns = tuple(rows[0]) if rows else NO_ROWS[table]
    return csv_text(columns, [{name: _cell(name, value) for name, value in row.items()} for row in ordered])


def _cell(column: str, value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if not isinstance(value, Fraction):
        return str(value)
    number = Decimal(value.numerator) / Decimal(value.denominator)
    assert Fraction(number) == value, f"{column} is not a finite decimal: {value}"
    return f"{number:.2f}" if column in MONEY else f"{number.normalize():f}"


def main() -> None:
    """Write every sample's golden files."""
    for sample in SAMPLES:
        folder = golden_folder(sample)
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in expected_files(sample).items():
            (folder / name).write_bytes(text.encode())


if __name__ == "__main__":
    main()
