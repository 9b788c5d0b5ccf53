from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.unconfined import reading_unconfined


@pytest.fixture(autouse=True, scope="module")
def _without_a_process_of_its_own() -> Iterator[None]:
    with reading_unconfined():
        yield
