"""One district, run and exported once a session; each test damages a copy of its files."""

from __future__ import annotations

import pytest
from gate_district import ASKED, run_district
from gate_scene import Scene, exported, promised


@pytest.fixture(scope="session")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Scene:
    from contracts.publication_gate import Judge  # noqa: PLC0415  (Great Expectations takes seconds to import)

    home = tmp_path_factory.mktemp("gate")
    store = home / "store"
    run = run_district(home / "district", store)
    exported(store, run, ASKED)
    files = {file.path.name.split("-draft")[0]: file for file in promised(store, run)}
    assert set(files) == {"payroll.csv", "payroll.xlsx", *ASKED}
    return Scene(store, run, files, Judge())
