"""Reruns: a new run beside its parent, what is held, chains, no effect, reversal, and what goes wrong."""

from __future__ import annotations

from decimal import Decimal

import polars as pl
import pytest

from contracts.problem import Refused
from pay_linkage.corrections.stored import held_against, stored_cells, stored_lines, stored_names
from pay_linkage.rules.delta import differences
from pay_linkage.run_report import stored_report
from pay_linkage.runs import StoredRun
from pay_linkage.runs.tables import cells_sha256

from .small_district import DIRECT, FILLED, INDIRECT, TABLES, District, amounts

T04_UP = ("component_scores", "T04|work", "change", "score", "84", "88", "", "A-1")
T04_DOWN = ("component_scores", "T04|work", "change", "score", "88", "84", "", "A-2")
NOTHING = ("component_scores", "T04|work", "change", "score", "84", "84.00", "", "A-3")


def moved(before: StoredRun, after: StoredRun) -> dict[str, str]:
    """person_id → difference, where there is one."""
    found = differences(after.table("payroll"), before.table("payroll")).filter(pl.col("kind") != "zero")
    return {person: str(difference) for person, difference in found.select("person_id", "difference").iter_rows()}


@pytest.fixture
def district(tmp_path) -> District:
    return District(tmp_path / "district")


def test_an_appeal_moves_others_too(tmp_path) -> None:
    district = District(tmp_path / "district", hold_harmless=False)
    assert moved(district.first, district.rerun(district.first, T04_UP, published=district.first)) == {
        "P5": "-1200.00",  # T03 falls to C
        "P6": "3360.00",  # T04 rises to B, where nobody is poor
        "P7": "600.00",  # half a year in T04
    }


def test_nobody_loses_whom_no_appeal_names(district) -> None:
    rerun = district.rerun(district.first, T04_UP, published=district.first)
    assert moved(district.first, rerun) == {"P6": "3360.00", "P7": "600.00"}
    assert {person: held for person, held in amounts(rerun, "held").items() if held != "0.00"} == {"P5": "1200.00"}
    assert rerun.manifest.control_totals.held_cents == 120_000
    lines = rerun.table("pay_lines").group_by("person_id").agg(pl.col("amount").sum())
    assert dict(lines.iter_rows())["P5"] == Decimal(10800)


def test_before_the_first_publication_nothing_is_held(district) -> None:
    rerun = district.rerun(district.first, T04_UP)
    assert rerun.manifest.control_totals.held_cents == 0
    assert held_against(rerun) is None


def test_a_scheme_that_holds_nobody_harmless_is_not_measured_against_anything(tmp_path) -> None:
    district = District(tmp_path / "district", hold_harmless=False)
    published, unpublished = (district.rerun(district.first, T04_UP, published=of) for of in (district.first, None))
    assert published.path == unpublished.path


def test_the_parent_stays_as_it_is(district) -> None:
    before = {path: path.read_bytes() for path in district.first.path.rglob("*") if path.is_file()}
    district.rerun(district.first, T04_UP, published=district.first)
    after = {path: path.read_bytes() for path in district.first.path.rglob("*") if path.is_file()}
    assert before == after


def test_a_rerun_keeps_what_it_was_made_from(district) -> None:
    rerun = district.rerun(district.first, T04_UP, published=district.first)
    assert rerun.manifest.parent == district.first.manifest.run_id
    lines = stored_lines(rerun)
    assert lines is not None
    assert rerun.manifest.corrections == cells_sha256(lines)
    assert lines.select("table", "key", "new_value", "appeal_reference").row(0) == (
        "component_scores",
        "T04|work",
        "88",
        "A-1",
    )
    assert stored_names(rerun)["person_id"].to_list() == ["P6", "P7"]
    assert held_against(rerun) == district.first.manifest.run_id
    assert {**district.first.manifest.inputs}.items() < rerun.manifest.inputs.items()
    assert (rerun.path / "corrections").stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in (rerun.path / "corrections").iterdir()} == {0o600}


def test_the_same_corrections_give_the_same_run(district) -> None:
    one, other = (district.rerun(district.first, T04_UP, published=district.first) for _ in range(2))
    assert one.path == other.path
    assert len(district.store.runs()) == 2


def test_another_publication_gives_another_run(district) -> None:
    first = district.rerun(district.first, T04_UP, published=district.first)
    one, other = (district.rerun(first, T04_DOWN, published=run) for run in (district.first, first))
    assert one.path != other.path


@pytest.mark.parametrize("linkage", [("direct", DIRECT), ("indirect", INDIRECT), ("direct", DIRECT + FILLED)])
@pytest.mark.parametrize("hold_harmless", [True, False])
def test_a_rerun_without_effect_changes_nothing(tmp_path, linkage, hold_harmless) -> None:
    mode, text = linkage
    tables = TABLES if FILLED not in text else {**TABLES, "pools": "scope_id,amount\nall,90000\n"}
    district = District(tmp_path / "d", mode=mode, linkage=text, hold_harmless=hold_harmless, tables=tables)
    rerun = district.rerun(district.first, NOTHING, published=district.first)
    assert rerun.path != district.first.path
    assert {name: rerun.table(name).equals(district.first.table(name)) for name in ("payroll", "pay_lines")} == {
        "payroll": True,
        "pay_lines": True,
    }


def test_a_rerun_without_effect_takes_no_held_part_away(district) -> None:
    published = district.rerun(district.first, T04_UP, published=district.first)
    assert amounts(published, "held")["P5"] == "1200.00"
    nothing = ("people", "P5", "change", "score", "95", "95.0", "", "A-9")
    assert moved(published, district.rerun(published, nothing, published=published)) == {}


def test_an_appeal_that_names_somebody_may_take_the_held_part_away(district) -> None:
    published = district.rerun(district.first, T04_UP, published=district.first)
    of_p5 = ("people", "P5", "change", "score", "95", "96", "", "A-9")
    assert moved(published, district.rerun(published, of_p5, published=published)) == {"P5": "-1200.00"}


def test_an_appeal_and_its_reversal_give_what_was_before(district) -> None:
    up = district.rerun(district.first, T04_UP, published=district.first)
    down = district.rerun(up, T04_DOWN, published=district.first)
    assert moved(district.first, down) == {}
    assert amounts(down, "held") == amounts(district.first, "held")


def test_names_count_until_the_next_publication(district) -> None:
    """The first rerun names T03's people; the second, that lowers them, does not."""
    named = ("component_scores", "T03|work", "change", "score", "86", "86.0001", "", "A-1")
    first = district.rerun(district.first, named, published=district.first)
    second = district.rerun(first, T04_UP, published=district.first)
    assert amounts(second, "held")["P5"] == "0.00"
    after_publication = district.rerun(first, T04_UP, published=first)
    assert amounts(after_publication, "held")["P5"] == "1200.00"


def test_everybody_of_a_unit_is_named_before_and_after(district) -> None:
    """P7 left T05 in June; an event of T05 names P7 all the same, and both units where it moves."""
    moved_event = ("events", "E1", "change", "unit_id", "T04", "T05", "", "A-1")
    rerun = district.rerun(district.first, moved_event, published=district.first)
    assert stored_names(rerun)["person_id"].to_list() == ["P6", "P7", "P8"]
    late = [
        ("assignments", "P1|2017-01-01", "add", "unit_id", "", "T05", "", "A-2"),
        ("assignments", "P1|2017-01-01", "add", "end_date", "", "2017-12-31", "", "A-2"),
        ("contests", "race|1|T05", "delete", "", "", "", "", "A-2"),
    ]
    assert stored_names(district.rerun(rerun, *late, published=district.first))["person_id"].to_list() == [
        "P1",
        "P7",
        "P8",
    ]


def test_a_pool_names_nobody(tmp_path) -> None:
    tables = {**TABLES, "pools": "scope_id,amount\nall,90000\n"}
    district = District(tmp_path / "d", linkage=DIRECT + FILLED, tables=tables)
    smaller = ("pools", "all", "change", "amount", "90000", "80000")
    rerun = district.rerun(district.first, smaller, published=district.first)
    assert moved(district.first, rerun) == {}
    assert rerun.manifest.control_totals.held_cents == 1_000_000


def test_somebody_who_leaves_is_named_and_gives_everything_back(district) -> None:
    gone = [("people", "P5", "delete"), ("assignments", "P5|2018-01-01", "delete")]
    rerun = district.rerun(district.first, *gone, published=district.first)
    assert "P5" not in amounts(rerun)
    assert moved(district.first, rerun)["P5"] == "-12000.00"


def test_somebody_unnamed_who_is_in_no_table_any_more_keeps_what_was_published(tmp_path, district) -> None:
    """Only where a run that does not descend from the published one is rerun, to be forced."""
    late = [
        ("people", "P9", "add", "person_name", "", "壬"),
        ("people", "P9", "add", "role", "", "staff"),
        ("people", "P9", "add", "base_pay", "", "12000"),
        ("people", "P9", "add", "score", "", "60"),
        ("people", "P9", "add", "graded", "", "yes"),
        ("assignments", "P9|2018-01-01", "add", "unit_id", "", "T03"),
    ]
    published = district.rerun(district.first, *late, published=district.first)
    assert amounts(published)["P9"] == "12000.00"
    other = district.rerun(district.first, T04_UP, published=published)
    assert (amounts(other)["P9"], amounts(other, "held")["P9"]) == ("12000.00", "12000.00")
    payroll = (other.path / "payroll" / "payroll.csv").read_text("utf-8")
    assert "P9" in payroll


def test_pay_entered_late_and_reduced_later(tmp_path) -> None:
    """4,800 a month turns out to be 5,800 for two months: +2,000; a later reduction to 80 %: −2,320."""
    tables = {
        **TABLES,
        "people": "person_id,person_name,role,base_pay,score,graded\nP1,甲,staff,57600,90,yes\nP2,乙,staff,0,80,yes\n",
        "assignments": "person_id,unit_id,start_date,end_date\nP1,T04,2018-01-01,2018-02-28\nP2,T04,2018-01-01,\n",
    }
    district = District(tmp_path / "d", mode="indirect", linkage=INDIRECT, tables=tables)
    assert amounts(district.first)["P1"] == "9600.00"
    raised = district.rerun(
        district.first, ("people", "P1", "change", "base_pay", "57600", "69600"), published=district.first
    )
    assert moved(district.first, raised) == {"P1": "2000.00"}
    reduced = district.rerun(raised, ("people", "P1", "change", "grade_fixed", "", "poor"), published=raised)
    assert moved(raised, reduced) == {"P1": "-2320.00"}


def test_what_is_wrong_with_corrected_tables_is_told_at_the_line(district) -> None:
    wrong = (
        ("component_scores", "T04|work", "change", "score", "84", "184", "", "A-1"),
        ("events", "E9", "add", "unit_id", "", "T09", "", "A-2"),
        ("events", "E9", "add", "code", "", "praise", "", "A-2"),
        ("events", "E9", "add", "occurred_on", "", "2017-05-06", "", "A-2"),
        ("events", "E9", "add", "document", "", "9号", "", "A-2"),
    )
    with pytest.raises(Refused) as refusal:
        district.rerun(district.first, *wrong)
    told = [(p.code, p.place.file, p.place.row, p.facts["appeal"]) for p in refusal.value.problems]
    assert told == [
        ("component_score_above_full_marks", "corrections.csv", 2, "A-1"),
        ("event_of_unknown_unit", "corrections.csv", 3, "A-2"),
        ("event_outside_cycle", "corrections.csv", 5, "A-2"),
    ]
    assert len(district.store.runs()) == 1


def test_a_cell_that_an_earlier_appeal_brought_is_told_so_later(district) -> None:
    first = district.rerun(district.first, ("ratings", "T04|discipline", "change", "score", "80", "79", "", "A-1"))
    assert stored_cells(first).select("table", "row", "column", "appeal_reference").rows() == [
        ("ratings", 5, "score", "A-1")
    ]
    gone = ("units", "T04", "delete")
    with pytest.raises(Refused) as refusal:
        district.rerun(first, gone)
    by_code = {problem.code: problem for problem in refusal.value.problems}
    assert by_code["assignment_of_unknown_unit"].place.file == "assignments.csv"
    assert "appeal" not in by_code["assignment_of_unknown_unit"].facts
    assert by_code["rating_of_unknown_unit"].place.file == "ratings.csv"  # the unit's cell is the file's own


def test_a_row_that_an_earlier_appeal_added_is_told_so_later(district) -> None:
    added = [
        ("events", "E9", "add", "unit_id", "", "T05", "", "A-1"),
        ("events", "E9", "add", "code", "", "praise", "", "A-1"),
        ("events", "E9", "add", "occurred_on", "", "2018-05-06", "", "A-1"),
        ("events", "E9", "add", "document", "", "9号", "", "A-1"),
    ]
    first = district.rerun(district.first, *added)
    second = district.rerun(first, ("events", "E9", "change", "points", "", "3", "", "A-2"))
    assert second.input("events").filter(pl.col("event_id") == "E9")["points"].item() == 3
    with pytest.raises(Refused) as refusal:
        district.rerun(second, ("units", "T05", "delete"))
    of_event = next(p for p in refusal.value.problems if p.code == "event_of_unknown_unit")
    assert (of_event.place.row, of_event.facts["appeal"]) == (2, "A-1")
    third = district.rerun(second, ("events", "E9", "delete"))
    assert third.input("events").equals(district.first.input("events"))
    assert stored_cells(third).is_empty()


def test_a_run_that_is_not_in_the_store_is_refused(district) -> None:
    with pytest.raises(Refused) as refusal:
        district.store.open("2018-ffffffffffff")
    assert [problem.code for problem in refusal.value.problems] == ["run_unknown"]


def test_what_an_added_row_lacks_elsewhere_is_told_at_its_first_line(district) -> None:
    late = {"person_name": "壬", "role": "staff", "base_pay": "12000", "score": "60", "graded": "yes"}
    with pytest.raises(Refused) as refusal:
        district.rerun(district.first, *(("people", "P9", "add", column, "", value) for column, value in late.items()))
    told = [(p.code, p.place.file, p.place.row) for p in refusal.value.problems]
    assert told == [("person_without_assignment", "corrections.csv", 2)]


def test_a_chain_names_only_the_publication_that_it_was_measured_against(district) -> None:
    first = district.rerun(district.first, T04_UP, published=district.first)
    second = district.rerun(first, T04_DOWN, published=first)
    assert [name for name in second.manifest.inputs if name.startswith("published/")] == [
        f"published/{first.manifest.run_id}"
    ]
    assert held_against(second) == first.manifest.run_id


def test_the_report_written_with_a_rerun_is_the_one_that_the_store_tells_of_it(district) -> None:
    t01_down = ("component_scores", "T01|work", "change", "score", "90", "80", "", "A-4")
    of_p5 = ("people", "P5", "change", "score", "95", "96", "", "A-5")
    first = {"published": district.first}
    held = district.rerun(district.first, T04_UP, **first)
    named_before = district.rerun(district.rerun(district.first, of_p5, **first), T04_UP, **first)
    reruns = {
        "unpublished": district.rerun(district.first, T04_UP),
        "held": held,
        "named": district.rerun(district.first, t01_down, **first),
        "named before": named_before,
        "named before the publication": district.rerun(named_before, T04_DOWN, published=named_before),
        "held no longer": district.rerun(held, T04_DOWN, published=district.first),
    }
    written = {name: run.file("report.html") for name, run in reruns.items()}
    stored = {name: stored_report(district.store, run.manifest.run_id) for name, run in reruns.items()}
    assert [name for name in reruns if stored[name] != written[name]] == []
    told = {name for name, page in written.items() if b"concerned by the appeals, so not held" in page}
    assert told == reruns.keys() - {"unpublished", "held"}
    assert b"; held at what was published" in written["held"]
