"""Every cause is told, in both languages, to whom it moved."""

from __future__ import annotations

import polars as pl
import pytest

from pay_linkage.diff import diff
from pay_linkage.runs import StoredRun
from tests.corrections.small_district import DIRECT, FILLED, INDIRECT, TABLES, District

T04_UP = ("component_scores", "T04|work", "change", "score", "84", "88", "", "A-1")
FALL = "rank moved from 3 to 4 and grade moved from B to C because T04's component score was corrected (appeal A-1)"
OUTRATED = "rating rank moved from 1 to 2 and coefficient moved from 1.01 to 1.005"
POOL = {**TABLES, "pools": "scope_id,amount\nall,90000\n"}


def causes(
    district: District, after: StoredRun, table: str, before: StoredRun | None = None
) -> dict[str, tuple[str, str]]:
    """Unit or person → cause in English and Chinese."""
    found = diff(district.store, (before or district.first).manifest.run_id, after.manifest.run_id)
    frame: pl.DataFrame = getattr(found, table)
    return {row[0]: (row[1], row[2]) for row in frame.select(frame.columns[0], "cause_en", "cause_zh").iter_rows()}


@pytest.fixture
def district(tmp_path) -> District:
    return District(tmp_path / "district")


def test_units_tell_their_own_appeal_or_whose_it_was(district) -> None:
    assert causes(district, district.rerun(district.first, T04_UP), "units") == {
        "T02": (
            "rank moved from 2 to 3 because T04's component score was corrected (appeal A-1)",
            "因 T04 的项目得分更正（申诉 A-1），名次由 2 变为 3",
        ),
        "T03": (
            FALL,
            "因 T04 的项目得分更正（申诉 A-1），名次由 3 变为 4、等次由 B 变为 C",
        ),
        "T04": ("its own component score was corrected (appeal A-1)", "本单位项目得分更正（申诉 A-1）"),
    }


def test_a_corrected_rating_moves_the_coefficients_of_others(district) -> None:
    rerun = district.rerun(district.first, ("ratings", "T03|discipline", "change", "score", "85", "99", "", "A-2"))
    told = causes(district, rerun, "units")
    assert told["T01"] == (
        f"{OUTRATED} because T03's rating was corrected (appeal A-2)",
        "因 T03 的部门评价更正（申诉 A-2），评价名次由 1 变为 2、系数由 1.01 变为 1.005",
    )
    assert told["T03"] == ("its own rating was corrected (appeal A-2)", "本单位部门评价更正（申诉 A-2）")
    assert "T04" not in told


def test_own_corrections_without_effect_are_no_cause(district) -> None:
    """T01's event code changes nothing but its note; its coefficient moves by T03's rating."""
    note = ("units", "T01", "change", "unit_name", "镇1", "城东", "", "A-3")
    rating = ("ratings", "T03|discipline", "change", "score", "85", "99", "", "A-2")
    told = causes(district, district.rerun(district.first, note, rating), "units")
    assert told["T01"][0] == f"{OUTRATED} because T03's rating was corrected (appeal A-2)"


def test_both_the_own_and_another_s_correction_are_told_where_both_have_effect(district) -> None:
    own = ("component_scores", "T01|work", "change", "score", "90", "89", "", "A-3")
    rating = ("ratings", "T03|discipline", "change", "score", "85", "99", "", "A-2")
    told = causes(district, district.rerun(district.first, own, rating), "units")
    assert told["T01"][0] == (
        f"{OUTRATED} because its own component score was corrected (appeal A-3) "
        "and T03's rating was corrected (appeal A-2)"
    )


def test_of_many_corrections_only_those_that_changed_places_are_named(district) -> None:
    passes = T04_UP
    stays_last = ("component_scores", "T05|work", "change", "score", "82", "81", "", "A-4")
    told = causes(district, district.rerun(district.first, passes, stays_last), "units")
    assert told["T03"][0].endswith("because T04's component score was corrected (appeal A-1)")


def test_a_contest_moves_a_unit_without_a_row_of_its_own_being_touched(district) -> None:
    up = ("contests", "race|1|T02", "change", "points", "4", "9", "", "A-5")
    told = causes(district, district.rerun(district.first, up), "units")
    assert told["T01"][0].endswith("because T02's contest result was corrected (appeal A-5)")
    assert told["T02"] == ("its own contest result was corrected (appeal A-5)", "本单位竞赛积分更正（申诉 A-5）")


def test_what_moves_no_rating_is_no_cause_of_a_coefficient(district) -> None:
    """T03's event stands beside its rating; only the rating moves T01's coefficient."""
    rating = ("ratings", "T03|discipline", "change", "score", "85", "99", "", "A-2")
    praise = [
        ("events", "E9", "add", name, "", value, "", "A-3")
        for name, value in (
            ("unit_id", "T03"),
            ("code", "praise"),
            ("occurred_on", "2018-05-06"),
            ("document", "9号"),
        )
    ]
    told = causes(district, district.rerun(district.first, rating, *praise), "units")
    assert told["T01"][0].endswith("because T03's rating was corrected (appeal A-2)")


def test_events_that_are_added_and_deleted_say_so(district) -> None:
    assert causes(
        district, district.rerun(district.first, ("events", "E1", "delete", "", "", "", "", "A-6")), "units"
    ) == {"T04": ("its own event was deleted (appeal A-6)", "本单位加减分事项删除（申诉 A-6）")}
    veto = [
        ("events", "E9", "add", "unit_id", "", "T01"),
        ("events", "E9", "add", "code", "", "safety"),
        ("events", "E9", "add", "occurred_on", "", "2018-05-06"),
        ("events", "E9", "add", "document", "", "9号"),
    ]
    told = causes(district, district.rerun(district.first, *veto), "units")
    assert told["T01"] == ("its own event was added", "本单位加减分事项新增")
    assert told["T02"] == (
        "grade moved from B to A because T01's event was added",
        "因 T01 的加减分事项新增，等次由 B 变为 A",
    )


def test_people_are_told_what_moved_their_unit_and_what_is_held(district) -> None:
    told = causes(district, district.rerun(district.first, T04_UP, published=district.first), "people")
    own = (
        "unit T04: rank moved from 4 to 2 and grade moved from C to B because its own component score was corrected "
        "(appeal A-1)"
    )
    assert told == {
        "P5": (
            f"unit T03: {FALL}; held at what was published",
            "单位 T03：因 T04 的项目得分更正（申诉 A-1），名次由 3 变为 4、等次由 B 变为 C；按已发布金额保底",
        ),
        "P6": (
            own,
            "单位 T04：因本单位项目得分更正（申诉 A-1），名次由 4 变为 2、等次由 C 变为 B",
        ),
        "P7": (
            own,
            "单位 T04：因本单位项目得分更正（申诉 A-1），名次由 4 变为 2、等次由 C 变为 B",
        ),
    }


def test_a_held_part_that_begins_or_ends_is_told(district) -> None:
    up = district.rerun(district.first, T04_UP, published=district.first)
    further = district.rerun(up, ("people", "P5", "change", "base_pay", "12000", "11000", "", "A-7"), published=up)
    assert causes(district, further, "people", up)["P5"] == (
        "own appeal A-7; no longer held at what was published",
        "本人申诉 A-7；不再保底",
    )
    lowered = district.rerun(
        up, ("component_scores", "T01|work", "change", "score", "90", "80", "", "A-8"), published=district.first
    )
    assert causes(district, lowered, "people", up) != {}


def test_an_own_appeal_and_somebody_else_in_the_place(tmp_path) -> None:
    district = District(tmp_path / "d", mode="indirect", linkage=INDIRECT)
    better = ("people", "P2", "change", "score", "80", "99", "", "A-9")
    assert causes(district, district.rerun(district.first, better), "people") == {
        "P1": ("somebody else moved into the place", "名额由他人占用"),
        "P2": ("own appeal A-9", "本人申诉 A-9"),
    }
    worse = ("people", "P1", "change", "score", "90", "70")
    assert causes(district, district.rerun(district.first, worse), "people") == {
        "P1": ("own data corrected", "本人数据更正"),
        "P2": ("somebody else left the place", "他人让出名额"),
    }


def test_a_quota_that_changed(tmp_path) -> None:
    """P2's last unit is another one: of T01's two people one is left, and half of one is no place."""
    district = District(tmp_path / "d", mode="indirect", linkage=INDIRECT)
    away = ("assignments", "P2|2018-01-01", "change", "unit_id", "T01", "T03", "", "A-10")
    assert causes(district, district.rerun(district.first, away), "people") == {
        "P1": ("the quota of T01 changed", "T01 的等次名额变动")
    }


def test_pools_that_are_corrected_or_divided_anew(tmp_path) -> None:
    district = District(tmp_path / "d", linkage=DIRECT + FILLED, tables=POOL, hold_harmless=False)
    smaller = district.rerun(district.first, ("pools", "all", "change", "amount", "90000", "80000"))
    assert set(causes(district, smaller, "people").values()) == {("the pool was corrected", "绩效总额更正")}
    richer = district.rerun(district.first, ("people", "P1", "change", "base_pay", "12000", "24000", "", "A-1"))
    told = causes(district, richer, "people")
    assert told["P1"] == ("own appeal A-1; the pool is divided anew", "本人申诉 A-1；绩效总额重新分摊")
    assert told["P3"] == ("the pool is divided anew", "绩效总额重新分摊")


def test_people_who_come_and_go(district) -> None:
    gone = [
        ("people", "P5", "delete", "", "", "", "", "A-1"),
        ("assignments", "P5|2018-01-01", "delete", "", "", "", "", "A-2"),
    ]
    rerun = district.rerun(district.first, *gone)
    assert causes(district, rerun, "people")["P5"] == (
        "no longer among those who are paid; own appeal A-1, A-2",
        "已不在发放范围内；本人申诉 A-1, A-2",
    )
    assert causes(district, district.first, "people", rerun)["P5"][0].startswith("not among those who were paid before")


def test_another_scheme_is_the_cause_of_what_no_input_explains(tmp_path) -> None:
    one = District(tmp_path / "one")
    other = District(tmp_path / "other", linkage=DIRECT.replace("A: 1.2", "A: 1.3"))
    other.first.path.rename(one.store.root / "runs" / other.first.path.name)
    other.store = one.store
    told = causes(one, one.store.open(other.first.manifest.run_id), "people")
    assert told == dict.fromkeys(("P1", "P2"), ("the scheme is another one", "方案不同"))


def test_a_chain_is_compared_from_end_to_end(district) -> None:
    up = district.rerun(district.first, T04_UP)
    down = district.rerun(up, ("component_scores", "T04|work", "change", "score", "88", "84", "", "A-2"))
    found = diff(district.store, district.first.manifest.run_id, down.manifest.run_id)
    assert found.units.is_empty()
    assert found.people.is_empty()
    assert found.corrections["appeal_reference"].to_list() == ["A-1", "A-2"]
    assert found.corrections["run_id"].to_list() == [up.manifest.run_id, down.manifest.run_id]


def test_every_move_has_a_cause_in_both_languages_and_both_directions(district) -> None:
    up = district.rerun(
        district.first, T04_UP, ("people", "P1", "change", "score", "90", "1"), published=district.first
    )
    for before, after in ((district.first, up), (up, district.first)):
        for table in ("units", "people"):
            told = causes(district, after, table, before)
            assert told
            assert all(en and zh for en, zh in told.values())


def test_a_pool_is_no_cause_for_somebody_whose_amount_stays(tmp_path) -> None:
    tables = {**POOL, "people": POOL["people"].replace("P2,乙,staff,12000", "P2,乙,staff,0")}
    district = District(tmp_path / "d", linkage=DIRECT + FILLED, tables=tables, hold_harmless=False)
    better = ("people", "P2", "change", "score", "80", "99", "", "A-9")
    told = causes(district, district.rerun(district.first, better), "people")
    assert told["P2"] == ("own appeal A-9", "本人申诉 A-9")
    assert told["P3"] == ("the pool is divided anew", "绩效总额重新分摊")


@pytest.mark.parametrize("is_published", [True, False])
def test_whoever_loses_while_others_are_held_is_told_why(district, is_published: bool) -> None:
    down = ("component_scores", "T01|work", "change", "score", "90", "80", "", "A-8")
    lowered = district.rerun(district.first, down, published=district.first if is_published else None)
    told = causes(district, lowered, "people")
    of_t01 = [cause for cause in told.values() if cause[1].startswith("单位 T01：")]
    assert of_t01
    assert {zh.endswith("；属申诉所涉人员，不保底") for _, zh in of_t01} == {is_published}
    assert {en.endswith("; concerned by the appeals, so not held") for en, _ in of_t01} == {is_published}
