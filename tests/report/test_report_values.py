"""What the charts draw is what the run's tables hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from decimal import Decimal

import polars as pl
import pytest
from report_page import Opened
from report_samples import LARGEST, MadeRun

Show = Callable[..., Opened]


@pytest.fixture
def seen(runs: Mapping[str, MadeRun], show: Show) -> Opened:
    return show(runs[LARGEST].report)


@pytest.fixture
def units(runs: Mapping[str, MadeRun]) -> Mapping[str, dict[str, object]]:
    rows = runs[LARGEST].run.table("unit_results").rows(named=True)
    return {row["unit_id"]: row for row in rows}


def test_score_parts_and_final_scores(seen: Opened, units: Mapping[str, dict[str, object]]) -> None:
    drawn: dict[str, dict[str, Decimal]] = {}
    for category in ("township", "organ"):
        for row in seen.rows(f"ranking-{category}"):
            drawn.setdefault(row["units"][0], {})[row["key"]] = Decimal(row["value"])
            assert Decimal(row["final_score"]) == units[row["units"][0]]["final_score"]
    assert set(drawn) == set(units)
    for unit, parts in drawn.items():
        assert parts["bonus"] == units[unit]["bonus"]
        assert -parts["deduction"] == units[unit]["deduction"]
        assert abs(sum(parts.values()) - units[unit]["final_score"]) < Decimal("0.0001")  # type: ignore[operator]


def test_the_bars_are_as_long_as_the_numbers_say(seen: Opened) -> None:
    script = """() => { const view = reportViews['ranking-township'], scale = view.scale('x');
        const marks = view.scenegraph().root.items[0].items.find(m => m.marktype === 'rect');
        return marks.items.map(b => [b.datum.value, b.width, Math.abs(scale(b.datum._value) - scale(0))]); }"""
    bars = seen.page.evaluate(script)
    assert len(bars) == 44
    for value, width, wanted in bars:
        assert width == pytest.approx(wanted, abs=0.01), value


def test_ranks_with_and_without_the_coefficient(seen: Opened, units: Mapping[str, dict[str, object]]) -> None:
    for row in [*seen.rows("coefficient-township"), *seen.rows("coefficient-organ")]:
        unit = units[row["units"][0]]
        assert (row["before"], row["after"]) == (str(unit["rank_without_coefficient"]), str(unit["rank"]))
        assert int(row["gained"]) == unit["places_gained"]
        sign = (unit["places_gained"] > 0) - (unit["places_gained"] < 0)  # type: ignore[operator]
        assert row["move"] == {1: "上升", 0: "不变", -1: "下降"}[sign]


def test_grades(seen: Opened, units: Mapping[str, dict[str, object]]) -> None:
    for category in ("township", "organ"):
        counted = Counter(unit["grade"] for unit in units.values() if unit["category"] == category)
        drawn = {row["grade"]: int(row["number"]) for row in seen.rows(f"grades-{category}") if row["order"] == 1}
        assert drawn == counted
        shares = [Decimal(row["share"]) for row in seen.rows(f"grades-{category}") if row["order"] == 0]
        assert shares == [Decimal("0.2"), Decimal("0.4"), Decimal("0.35"), Decimal("0.05")]


def test_quotas(seen: Opened, runs: Mapping[str, MadeRun]) -> None:
    table = {row["group"]: row for row in runs[LARGEST].run.table("quotas").rows(named=True)}
    words = {"优秀": "excellent", "称职": "competent", "基本称职": "basically_competent", "不称职": "incompetent"}
    drawn = [*seen.rows("quotas-township"), *seen.rows("quotas-organ")]
    assert len(drawn) == len(table) * len(words)
    for row in drawn:
        group, grade = table[row["group"]], words[row["grade"]]
        assert (int(row["filled"]), int(row["places"])) == (group[f"filled_{grade}"], group[f"places_{grade}"])
        assert int(row["people"]) == group["graded_people"]


def test_pay_distribution(seen: Opened, runs: Mapping[str, MadeRun]) -> None:
    run = runs[LARGEST].run
    units = run.table("person_results").select("person_id", "unit_id")
    paid = run.table("payroll").join(units, on="person_id")
    everybody = _bars(seen)
    assert sum(everybody.values()) == paid.height
    for (start, end), people in everybody.items():
        inside = paid.filter(pl.col("amount") >= pl.lit(Decimal(start)), pl.col("amount") < pl.lit(Decimal(end)))
        assert inside.height == people
    seen.choose(unit="0101")
    assert sum(_bars(seen).values()) == paid.filter(pl.col("unit_id") == "0101").height


def _bars(seen: Opened) -> dict[tuple[str, str], int]:
    """The histogram as it is drawn: from, to → people."""
    script = """() => reportViews.pay.scenegraph().root.items[0].items.find(m => m.marktype === 'rect').items
        .map(bar => [bar.datum.from, bar.datum.to, bar.datum.total])"""
    return {(start, end): people for start, end, people in seen.page.evaluate(script)}


def test_coefficients(seen: Opened, runs: Mapping[str, MadeRun]) -> None:
    lines = runs[LARGEST].run.table("pay_lines")
    drawn = [*seen.rows("coefficients-township"), *seen.rows("coefficients-organ")]
    counted = lines.group_by("unit_id").agg(pl.col("person_id").n_unique()).rows()
    people = Counter({unit: 0 for unit, _ in counted})
    for row in drawn:
        people[row["units"][0]] += int(row["people"])
        assert row["lowest"] == row["highest"]
    assert people == dict(counted)
    words = {"优秀": "1.2", "称职": "1", "基本称职": "0.6", "不称职": "0", "不定等次": "0"}
    assert {(row["heading"], Decimal(row["highest"])) for row in drawn} == {
        (word, Decimal(value)) for word, value in words.items()
    }


def test_pools(seen: Opened, runs: Mapping[str, MadeRun]) -> None:
    run = runs[LARGEST].run
    lines = run.table("pay_lines").group_by("unit_id").agg(pl.col("amount").sum()).rows()
    paid, pools = dict(lines), dict(run.input("pools").select("scope_id", "amount").rows())
    drawn = {row["scope"]: row for row in seen.rows("pools")}
    alone = [scope for scope in drawn if scope in pools]
    assert len(alone) > 30
    for scope in alone:
        assert Decimal(drawn[scope]["pool"]) == pools[scope]
        assert Decimal(drawn[scope]["paid"]) == paid[scope]
    assert sum(Decimal(row["paid"]) for row in drawn.values()) == Decimal(run.manifest.control_totals.amount)
    assert sum(Decimal(row["pool"]) for row in drawn.values()) == sum(pools.values())


def test_control_totals_and_the_tables_beside_the_charts(
    seen: Opened, runs: Mapping[str, MadeRun], units: Mapping[str, dict[str, object]]
) -> None:
    totals = runs[LARGEST].run.manifest.control_totals
    shown = {key: seen.page.inner_text(f"#total-{key}") for key in ("amount", "people", "lines", "units", "held")}
    assert shown == {
        "amount": f"{Decimal(totals.amount):,.2f}",
        "people": f"{totals.people:,}",
        "lines": f"{totals.lines:,}",
        "units": str(len(units)),
        "held": "0.00",
    }
    rows = {row[1]: row for name in ("township", "organ") for row in seen.table(f"units-{name}")}
    assert {unit: Decimal(row[4]) for unit, row in rows.items()} == {
        unit: row["final_score"] for unit, row in units.items()
    }


def test_what_moved_is_what_the_comparison_says(runs: Mapping[str, MadeRun], show: Show) -> None:
    seen = show(runs["rerun"].report)
    before, after = (runs[name].run.table("payroll") for name in (LARGEST, "rerun"))
    both = before.join(after, on="person_id", suffix="_after")
    moved = both.filter(pl.col("amount") != pl.col("amount_after"))
    listed = {row[0]: Decimal(row[4].replace(",", "")) for row in seen.table("moved-people")}
    wanted = {row["person_id"]: row["amount_after"] - row["amount"] for row in moved.rows(named=True)}
    assert {person: amount for person, amount in listed.items() if amount} == wanted
    sizes = [abs(amount) for amount in listed.values()]
    assert sizes == sorted(sizes, reverse=True)
    assert [row[0] for row in seen.table("corrections")] == ["A-1", "A-2", "A-3"]
    money = {row[0]: row[2] for row in seen.table("money")}
    assert money["变动后合计"] == f"{after['amount'].sum():,.2f}"
    assert all(row[-1] for row in seen.table("moved-people"))
