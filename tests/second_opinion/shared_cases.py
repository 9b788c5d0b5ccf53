"""Where the cases shared with the rulebook lie, and their expected tables."""

from __future__ import annotations

import csv
import os
from pathlib import Path
from typing import Any

TABLES = ("unit_results", "person_results", "pay_lines", "payroll", "quotas")


def shared_cases() -> Path | None:
    """The folder of the worked cases; nothing where it is not on this machine."""
    beside = Path(__file__).resolve().parents[2].parent / "shared"
    cases = Path(os.environ.get("PAY_LINKAGE_SHARED", beside)) / "cases"
    return cases if cases.is_dir() else None


def case_folders(refused: bool) -> list[Path]:
    """The folders of the worked or of the refused cases, none where there is no shared folder."""
    cases = shared_cases()
    if cases is None:
        return []
    return sorted(one for one in cases.iterdir() if one.is_dir() and one.name.startswith("refused-") == refused)


def expected_tables(folder: Path) -> dict[str, list[dict[str, Any]]]:
    """The expected result tables as texts."""
    tables = {}
    for name in TABLES:
        with (folder / "expected" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            tables[name] = list(csv.DictReader(file))
    return tables
