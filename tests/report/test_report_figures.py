"""The figures that no result table holds, each worked out again in plain Python from the run's tables."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import polars as pl
import pytest
from report_samples import LARGEST, NAMES, MadeRun

from pay_linkage.figures.coefficients import coefficient_cells
from pay_linkage.figures.events import event_rows
from pay_linkage.figures.grade_shares import grade_shares
from pay_linkage.figures.groups import group_edges, group_rows
from pay_linkage.figures.pay import bin_width, pay_bins, quartiles
from pay_linkage.figures.pools import pool_rows
from pay_linkage.figures.report_data import report_data
from pay_linkage.figures.reported_run import ReportedRun
from pay_linkage.figures.steps import steps
from pay_linkage.figures.unit_edges import unit_edges
from pay_linkage.figures.units import unit_rows
from pay_linkage.kernels.order import with_tie_ranks
from pay_linkage.schemes.pool import Pool

Row = dict[str, Any]
CENT, POINT = Decimal("0.01"), Decimal("0.0001")


@pytest.fixture(params=NAMES)
def run(request: pytest.FixtureRequest, runs: Mapping[str, MadeRun]) -> ReportedRun:
    return runs[request.param].reported


@pytest.fixture
def largest(runs: Mapping[str, MadeRun]) -> ReportedRun:
    return runs[LARGEST].reported


def test_the_parts_of_a_score_add_up_to_it(run: ReportedRun) -> None:
    units = unit_rows(run).rows(named=True)
    assert len(units) == run.results["unit_results"].height
    for unit in units:
        assert unit["unscaled_sum"] + unit["scaled_sum"] == unit["base_score"]
        without = unit["base_score"] + unit["bonus"] - unit["deduction"]
        assert without.quantize(POINT, ROUND_HALF_UP) == unit["score_without_coefficient"]
        assert unit["score_without_coefficient"] + unit["effect"] == unit["final_score"]
    assert [unit["rank"] for unit in units] == sorted(unit["rank"] for unit in units) or len(run.scheme.categories) > 1
    assert sum(unit["people"] for unit in units) == run.results["person_results"].height


def test_only_listed_components_are_scaled(runs: Mapping[str, MadeRun]) -> None:
    run = runs["dinghai_2017"].reported
    scaled = {name: category.scaled for name, category in run.scheme.categories.items()}
    given = run.inputs.component_scores.join(run.inputs.units, on="unit_id").rows(named=True)
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for row in given:
        if row["component"] in scaled[row["category"]]:
            sums[row["unit_id"]] += row["score"]
    shown = dict(unit_rows(run).select("unit_id", "scaled_sum").iter_rows())
    voted = {
        name
        for category in run.scheme.categories.values()
        for name, part in category.components.items()
        if part.ballots
    }
    assert not voted & set(scaled["township"])
    assert shown == sums


def test_shares_and_places_of_unit_grades(run: ReportedRun) -> None:
    shares = grade_shares(run).rows(named=True)
    units = run.results["unit_results"].rows(named=True)
    for category, rule in run.scheme.categories.items():
        grades = Counter(unit["grade"] for unit in units if unit["category"] == category)
        rows = [row for row in shares if row["category"] == category]
        assert [row["grade"] for row in rows] == list(rule.grades.shares)
        assert [row["share"] for row in rows] == list(rule.grades.shares.values())
        assert sum(row["places"] for row in rows) == grades.total()
        for row in rows:
            assert row["units_graded"] == grades[row["grade"]]
            exact = Decimal(grades[row["grade"]]) / grades.total()
            assert row["actual"] == exact.quantize(POINT, ROUND_HALF_UP)


def test_the_edges_of_unit_grades(run: ReportedRun) -> None:
    edges = {(row["category"], row["grade"]): row for row in unit_edges(run).rows(named=True)}
    units = run.results["unit_results"].rows(named=True)
    expected = 0
    for category, rule in run.scheme.categories.items():
        names = list(rule.grades.shares)
        for place, grade in enumerate(names[:-1]):
            own = [unit for unit in units if unit["category"] == category and not unit["failed"]]
            inside = [unit for unit in own if unit["grade"] == grade]
            outside = [unit for unit in own if unit["grade"] in names[place + 1 :]]
            if grade in rule.grades.veto_bars:
                outside = [unit for unit in outside if not unit["barred"]]
            if not inside or not outside:
                assert (category, grade) not in edges
                continue
            expected += 1
            _check(
                edges[category, grade], [unit["final_score"] for unit in inside], [u["final_score"] for u in outside]
            )
    assert len(edges) == expected > 0


def _check(edge: Row, inside: list[Decimal], outside: list[Decimal]) -> None:
    assert edge["last_in_score"] == min(inside)
    assert edge["first_out_score"] == max(outside)
    gap = min(inside) - max(outside)
    assert edge.get("gap", gap) == gap >= 0
    assert (edge["decided_by"] in {"tie_break", "tie_rule"}) == (gap == 0)


def test_a_missed_minimum_is_told(largest: ReportedRun) -> None:
    best = unit_edges(largest).row(0, named=True)
    assert (best["grade"], best["decided_by"]) == ("A", "minimum")
    assert best["first_out_score"] < 80 < best["last_in_score"]
    assert best["first_out_score"] + best["lacks"] == 80
    assert best["last_in_score"] + best["spare"] == Decimal("79.9999")


@pytest.mark.parametrize("name", [name for name in NAMES if name != "community"])
def test_the_edges_of_individual_grades(runs: Mapping[str, MadeRun], name: str) -> None:
    run = runs[name].reported
    quotas = run.scheme.quotas
    assert quotas is not None
    edges = {(row["group"], row["grade"]): row for row in group_edges(run, quotas).rows(named=True)}
    grades = run.results["person_results"].select("person_id", "individual_grade")
    graded = run.grouped.join(grades, on="person_id", maintain_order="left")
    ranked = with_tie_ranks(graded, "group", list(dict.fromkeys(["score", *quotas.break_ties])), "_rank")
    ordered = ranked.sort("group", "_rank", "person_id")
    expected = dict(_plain_edges(ordered.rows(named=True), list(quotas.grades)))
    assert set(edges) == set(expected)
    for key, (inside, outside) in expected.items():
        edge = edges[key]
        _check(edge, [score for score, _ in inside], [score for score, _ in outside])
        assert (edge["last_in_score"], edge["last_in"]) in inside
        assert (edge["first_out_score"], edge["first_out"]) in outside
    assert [row["gap"] for row in edges.values()] == sorted(row["gap"] for row in edges.values())


Scored = list[tuple[Decimal, str]]


def _plain_edges(people: list[Row], grades: list[str]) -> Iterator[tuple[tuple[str, str], tuple[Scored, Scored]]]:
    """Group and grade → who got it, and who did not though nothing but the order kept them out."""
    free = [person for person in people if person["grade_fixed"] is None]
    for group in {person["group"] for person in free}:
        for place, grade in enumerate(grades[:-1]):
            own = [person for person in free if person["group"] == group]
            inside = [person for person in own if person["individual_grade"] == grade]
            outside = [
                person
                for person in own
                if grades.index(person["individual_grade"]) > place
                and (person["grade_cap"] is None or grades.index(person["grade_cap"]) <= place)
            ]
            if inside and outside:
                yield (group, grade), (_scored(inside), _scored(outside))


def _scored(people: list[Row]) -> Scored:
    return [(person["score"], person["person_id"]) for person in people]


def test_groups_know_their_units(largest: ReportedRun) -> None:
    assert largest.scheme.quotas is not None
    groups = group_rows(largest).rows(named=True)
    assert len(groups) == largest.results["quotas"].height
    pooled = [group for group in groups if "/" in group["group"]]
    assert pooled
    for group in groups:
        assert group["units"] == [group["group"]] or group in pooled


def test_every_paid_person_is_in_one_bin(run: ReportedRun) -> None:
    bins = pay_bins(run, by_unit=True).rows(named=True)
    assert sum(row["people"] for row in bins) == run.results["payroll"].height
    paid = _paid(run)
    sizes = Counter(person["unit_id"] for person in paid)
    assert {row["unit_id"] for row in bins} - {None} == {unit for unit, size in sizes.items() if size >= 5}
    for row in bins:
        inside = [
            p for p in paid if row["from_amount"] <= p["amount"] < row["to_amount"] and p["category"] == row["category"]
        ]
        of_row = [p for p in inside if (p["unit_id"] if sizes[p["unit_id"]] >= 5 else None) == row["unit_id"]]
        assert len(of_row) == row["people"]


def _paid(run: ReportedRun) -> list[Row]:
    persons = run.results["person_results"].join(run.results["unit_results"], on="unit_id")
    return run.results["payroll"].join(persons, on="person_id").rows(named=True)


@pytest.mark.parametrize(
    ("highest", "width"), [(0, 100), (2_399, 100), (2_400, 200), (12_000, 1_000), (9_900_000, 500_000)]
)
def test_bins_are_round_and_not_many(highest: int, width: int) -> None:
    assert bin_width(highest) == width
    assert highest // width < 24


def test_quartiles_are_somebody_s_amount_and_hidden_for_few(run: ReportedRun) -> None:
    amounts: dict[tuple[str, ...], list[Decimal]] = defaultdict(list)
    for person in _paid(run):
        amounts[person["category"], person["grade"], person["individual_grade"]].append(person["amount"])
    rows = quartiles(run).rows(named=True)
    assert len(rows) == len(amounts)
    for row in rows:
        own = sorted(amounts[row["category"], row["unit_grade"], row["individual_grade"]])
        shown = [row["lower_quartile"], row["median"], row["upper_quartile"]]
        assert row["people"] == len(own)
        quarter = [own[-(-len(own) * part // 4) - 1] for part in (1, 2, 3)]
        assert shown == (quarter if len(own) >= 5 else [None, None, None])


def test_pools_add_up_and_show_nobody_s_pay(run: ReportedRun) -> None:
    rule = run.scheme.linkage.pool
    if rule is None:
        assert report_data(run).pools is None
        return
    rows = pool_rows(run, rule).rows(named=True)
    assert sum(row["paid"] for row in rows) == run.results["pay_lines"]["amount"].sum()
    assert sum(row["pool"] for row in rows) == run.inputs.pools["amount"].sum()
    assert all(row["people"] >= 5 for row in rows)
    assert [row["together"] for row in rows if row["scope_id"] is None] in ([], [row["together"] for row in rows[-1:]])
    for row in rows:
        assert (row["scale"] is not None) == (row["scope_id"] is not None and _scales(rule, row))
        if row["scale"] is not None:
            assert row["scale"] == (row["pool"] / row["asked"]).quantize(Decimal("0.000001"), ROUND_HALF_UP)


def _scales(rule: Pool, row: Row) -> bool:
    return rule.split == "joint" and (rule.mode == "fill" or row["asked"] > row["pool"])


def test_what_a_pool_is_asked_for_comes_from_base_pay_months_and_coefficient(largest: ReportedRun) -> None:
    rule = largest.scheme.linkage.pool
    assert rule is not None
    asked: dict[str, Decimal] = defaultdict(Decimal)
    for line in largest.results["pay_lines"].rows(named=True):
        months = int((line["time_share"] * 12).to_integral_value())
        asked[line["unit_id"]] += line["base_pay"] * months * line["individual_coefficient"]
    for row in pool_rows(largest, rule).rows(named=True):
        if row["scope_id"] in asked:
            assert row["asked"] == (asked[row["scope_id"]] / 12).quantize(CENT, ROUND_HALF_UP)


def test_coefficients_multiply_in_direct_linkage(runs: Mapping[str, MadeRun]) -> None:
    run = runs["dinghai_2018_direct"].reported
    table = run.scheme.linkage.individual_coefficient.table  # type: ignore[union-attr]
    of_unit = run.scheme.linkage.unit_coefficient.table  # type: ignore[union-attr]
    for cell in coefficient_cells(run, by_unit=True).rows(named=True):
        product = table[cell["heading"]] * of_unit[cell["unit_grade"]]
        assert cell["lowest"] == cell["highest"] == product
    of_grades = coefficient_cells(run, by_unit=False).rows(named=True)
    assert {cell["unit_id"] for cell in of_grades} == {None}
    lines = run.results["pay_lines"].join(run.results["unit_results"], on="unit_id")
    organs = lines.filter(pl.col("category") == "organ", pl.col("grade") == "A")["person_id"].n_unique()
    assert sum(c["people"] for c in of_grades if (c["category"], c["unit_grade"]) == ("organ", "A")) == organs


def test_coefficients_from_scores_stand_in_bands(runs: Mapping[str, MadeRun]) -> None:
    run = runs["community"].reported
    cells = coefficient_cells(run, by_unit=True)
    lines = run.results["pay_lines"].join(run.results["person_results"], on="person_id").rows(named=True)
    counted = {(line["unit_id"], line["individual_coefficient"] // Decimal("0.1")): set() for line in lines}
    for line in lines:
        counted[line["unit_id"], line["individual_coefficient"] // Decimal("0.1")].add(line["person_id"])
    shown = {(c["unit_id"], Decimal(c["heading"]) * 10): c["people"] for c in cells.rows(named=True)}
    assert shown == {key: len(people) for key, people in counted.items()}


def test_every_event_is_listed_with_its_document(run: ReportedRun) -> None:
    listed = event_rows(run).rows(named=True)
    documents = {row["event_id"]: row["document"] for row in listed if row["event_id"]}
    assert documents == dict(run.inputs.events.select("event_id", "document").iter_rows())
    order = [("fail", "veto", "deduction", "bonus").index(row["kind"]) for row in listed]
    assert order == sorted(order)
    given = dict(run.inputs.events.select("event_id", "points").iter_rows())
    for row in listed:
        if row["event_id"] and given[row["event_id"]] is None:
            assert row["points"] == run.scheme.events[row["code"]].points


def test_contest_places_are_listed_with_what_they_brought(runs: Mapping[str, MadeRun]) -> None:
    run = runs["community"].reported
    places = [row for row in event_rows(run).rows(named=True) if row["event_id"] is None]
    assert {row["unit_id"] for row in places if row["kind"] == "veto"}
    points = Counter({row["unit_id"]: 0 for row in places})
    bonuses = run.scheme.contests[places[0]["code"]].bonus
    for row in places:
        if row["kind"] == "bonus":
            assert row["points"] in bonuses
            points[row["unit_id"]] += 1
    assert max(points.values()) >= 1


def test_the_chain_counts_what_the_tables_hold(run: ReportedRun) -> None:
    counted = {step.key: step for step in steps(run)}
    tables = run.results
    assert counted["inputs"].count == sum(counted["inputs"].facts.values())
    assert counted["inputs"].facts["people"] == run.inputs.people.height
    assert counted["grades"].facts == Counter(tables["unit_results"]["grade"]) | {
        grade: 0 for grade in counted["grades"].facts if grade not in set(tables["unit_results"]["grade"])
    }
    assert counted["lines"].count == tables["pay_lines"].height
    assert counted["payroll"].count == tables["payroll"].height
    assert counted["payroll"].facts["paid_nothing"] == (tables["payroll"]["amount"] == 0).sum()
    assert counted["adjustment"].facts["failed"] == tables["unit_results"]["failed"].sum()


def test_warnings_begin_with_what_stops_a_publication(largest: ReportedRun) -> None:
    quotas = largest.results["quotas"]
    first = pl.when(pl.int_range(pl.len()) == 0).then(pl.lit("excellent")).alias("breach")
    broken = replace(largest, results={**largest.results, "quotas": quotas.with_columns(first)})
    warned = report_data(broken).warnings
    assert (warned[0].severity, warned[0].code) == ("stop", "breach")
    assert [w.severity for w in warned] == sorted((w.severity for w in warned), key=["stop", "look", "note"].index)
    assert {w.code for w in report_data(largest).warnings} == {
        *("failed", "barred", "interview", "unit_tie", "person_tie"),
        *("pool_scaled", "unit_without_people", "paid_nothing"),
    }


def test_warnings_tell_ties_at_the_edges(runs: Mapping[str, MadeRun]) -> None:
    warned = {w.code: w for w in report_data(runs["public_institution"].reported).warnings}
    assert warned["person_tie"].blanks["count"] == 1
