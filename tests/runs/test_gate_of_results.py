"""Results that break their contract are a defect of ours, and make no run (promise 8)."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from small_run import small_run
from whole_or_none import staging_names, whole_runs

from contracts.result_gate import BrokenFrame
from pay_linkage import year_end
from pay_linkage.runs import Store

SAMPLE = Path(__file__).parents[2] / "sample_data" / "dinghai_2018"


def test_a_run_whose_gate_raises_is_not_kept(tmp_path: Path) -> None:
    def broken() -> None:
        raise BrokenFrame("payroll", ["amount: result_cell_empty"])

    with pytest.raises(BrokenFrame):
        Store(tmp_path).write(replace(small_run(), gate=broken))
    assert (whole_runs(tmp_path), staging_names(tmp_path)) == (0, [])


def test_the_results_of_a_cycle_go_through_the_gate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    right = year_end.link_pay

    def link_pay(*given: Any) -> Any:
        results = right(*given)
        return replace(results, payroll=results.payroll.with_columns(pl.lit(None, pl.Decimal(38, 2)).alias("amount")))

    monkeypatch.setattr(year_end, "link_pay", link_pay)
    with pytest.raises(BrokenFrame, match="payroll: amount: result_cell_empty"):
        year_end.run_cycle("dinghai-2018-indirect", SAMPLE, 2018, tmp_path)
    assert (whole_runs(tmp_path), staging_names(tmp_path)) == (0, [])
