"""Random histories of appeals: a few at each test run; many by ``python -m tests.corrections.histories``."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from .histories import history


@settings(max_examples=8, deadline=None)
@given(st.integers(min_value=1, max_value=10**6))
def test_reruns_are_fresh_runs_and_payments_add_up_to_the_last_entitlement(seed) -> None:
    history(seed, steps=3)
