"""A district with more units than fit onto a page: sums, and those that somebody would look for."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from report_page import Opened
from report_samples import MadeRun

from pay_linkage.figures.selection import MOST_ROWS, MOST_UNITS
from pay_linkage.runs import Store, stored_run
from pay_linkage.year_end import run_cycle

PEOPLE = 26_000


@pytest.fixture(scope="module")
def district(tmp_path_factory: pytest.TempPathFactory) -> MadeRun:
    folder = tmp_path_factory.mktemp("large")
    command = [sys.executable, "-m", "sample_data.district", "--people", str(PEOPLE), "--out", str(folder / "inputs")]
    root = Path(__file__).resolve().parents[2]
    subprocess.run([*command, "--format", "parquet"], check=True, capture_output=True, cwd=root)
    store = Store(folder / "store")
    return MadeRun(store, stored_run(run_cycle("dinghai-2018-indirect", folder / "inputs", 2018, store.root)))


def test_it_stays_light_and_says_what_it_leaves_out(district: MadeRun, show: Callable[..., Opened]) -> None:
    results = district.run.table("unit_results")
    assert results.height > MOST_UNITS
    assert district.report.stat().st_size < 3_000_000
    seen = show(district.report)
    assert seen.said == []
    shown = [row for name in ("township", "organ") for row in seen.table(f"units-{name}")]
    assert len(shown) <= MOST_UNITS
    ids = {row[1] for row in shown}
    for category in ("township", "organ"):
        members = results.filter(results["category"] == category)
        for row in (members.sort("rank").row(0, named=True), members.sort("rank").row(-1, named=True)):
            assert row["unit_id"] in ids or row["rank"] != members["rank"].min()
        farthest = members.filter(members["places_gained"].abs() == members["places_gained"].abs().max())
        assert ids & set(farthest["unit_id"])
    left_out = results.height - len(shown)
    assert f"其余 {left_out} 个单位" in seen.page.locator("#ranking").inner_html()


def test_everybody_is_in_its_sums(district: MadeRun, show: Callable[..., Opened]) -> None:
    seen, run = show(district.report), district.run
    assert seen.page.inner_text("#total-people") == f"{run.table('payroll').height:,}"
    assert sum(int(row["people"]) for row in seen.rows("pay")) == run.table("payroll").height
    assert {row["units"] == [] for row in seen.rows("pay")} == {True}
    graded = run.table("quotas")["graded_people"].sum()
    groups = [*seen.table("groups-township"), *seen.table("groups-organ")]
    assert sum(int(row[2].replace(",", "")) for row in groups) == graded
    assert len(groups) <= 8
    assert len(seen.table("scopes")) <= MOST_ROWS
    assert len(seen.table("person-edges")) == MOST_ROWS
    gaps = [Decimal(row[6]) for row in seen.table("person-edges")]
    assert gaps == sorted(gaps)
