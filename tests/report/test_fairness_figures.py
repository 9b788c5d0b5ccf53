"""The figures of a fairness page, counted once more from the run's tables in plain Python."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import polars as pl
import pytest
from report_samples import LARGEST, MadeRun

from contracts.problem import Refused
from pay_linkage.chain import calculated
from pay_linkage.figures import ReportedRun
from pay_linkage.figures.fairness.data import fairness_data
from pay_linkage.figures.fairness.distributions import OTHERS
from pay_linkage.figures.small_numbers import FEWEST
from pay_linkage.intake.traits_file import traits_file
from pay_linkage.report.fairness.data import FairnessData
from pay_linkage.schemes import read_scheme
from pay_linkage.schemes.builtin_schemes import scheme_bytes

QUARTILES = ("lower_quartile", "median", "upper_quartile")


@pytest.fixture(scope="module")
def run(runs: Mapping[str, MadeRun]) -> ReportedRun:
    return runs[LARGEST].reported


@pytest.fixture(scope="module")
def data(run: ReportedRun) -> FairnessData:
    return fairness_data(run, ["base_pay", "证件类型", "unit_id"])


def _people(run: ReportedRun) -> list[dict[str, object]]:
    payroll, persons = run.results["payroll"], run.results["person_results"]
    own = run.inputs.people.select("person_id", "role")
    units = run.inputs.units.select("unit_id", "category")
    return payroll.join(persons, on="person_id").join(own, on="person_id").join(units, on="unit_id").rows(named=True)


def test_everybody_is_counted_once_for_every_column(run: ReportedRun, data: FairnessData) -> None:
    assert set(data.distributions) == {"unit_size", "category", "role", "base_pay", "id_type", "unit_id"}
    grades = Counter(run.results["person_results"]["individual_grade"])
    for rows in data.distributions.values():
        assert rows["people"].sum() == run.results["payroll"].height
        assert {grade: rows[f"grade_{grade}"].sum() for grade in data.grades} == {g: grades[g] for g in data.grades}
        assert rows["people"].min() >= FEWEST


@pytest.mark.parametrize("column", ["role", "category"])
def test_grades_and_quartiles_are_those_of_the_people(run: ReportedRun, data: FairnessData, column: str) -> None:
    people = _people(run)
    for row in data.distributions[column].iter_rows(named=True):
        own = [person for person in people if person[column] == row["trait"]]
        assert row["people"] == len(own)
        counted = Counter(person["individual_grade"] for person in own)
        assert {grade: row[f"grade_{grade}"] for grade in data.grades} == {g: counted[g] for g in data.grades}
        amounts = sorted(person["amount"] for person in own)  # type: ignore[type-var]
        middle = [amounts[-(-len(own) * part // 4) - 1] for part in (1, 2, 3)]
        hundreds = [(amount / 100).quantize(Decimal(1), ROUND_HALF_UP) * 100 for amount in middle]  # type: ignore[operator]
        assert [row[name] for name in QUARTILES] == hundreds


def test_the_quartiles_of_few_people_would_tell_what_they_get_and_are_left_out(run: ReportedRun) -> None:
    ids = run.results["person_results"]["person_id"].sort().to_list()
    kinds = {"five": ids[:5], "eleven": ids[5:16], "twelve": ids[16:28]}
    rows = [(one, kind) for kind, some in kinds.items() for one in some]
    further = pl.DataFrame(rows, schema=["person_id", "kind"], orient="row")
    told = {row["trait"]: row for row in fairness_data(run, ["kind"], further).distributions["kind"].rows(named=True)}
    assert [told[kind][name] for kind in ("five", "eleven") for name in QUARTILES] == 6 * [None]
    assert all(told["twelve"][name] % 100 == 0 for name in QUARTILES)


def test_values_of_few_people_stand_together(run: ReportedRun) -> None:
    ids = run.results["person_results"]["person_id"].sort().to_list()
    kinds = {"rare": ids[:2], "odd": ids[2:5], "seldom": ids[5:11]}
    further = pl.DataFrame(
        [(one, kind) for kind, some in kinds.items() for one in some], schema=["person_id", "kind"], orient="row"
    )
    rows = {row["trait"]: row for row in fairness_data(run, ["kind"], further).distributions["kind"].rows(named=True)}
    assert rows[OTHERS]["people"] == 5
    assert rows[OTHERS]["together"] == 2
    assert rows["seldom"]["people"] == 6
    assert rows[""]["people"] == len(ids) - 11
    assert "rare" not in rows


def test_lost_places_are_shares_less_whole_places(run: ReportedRun, data: FairnessData) -> None:
    quotas = run.scheme.quotas
    assert quotas is not None
    assert data.lost is not None
    due: Counter[str] = Counter()
    places: Counter[str] = Counter()
    without: Counter[str] = Counter()
    for group in run.results["quotas"].iter_rows(named=True):
        for grade in quotas.grades:
            part = quotas.shares_for(group["unit_grade"])[grade] * group["graded_people"]
            due[grade] += part  # type: ignore[assignment]
            places[grade] += group[f"places_{grade}"]
            without[grade] += part > 0 and group[f"places_{grade}"] == 0
    grades = [grade for grade in quotas.grades if grade != quotas.absorbing]
    assert set(data.lost["grade"]) == set(grades)
    for grade in grades:
        own = data.lost.filter(pl.col("grade") == grade)
        assert abs(own["due"].sum() - due[grade]) <= Decimal("0.005") * own.height
        assert own["places"].sum() == places[grade]
        assert abs(own["lost"].sum() - (due[grade] - places[grade])) <= Decimal("0.005") * own.height
        assert own["without"].sum() == without[grade]
        assert own["groups"].sum() == run.results["quotas"].height


@pytest.mark.parametrize(
    ("of", "key", "value", "old", "new"),
    [
        ("quotas", "places", "largest_remainder", "  absorbing: competent\n", "  places: largest_remainder\n"),
        ("units", "ties", "worse", "      ties: better\n", "      ties: worse\n"),
    ],
)
def test_an_option_is_what_a_scheme_with_it_gives(
    run: ReportedRun, data: FairnessData, of: str, key: str, value: str, old: str, new: str
) -> None:
    text = scheme_bytes("dinghai-2018-indirect").decode()
    assert old in text
    scheme = read_scheme(text.replace(old, old + new if of == "quotas" else new).encode(), "other.yaml")
    then = calculated(run.inputs, scheme)
    row = data.options.row(by_predicate=(pl.col("of") == of) & (pl.col("value") == value), named=True)
    grades = [grade for grade in data.grades if grade != "ungraded"]
    both = [Counter(table["individual_grade"]) for table in (then.person_results, run.results["person_results"])]
    assert {grade: row[f"more_{grade}"] for grade in grades} == {g: both[0][g] - both[1][g] for g in grades}
    before = dict(run.results["person_results"].select("person_id", "individual_grade").iter_rows())
    moved = [
        grades.index(grade) - grades.index(before[person])
        for person, grade in then.person_results.select("person_id", "individual_grade").iter_rows()
        if grade != "ungraded"
    ]
    assert row["people_better"] == sum(one < 0 for one in moved)
    assert row["people_worse"] == sum(one > 0 for one in moved)
    assert row["difference"] == then.payroll["amount"].sum() - run.results["payroll"]["amount"].sum()
    assert row["people_better"] + row["people_worse"] > 0


def test_the_scheme_s_own_choices_are_no_options(data: FairnessData) -> None:
    choices = set(data.options.select("of", "value").iter_rows())
    assert choices == {
        *(("quotas", value) for value in ("largest_remainder", "cumulative_half_up", "cumulative_up", "better")),
        *(("units", value) for value in ("cumulative_half_up", "cumulative_up", "worse")),
    }


def test_people_in_a_tie_at_an_edge_go_one_way_and_would_go_the_other(run: ReportedRun, data: FairnessData) -> None:
    quotas = run.scheme.quotas
    assert quotas is not None
    better = run.scheme.model_copy(update={"quotas": quotas.model_copy(update={"ties": "better"})})
    then = dict(calculated(run.inputs, better).person_results.select("person_id", "individual_grade").iter_rows())
    now = {row["person_id"]: row for row in run.results["person_results"].iter_rows(named=True)}
    ties = data.ties.rows.filter(pl.col("decided_by") == "tie_rule").rows(named=True)
    assert len(ties) > 3
    for tie in ties:
        assert tie["people"] == len(tie["person_ids"]) > 1
        assert {now[one]["score"] for one in tie["person_ids"]} == {tie["score"]}
        edge = quotas.grades.index(tie["grade"])
        assert all(quotas.grades.index(now[one]["individual_grade"]) > edge for one in tie["person_ids"])
    first = [tie for tie in ties if tie["grade"] == quotas.grades[0]]
    assert all(then[one] == quotas.grades[0] for tie in first for one in tie["person_ids"])


def test_columns_that_are_not_there_are_refused_all_at_once(run: ReportedRun) -> None:
    with pytest.raises(Refused) as refused:
        fairness_data(run, ["height", "role", "person_name"])
    assert [problem.value for problem in refused.value.problems] == ["height", "person_name"]


def test_further_columns_come_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "sex.csv"
    file.write_text("\ufeff性别,人员编码\n女,007\n,008\n\n", "utf-8")
    assert traits_file(file).rows() == [("007", "女"), ("008", None)]
    for text, codes in (
        ("sex\n女\n", ["traits_without_key"]),
        ("person_id,sex,sex\n1,女,男\n", ["column_twice"]),
        ("person_id,sex\n1,女\n1,男\n", ["traits_key_twice"]),
        ("person_id,sex\n1,女,x\n", ["row_ragged"]),
        ("", ["traits_without_key"]),
    ):
        file.write_text(text, "utf-8")
        with pytest.raises(Refused) as refused:
            traits_file(file)
        assert [problem.code for problem in refused.value.problems if problem.text("what", "zh")] == codes
