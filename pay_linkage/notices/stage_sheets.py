"""Target sheets (目标书) and progress sheets (进度表): what a unit is to reach, and how far it has come (rulebook §0).

Nothing is ranked or graded before the year's end, and no pay is computed.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Literal

import polars as pl

from contracts.problem import Language
from pay_linkage.explanation.unit_inputs import Row, UnitInputs
from pay_linkage.exports.document import Document, Heading, Part, Table, Value
from pay_linkage.notices.unit_parts import components, events, lacking, ratings
from pay_linkage.notices.words import NOTICES, column_name, digits
from pay_linkage.rules.adjustment import adjustments

Stage = Literal["target", "midyear"]
WIDE, WIDEST = 26, 36


def stage_sheets(of: UnitInputs, stage: Stage, lang: Language) -> Iterator[tuple[str, Document]]:
    """unit_id and sheet of each unit, in the order of the scheme's categories and the units' file."""
    no_standings = of.standings_frame.clear()  # a contest gives its bonus when it is over
    adjusted = adjustments(of.input("units"), of.input("events"), no_standings, of.scheme)
    points = {row["unit_id"]: row for row in adjusted.iter_rows(named=True)}
    for category in of.scheme.categories:
        for unit in of.input("units").filter(pl.col("category") == category).iter_rows(named=True):
            yield unit["unit_id"], _sheet(of, unit, points[unit["unit_id"]], stage, lang)


def _sheet(of: UnitInputs, unit: Row, points: Row, stage: Stage, lang: Language) -> Document:
    score = NOTICES.of(f"{stage}_score", lang)
    scored, rated = components(of, unit, score, lang), ratings(of, unit, score, lang)
    if stage == "target":
        parts = [scored, *([] if rated is None else [rated]), _event_rules(of, lang), _grades(of, unit, lang)]
    else:
        progress = _progress(points, lacking([scored, rated]), lang)
        parts = [scored, *([] if rated is None else [rated]), events(of, unit, lang, over=False), progress]
    return Document(
        name=unit["unit_id"],
        title=NOTICES.of(f"{stage}_title", lang, cycle=str(of.cycle), unit=unit["unit_name"]),
        number=NOTICES.of("scheme_number", lang, scheme=of.scheme.scheme),
        parts=tuple(parts),
        missing=NOTICES.of("missing", lang),
        facts=tuple(_facts(of, unit, lang)),
        closing=NOTICES.of(f"{stage}_closing", lang),
        signatures=(NOTICES.of("signed_by_head", lang), NOTICES.of("signed_on", lang)) if stage == "target" else (),
    )


def _facts(of: UnitInputs, unit: Row, lang: Language) -> Iterator[tuple[str, Value]]:
    yield column_name("unit_id", lang), unit["unit_id"]
    yield column_name("category", lang), of.names.category(unit["category"]).of(lang)


def _event_rules(of: UnitInputs, lang: Language) -> Part:
    """Every kind of event with its points and its cap."""
    headings = (
        Heading(NOTICES.of("event_heading", lang), "text", WIDEST),
        Heading(NOTICES.of("kind_heading", lang), "mark"),
        Heading(column_name("points", lang), "number", WIDE),
        Heading(NOTICES.of("cap_heading", lang), "number"),
    )
    rows: list[tuple[Value, ...]] = [
        (of.names.event(code).of(lang), NOTICES.of(f"kind_{rule.kind}", lang), rule.points, rule.cap)
        for code, rule in of.scheme.events.items()
    ]
    rows += [
        (of.names.contest(name).of(lang), NOTICES.of("kind_contest", lang), _bonuses(rule.bonus, lang), None)
        for name, rule in of.scheme.contests.items()
    ]
    table = Table(headings, tuple(rows)) if rows else None
    return Part(NOTICES.of("heading_event_rules", lang), () if rows else (NOTICES.of("no_event_rules", lang),), table)


def _bonuses(bonus: tuple[Decimal, ...], lang: Language) -> str:
    return NOTICES.of("list_separator", lang).join(
        NOTICES.of("bonus_of_rank", lang, rank=str(rank), points=digits(points))
        for rank, points in enumerate(bonus, start=1)
    )


def _grades(of: UnitInputs, unit: Row, lang: Language) -> Part:
    """The grades with their shares and the scores that they ask for."""
    rule = of.scheme.categories[unit["category"]].grades
    headings = (
        Heading(column_name("grade", lang), "text", WIDE),
        Heading(NOTICES.of("share_heading", lang), "mark"),
        Heading(NOTICES.of("minimum_heading", lang), "number"),
    )
    rows = tuple(
        (of.names.grade(g).of(lang), f"{digits(share * 100)}%", rule.minimum_score.get(g))
        for g, share in rule.shares.items()
    )
    share = rule.fail_below_share_of_first
    said = () if share is None else (NOTICES.of("fails_below", lang, share=digits(share * 100)),)
    return Part(NOTICES.of("heading_grades", lang), said, Table(headings, rows))


def _progress(points: Row, lacks: int, lang: Language) -> Part:
    """Bonus and deduction so far after the caps, and how much is still to come."""
    blanks = {name: digits(points[name]) for name in ("bonus", "deduction", "adjustment")}
    vetoed = [NOTICES.of("barred_so_far", lang)] if points["barred"] else []
    failed = [NOTICES.of("failed_so_far", lang)] if points["fails"] else []
    awaited = NOTICES.of("values_awaited" if lacks else "nothing_awaited", lang, values=str(lacks))
    said = (NOTICES.of("points_so_far", lang, **blanks), *vetoed, *failed, awaited)
    return Part(NOTICES.of("heading_progress", lang), said)
