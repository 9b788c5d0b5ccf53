"""What an appeal would move is what its rerun moves, under either setting; nothing is entered anywhere."""

from __future__ import annotations

from decimal import Decimal

import pytest

from contracts.problem import Refused
from pay_linkage.rerun import Published
from pay_linkage.runs import StoredRun
from pay_linkage.scenarios import BlastRadius, appeal_documents, appeal_record, blast_radius, what_if
from pay_linkage.scenarios.appeal_documents import both_settings, group_counts
from tests.corrections.small_district import District

T04_UP = ("component_scores", "T04|work", "change", "score", "84", "88", "", "A-1")
P1_LESS = ("people", "P1", "change", "base_pay", "12000", "6000", "", "A-2")


def radius_of(district: District, run: StoredRun, *lines: tuple[str, ...], published: StoredRun | None) -> BlastRadius:
    told = None
    if published is not None:
        told = Published(published.name, published.table("payroll").select("person_id", "amount"))
    return blast_radius(str(district.store.root), run.name, str(district.file(*lines)), told)


@pytest.fixture(scope="module")
def districts(tmp_path_factory) -> dict[bool, District]:
    folder = tmp_path_factory.mktemp("districts")
    return {held: District(folder / str(held), hold_harmless=held) for held in (False, True)}


@pytest.mark.parametrize("lines", [(T04_UP,), (P1_LESS,), (T04_UP, P1_LESS)])
def test_it_is_the_rerun_under_both_settings(districts, lines) -> None:
    for kept in (False, True):
        district = districts[kept]
        radius = radius_of(district, district.first, *lines, published=district.first)
        rerun = district.rerun(district.first, *lines, published=district.first)
        scenario = radius.what_if.scenarios[int(kept)]
        for name in ("unit_results", "person_results", "pay_lines", "payroll", "quotas"):
            assert scenario.table(name).equals(rerun.table(name)), (kept, name)


def test_an_earlier_appeal_counts_among_the_named(districts) -> None:
    district = districts[True]
    first = district.rerun(district.first, P1_LESS, published=district.first)
    radius = radius_of(district, first, T04_UP, published=district.first)
    rerun = district.rerun(first, T04_UP, published=district.first)
    assert radius.what_if.scenarios[1].table("payroll").equals(rerun.table("payroll"))
    held = dict(rerun.table("payroll").select("person_id", "held").iter_rows())
    assert held["P1"] == 0, "P1 was named before"


def test_the_named_stand_apart_from_the_others(districts) -> None:
    district = districts[True]
    radius = radius_of(district, district.first, T04_UP, published=district.first)
    assert radius.named["person_id"].to_list() == ["P6", "P7"]
    moved = {group: both_settings(radius, group)["person_id"].to_list() for group in ("named", "others")}
    assert moved == {"named": ["P6", "P7"], "others": ["P5"]}
    counts = group_counts(radius)
    assert [(one["losers"], one["losers_amount"]) for one in counts["others"]] == [
        (1, Decimal("-1200.00")),
        (0, Decimal("0.00")),
    ]
    due = [frame.filter(frame["kind"] == "recovery")["difference"].sum() for frame in radius.due]
    assert due == [Decimal("-1200.00"), 0]
    record = appeal_record(radius)
    assert (record["scenario"], record["publishable"]) == (True, False)
    assert record["groups"]["others"]["people"][0]["difference"] == "-1200.00"
    assert record["groups"]["others"]["people"][0]["difference_held"] == "0.00"
    assert "appeal A-1" in record["groups"]["others"]["people"][0]["cause_en"]


def test_before_the_first_publication_nothing_can_be_held(districts) -> None:
    district = districts[True]
    radius = radius_of(district, district.first, T04_UP, published=None)
    free, held = (one.table("payroll") for one in radius.what_if.scenarios)
    assert free.equals(held)
    for lang, words in (("en", "Nothing is published in this cycle"), ("zh", "本年度尚未发布")):
        sentences = [text for part in appeal_documents(radius, lang)[0].parts for text in part.sentences]
        assert any(words in text for text in sentences)


def test_a_scenario_keeps_what_its_run_held(districts) -> None:
    district = districts[True]
    rerun = district.rerun(district.first, T04_UP, published=district.first)
    assert rerun.manifest.control_totals.held_cents > 0
    same = what_if(rerun.name, [], district.store.root)
    assert same.scenarios[0].table("payroll").equals(rerun.table("payroll"))
    assert same.moves[0].people.is_empty()
    free = what_if(rerun.name, ["scheme:hold_harmless=false"], district.store.root)
    assert free.moves[0].people["person_id"].to_list() == ["P5"]


def test_a_wrong_file_is_refused_as_by_a_rerun(districts) -> None:
    district = districts[True]
    with pytest.raises(Refused) as refusal:
        radius_of(district, district.first, (*T04_UP[:4], "85", "88"), published=None)
    assert [(problem.code, problem.place.file) for problem in refusal.value.problems] == [
        ("correction_old_value_differs", "corrections.csv")
    ]
