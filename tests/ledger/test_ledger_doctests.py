"""The examples in the ledger's docstrings hold."""

from __future__ import annotations

import doctest

import pytest

from pay_linkage.ledger import entitlements, identity, lines, published


@pytest.mark.parametrize("module", [entitlements, identity, lines, published])
def test_examples_hold(module: object) -> None:
    results = doctest.testmod(module)  # type: ignore[arg-type]
    assert results.attempted > 0
    assert results.failed == 0
