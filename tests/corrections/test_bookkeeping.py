"""Reruns and the ledger: what was published comes from it, what was corrected goes into it."""

from __future__ import annotations

from decimal import Decimal

import polars as pl
import pytest

from contracts.problem import Refused
from pay_linkage.bookkeeping import corrections_of, last_published, opened_ledger, record_lineage
from pay_linkage.ledger import (
    Ledger,
    add_approver,
    approve,
    corrections,
    paid,
    publication_frames,
    runs,
)
from pay_linkage.publication import publish_run
from pay_linkage.rerun import RerunOrder
from pay_linkage.rerun import rerun as rerun_of
from pay_linkage.runs import StoredRun
from pay_linkage.year_end import Measured

from .small_district import CYCLE, District, amounts

SECRET = "a long enough secret"
UP = ("component_scores", "T04|work", "change", "score", "84", "88", "申诉", "A-1", "2019-01-05", "复核组")
DOWN = ("component_scores", "T04|work", "change", "score", "88", "84", "撤回", "A-2", "2019-02-05", "复核组")


def ledger_of(district: District) -> Ledger:
    ledger = opened_ledger(str(district.store.root), None)
    add_approver(ledger, "王芳", SECRET, "管理员")
    return ledger


def publish(district: District, ledger: Ledger, run: StoredRun) -> int:
    record_lineage(ledger, district.store, run.manifest.run_id)
    approve(ledger, run.manifest.run_id, run.manifest.content_hash, "王芳", SECRET, "同意")
    return publish_run(ledger, district.store, run.manifest.run_id, "出纳")[0].sequence


def rerun(district: District, ledger: Ledger, run: StoredRun, *lines: tuple[str, ...]) -> StoredRun:
    file, store = str(district.file(*lines)), str(district.store.root)
    order = RerunOrder(run.manifest.run_id, file, store, "申诉", "tester")
    return district.store.open(rerun_of(order, Measured(), lambda: last_published(ledger, CYCLE)).name)


def test_before_the_first_publication_nothing_is_published(tmp_path) -> None:
    assert last_published(ledger_of(District(tmp_path / "d")), CYCLE) is None


def test_what_was_published_is_what_reruns_are_measured_against(tmp_path) -> None:
    district = District(tmp_path / "d")
    ledger = ledger_of(district)
    publish(district, ledger, district.first)
    told = last_published(ledger, CYCLE)
    assert told is not None
    assert told.run_id == district.first.manifest.run_id
    assert told.amounts.schema == {"person_id": pl.String, "amount": pl.Decimal(38, 2)}
    assert {person: str(amount) for person, amount in told.amounts.iter_rows()} == amounts(district.first)
    assert amounts(rerun(district, ledger, district.first, UP), "held")["P5"] == "1200.00"


def test_publications_of_a_chain_add_up_to_the_last_entitlement(tmp_path) -> None:
    district = District(tmp_path / "d")
    ledger = ledger_of(district)
    publish(district, ledger, district.first)
    up = rerun(district, ledger, district.first, UP)
    second = publish_frames(ledger, publish(district, ledger, up))
    assert second == ({"P6": 336_000, "P7": 60_000}, {})
    gone = rerun(district, ledger, up, DOWN, ("people", "P8", "delete"), ("assignments", "P8|2018-01-01", "delete"))
    publish(district, ledger, gone)
    entitled = {person: int(Decimal(amount) * 100) for person, amount in amounts(gone).items()}
    assert dict(paid(ledger, CYCLE).iter_rows()) == {**entitled, "P8": 0}


def publish_frames(ledger: Ledger, sequence: int) -> tuple[dict[str, int], dict[str, int]]:
    frames = publication_frames(ledger, sequence)
    assert frames.supplement is not None
    assert frames.recovery is not None
    return dict(frames.supplement.iter_rows()), dict(frames.recovery.iter_rows())


def test_runs_are_entered_with_their_ancestors_and_corrections_once(tmp_path) -> None:
    district = District(tmp_path / "d")
    ledger = ledger_of(district)
    down = rerun(district, ledger, rerun(district, ledger, district.first, UP), DOWN)
    for _ in range(2):
        record_lineage(ledger, district.store, down.manifest.run_id)
    assert [run.parent for run in runs(ledger)] == [None, runs(ledger)[0].run_id, runs(ledger)[1].run_id]
    entered = corrections(ledger, down.manifest.run_id)
    assert entered == corrections_of(down)
    assert [(line.key, line.new_value, line.reason, line.decided_on) for line in entered] == [
        ("T04|work", "84", "撤回", "2019-02-05")
    ]
    assert corrections_of(district.first) == []


def test_a_rerun_that_was_measured_before_the_last_publication_is_not_published(tmp_path) -> None:
    district = District(tmp_path / "d")
    ledger = ledger_of(district)
    publish(district, ledger, district.first)
    up = rerun(district, ledger, district.first, UP)
    down = rerun(district, ledger, up, DOWN)
    publish(district, ledger, up)
    with pytest.raises(Refused) as refusal:
        publish(district, ledger, down)
    assert [problem.code for problem in refusal.value.problems] == ["publication_measured_before"]
    again = rerun(district, ledger, up, DOWN)
    assert again.path != down.path
    assert publish(district, ledger, again) == 3
    for run, sequence in ((district.first, 1), (up, 2), (again, 3)):
        assert publish_run(ledger, district.store, run.manifest.run_id, "出纳")[0].sequence == sequence
