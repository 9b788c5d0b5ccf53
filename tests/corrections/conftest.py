"""The district of a module whose tests do not change it; others make one of their own."""

from __future__ import annotations

import pytest

from .small_district import District


@pytest.fixture(scope="module")
def district(tmp_path_factory: pytest.TempPathFactory) -> District:
    return District(tmp_path_factory.mktemp("district"))
