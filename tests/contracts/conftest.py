"""Small input tables for the contracts' tests, read by the product's own reader."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from contracts.input_table import InputTable
from pay_linkage.intake.inputs import read_inputs

Given = Callable[..., dict[str, InputTable]]


@pytest.fixture
def given(tmp_path: Path) -> Given:
    """Tables from the texts of CSV files: ``given(units="unit_id,…")``."""

    def read(**texts: str) -> dict[str, InputTable]:
        for name, text in texts.items():
            (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
        tables, problems = read_inputs(tmp_path)
        assert problems == []
        return tables

    return read
