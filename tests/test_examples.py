"""The examples in docstrings hold."""

from __future__ import annotations

import doctest
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
FILES = [file for room in ("contracts", "pay_linkage", "flows") for file in sorted((ROOT / room).rglob("*.py"))]
MODULES = [
    ".".join(file.relative_to(ROOT).with_suffix("").parts) for file in FILES if ">>> " in file.read_text("utf-8")
]


@pytest.mark.parametrize("module", MODULES)
def test_examples_hold(module: str) -> None:
    results = doctest.testmod(import_module(module))
    assert results.attempted > 0
    assert results.failed == 0
