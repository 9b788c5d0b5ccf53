"""Margins in the terminal: how far each unit and person is from another result."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby
from typing import Any

import polars as pl

from contracts.margin_columns import LEVERS, OUT_OF_REACH, TARGETS
from contracts.problem import Language
from pay_linkage.cli.language import colon, said
from pay_linkage.cli.visible import visible
from pay_linkage.margins.of_run import Margins
from pay_linkage.schemes.names import Names

NEAR = 1
"""So many points from another grade is near."""
Row = dict[str, Any]


def all_lines(margins: Margins, names: Names, lang: Language) -> Iterator[str]:
    """One line a unit: what the final score lacks for the next better grade, what it has to spare above the next worse
    one, each with the value of the unit that it takes least of; and how many people stand how near an edge.
    """
    for category, rows in groupby(margins.units.rows(named=True), key=lambda row: row["category"]):
        yield visible(names.category(category).of(lang))
        for _, own in groupby(rows, key=lambda row: row["unit_id"]):
            yield _unit_line(list(own), names, lang)
    yield from _people_lines(margins.people)


def one_lines(margins: Margins, names: Names, lang: Language) -> Iterator[str]:
    """Everything that is known about one unit or one person."""
    for _, rows in groupby(margins.units.rows(named=True), key=lambda row: row["unit_id"]):
        yield from _unit_lines(list(rows), names, lang)
    for _, rows in groupby(margins.people.rows(named=True), key=lambda row: row["person_id"]):
        yield from _person_lines(list(rows), names, lang)


def _unit_line(rows: Sequence[Row], names: Names, lang: Language) -> str:
    unit = rows[0]
    parts = [_nearest(rows, target, names, lang) for target in ("better_grade", "worse_grade")]
    head = f"  {unit['rank']:>3}  {visible(unit['unit_id'])} {visible(unit['unit_name'])}"
    grade = names.grade(unit["grade"]).of(lang)
    return f"{head}  {visible(grade)} {unit['final_score']}  {said('; ', '；').join(parts)}"


def _nearest(rows: Sequence[Row], target: str, names: Names, lang: Language) -> str:
    own = [row for row in rows if row["target"] == target]
    points = own[0]
    if points["needed_change"] is None:
        return f"{_target(target)}{colon()}{_reason(points['out_of_reach'])}"
    text = f"{_target(target)} {_reached(points, names, lang)}{colon()}{_signed(points['needed_change'])}"
    levers = [row for row in own[1:] if row["needed_change"] is not None]
    if not levers:
        return text
    least = min(levers, key=lambda row: abs(row["needed_change"]))
    by = f"{_lever(least, names, lang)} {_signed(least['needed_change'])}"
    return text + said(f" ({by})", f"（{by}）")


def _unit_lines(rows: Sequence[Row], names: Names, lang: Language) -> Iterator[str]:
    unit = rows[0]
    grade, rank, score = names.grade(unit["grade"]).of(lang), unit["rank"], unit["final_score"]
    yield visible(
        f"{unit['unit_id']} {unit['unit_name']}{colon()}"
        + said(f"{score} points, rank {rank}, {grade}", f"{score} 分，第 {rank} 名，{grade}")
    )
    for target in ("better_grade", "worse_grade", "better_rank", "worse_rank"):
        own = [row for row in rows if row["target"] == target]
        yield f"  {_target(target)}"
        for row in own:
            if row["needed_change"] is not None:
                yield f"    {_change(row, names, lang)} → {_reached(row, names, lang)}"
        for reason, without in groupby(
            sorted((row for row in own if row["needed_change"] is None), key=lambda row: row["out_of_reach"]),
            key=lambda row: row["out_of_reach"],
        ):
            levers = said(", ", "、").join(_lever(row, names, lang) for row in without)
            yield f"    {_reason(reason)}{colon()}{levers}"


def _change(row: Row, names: Names, lang: Language) -> str:
    value, change = row["lever_value"], row["needed_change"]
    return f"{_lever(row, names, lang)} {value} {_signed(change)} = {value + change}"


def _person_lines(rows: Sequence[Row], names: Names, lang: Language) -> Iterator[str]:
    person = rows[0]
    grade = names.grade(person["individual_grade"]).of(lang)
    score = person["score"] if person["score"] is not None else "–"
    who, unit = person["person_id"], person["unit_id"]
    yield visible(said(f"{who} ({unit}): score {score}, {grade}", f"{who}（{unit}）：得分 {score}，{grade}"))
    for row in rows:
        if row["needed_change"] is None:
            yield f"  {_target(row['target'])}{colon()}{_reason(row['out_of_reach'])}"
        else:
            change = f"{_signed(row['needed_change'])} = {person['score'] + row['needed_change']}"
            yield f"  {_target(row['target'])}{colon()}{change} → {_reached(row, names, lang)}"


def _people_lines(people: pl.DataFrame) -> Iterator[str]:
    """How many people are how near to another grade."""
    for target in ("better_grade", "worse_grade"):
        near = people.filter(pl.col("target") == target, pl.col("needed_change").abs() <= NEAR).height
        en = f"People who are within {NEAR} point of a {_target(target)}: {near}"
        yield said(en, f"距{_target(target)}不超过 {NEAR} 分的人员：{near} 人")


def _target(target: str) -> str:
    return said(*TARGETS[target])


def _reason(reason: str) -> str:
    return said(*OUT_OF_REACH[reason])


def _reached(row: Row, names: Names, lang: Language) -> str:
    if row["target"].endswith("rank"):
        return said(f"rank {row['reached']}", f"第 {row['reached']} 名")
    return visible(names.grade(row["reached"]).of(lang))


def _lever(row: Row, names: Names, lang: Language) -> str:
    """What the value is called."""
    if row["lever_kind"] == "component":
        return visible(names.component(row["category"], row["lever"]).of(lang))
    if row["lever_kind"] in {"rating", "indicator"}:
        department, *indicators = row["lever"].split(" / ")
        return visible(" / ".join([names.department(department).of(lang), *indicators]))
    return said(*LEVERS[row["lever_kind"]])


def _signed(change: Decimal) -> str:
    """A change with its sign and without zeros at its end."""
    text = f"{change:+f}".rstrip("0").rstrip(".")
    return text.replace("-", "−")
