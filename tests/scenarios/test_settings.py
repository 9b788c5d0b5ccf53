"""What can be set, in how many ways it may be written, and how what cannot be set is told."""

from __future__ import annotations

from decimal import Decimal

import pytest

from contracts.problem import LANGUAGES, Refused
from pay_linkage.scenarios import WhatIf, scenarios_file, what_if
from pay_linkage.schemes import read_scheme
from tests.corrections.small_district import District, amounts

T03 = "component_scores:T03/work=60"


@pytest.fixture(scope="module")
def district(tmp_path_factory) -> District:
    return District(tmp_path_factory.mktemp("district"))


def assumed(district: District, *settings: str) -> WhatIf:
    return what_if(district.first.name, settings, district.store.root)


def problems(district: District, *settings: str) -> list[tuple[str, str | None]]:
    with pytest.raises(Refused) as refusal:
        assumed(district, *settings)
    return [(problem.code, problem.place.cell) for problem in refusal.value.problems]


@pytest.mark.parametrize(
    "written",
    [
        "component_scores:T03|work=60",
        "component_scores:T03/work.score=60.00",
        "component_scores: T03 | work.得分 = 60 ",
        "项目得分：T03/work=60",
    ],
)
def test_a_cell_may_be_written_in_many_ways(district, written) -> None:
    plain, other = (assumed(district, text).scenarios[0] for text in (T03, written))
    assert plain.results.unit_results.equals(other.results.unit_results)
    assert not plain.results.unit_results.equals(district.first.table("unit_results"))


def test_dates_codes_and_empty_cells_are_read_as_in_tables(district) -> None:
    cells = ("assignments:P7|2018/7/1.end_date=2018/12/20", "people:P1.grade_cap=poor", "events:E1.points=")
    found = assumed(district, *cells).scenarios[0]
    assert found.inputs.people.filter(person_id="P1")["grade_cap"].item() == "poor"
    assert found.inputs.assignments.filter(person_id="P7")["end_date"].cast(str).to_list() == [
        "2018-06-30",
        "2018-12-20",
    ]
    assert found.inputs.events["points"].to_list() == [None]


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("scheme:township.rating.coefficient.step=0.02", "scheme:categories.township.rating.coefficient.step=0.02"),
        ("scheme:quotas.grades.0=excellent", "方案:quotas.grades=[excellent, competent, poor]"),
    ],
)
def test_a_path_leads_through_categories_and_lists(district, short, long) -> None:
    one, other = (assumed(district, written).scenarios[0].scheme_bytes for written in (short, long))
    assert read_scheme(one, "") == read_scheme(other, "")
    assert one != district.first.scheme_bytes


def test_a_path_makes_the_mappings_that_lack(district) -> None:
    assert problems(district, "scheme:linkage.pool.mode=cap") == [("table_missing", None)], "the pool wants its table"
    found = assumed(district, "scheme:adjustment.bonus_cap=1").scenarios[0]
    assert found.results.unit_results["bonus"].max() == 1


def test_settings_of_one_scenario_work_together(district) -> None:
    found = assumed(district, T03, "scheme:contests.race.bonus=[5, 1]", "people:P1.base_pay=24000").scenarios[0]
    units = dict(found.results.unit_results.select("unit_id", "bonus").iter_rows())
    assert units["T01"] == 5
    before = Decimal(amounts(district.first)["P1"])
    assert dict(found.results.payroll.select("person_id", "amount").iter_rows())["P1"] == 2 * before


@pytest.mark.parametrize(
    ("settings", "wanted"),
    [
        (("nonsense",), [("setting_malformed", None)]),
        (("ratings=3",), [("setting_malformed", None)]),
        (("scores:T03=3",), [("correction_table_unknown", "scores:T03")]),
        (("ratings:T09/discipline=3",), [("setting_row_unknown", "ratings:T09/discipline")]),
        (("ratings:T03=3",), [("correction_key_malformed", "ratings:T03")]),
        (("people:P1=3",), [("setting_column_missing", "people:P1")]),
        (("people:P1.shoe=3",), [("setting_column_missing", "people:P1.shoe")]),
        (("people:P1.person_id=P9",), [("correction_of_key", "people:P1.person_id")]),
        (("people:P1.base_pay=1e3",), [("number_not_readable", "people:P1.base_pay")]),
        (("people:P1.base_pay=",), [("correction_value_missing", "people:P1.base_pay")]),
        (("component_scores:T03/work=101",), [("component_score_above_full_marks", "component_scores:T03/work")]),
        (
            ("scheme:township.rating.coefficient.stp=1",),
            [("scheme_unknown_key", "scheme:township.rating.coefficient.stp")],
        ),
        (("scheme:township.grades.shares={A: 0.5}",), [("scheme_shares_not_one", "scheme:township.grades.shares")]),
        (("scheme:hold_harmless=",), [("scheme_value_empty", None)]),
        (("scheme:linkage.mode.x=1",), [("setting_path_leads_nowhere", "scheme:linkage.mode.x")]),
        (("scheme:quotas.grades.7=1",), [("setting_path_leads_nowhere", "scheme:quotas.grades.7")]),
        (("scheme:effective.from=2019-01-01",), [("scheme_cycle_outside", "scheme:effective.from")]),
        ((T03, "component_scores:T03|work=61"), [("setting_twice", "component_scores:T03|work")]),
        (
            ("scheme:adjustment={}", "scheme:adjustment.bonus_cap=1"),
            [("setting_twice", "scheme:adjustment, scheme:adjustment.bonus_cap")],
        ),
        (
            ("scheme:township.x=1", "scheme:categories.township.x=1"),
            [("setting_twice", "scheme:township.x, scheme:categories.township.x")],
        ),
        (
            ("scheme:linkage.mode=crooked", "ratings:T09/discipline=3"),
            [("scheme_choice_unknown", "scheme:linkage.mode"), ("setting_row_unknown", "ratings:T09/discipline")],
        ),
    ],
)
def test_what_cannot_be_set_is_told_at_the_setting(district, settings, wanted) -> None:
    found = problems(district, *settings)
    assert [one for one in found if one in wanted] == wanted, found


def test_a_changed_scheme_is_refused_in_the_words_for_scheme_files(district) -> None:
    wrong = b"step: 0.0000001"
    with pytest.raises(Refused) as of_file:
        read_scheme(district.first.scheme_bytes.replace(b"step: 0.005", wrong), "small")
    with pytest.raises(Refused) as of_setting:
        assumed(district, "scheme:township.rating.coefficient.step=0.0000001")
    assert told(of_file) == told(of_setting) != []


def told(refusal: pytest.ExceptionInfo[Refused]) -> list[str]:
    parts = ("what", "expected", "mend")
    return [problem.text(part, lang) for problem in refusal.value.problems for part in parts for lang in LANGUAGES]


def test_nobody_reads_what_somebody_is_assumed_to_earn(district) -> None:
    found = assumed(district, "people:P1.base_pay=54321", T03).scenarios[0]
    assert [one.shown for one in found.settings] == ["people:P1.base_pay=***", T03]
    with pytest.raises(Refused) as refusal:
        assumed(district, "people:P1.base_pay=54321,5元")
    records = str([(problem.as_record("en"), problem.as_record("zh")) for problem in refusal.value.problems])
    assert "54321" not in records


def test_problems_of_all_scenarios_are_told_at_once_and_by_name(district) -> None:
    with pytest.raises(Refused) as refusal:
        what_if(district.first.name, {"one": ["units:T09.category=x"], "two": ["scheme:a=1"]}, district.store.root)
    assert [(problem.code, problem.facts["scenario"]) for problem in refusal.value.problems] == [
        ("setting_row_unknown", "one"),
        ("scheme_unknown_key", "two"),
    ]


def test_a_file_names_scenarios(district, tmp_path) -> None:
    file = tmp_path / "scenarios.yaml"
    file.write_text(
        "wide steps:\n  scheme:township.rating.coefficient: {step: 0.02}\n  component_scores:T03/work: 60\n"
        "头名易位:\n  ratings:T01|discipline: '10'\n",
        "utf-8",
    )
    found = scenarios_file(file)
    assert {name: [one.shown for one in settings] for name, settings in found.items()} == {
        "wide steps": ["scheme:township.rating.coefficient={step: 0.02}", "component_scores:T03/work=60"],
        "头名易位": ["ratings:T01|discipline=10"],
    }


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("a:\n  ratings:T1/d: 1\na:\n  ratings:T1/d: 2\n", ["scheme_key_twice"]),
        ("a: 3\nb: {}\n", ["scenario_not_a_mapping", "scenario_not_a_mapping"]),
        ("a:\n  ratings: 3\n", ["setting_malformed"]),
        ("a:\n  ratings:T1/d: [1]\n", ["setting_not_text"]),
        ("a:\n  ratings:T1/d: &x 1\n", ["scheme_yaml_anchor"]),
        ("- a\n", ["scheme_without_keys"]),
        ("", ["scenarios_file_empty"]),
    ],
)
def test_a_file_that_means_nothing_certain_is_refused(tmp_path, text, codes) -> None:
    file = tmp_path / "scenarios.yaml"
    file.write_text(text, "utf-8")
    with pytest.raises(Refused) as refusal:
        scenarios_file(file)
    assert [problem.code for problem in refusal.value.problems] == codes


def test_a_file_that_is_not_there_is_refused(tmp_path) -> None:
    with pytest.raises(Refused) as refusal:
        scenarios_file(tmp_path / "none.yaml")
    assert [problem.code for problem in refusal.value.problems] == ["scenarios_not_found"]


def test_the_rows_that_may_have_been_meant_are_named(district) -> None:
    with pytest.raises(Refused) as refused:
        assumed(district, "ratings:T03/disciplin=3")
    (problem,) = refused.value.problems
    assert problem.text("expected", "en").endswith("nearest: T03|discipline")
