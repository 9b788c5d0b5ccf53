"""The parts of a unit's sheet that its inputs alone make: components, ratings, events (rulebook §2, §3).

What is not there yet is shown as missing; nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from contracts.problem import Language
from pay_linkage.explanation.unit_inputs import Row, UnitInputs
from pay_linkage.exports.document import MISSING, Absent, Heading, Part, Table, Value
from pay_linkage.notices.words import NOTICES, column_name, digits
from pay_linkage.schemes.component import Component

WIDE = 26
ZERO = Decimal(0)


def components(of: UnitInputs, unit: Row, score_heading: str, lang: Language) -> Part:
    """Every component with full marks, weight, score, points (score × weight), and the sum of what is there."""
    rule = of.scheme.categories[unit["category"]]
    scores = {name: component_score(of, unit, name, each) for name, each in rule.components.items()}
    rows: list[tuple[Value, ...]] = [
        (
            of.names.component(unit["category"], name).of(lang),
            each.full_marks,
            each.weight,
            scores[name],
            _points(scores[name], each),
        )
        for name, each in rule.components.items()
    ]
    full = sum((each.full_marks * each.weight for each in rule.components.values()), ZERO)
    points = [row[4] for row in rows if isinstance(row[4], Decimal)]
    total = (NOTICES.of("sum", lang), full, None, None, sum(points, ZERO) if points else MISSING)
    headings = (
        Heading(column_name("component", lang), "text", WIDE),
        Heading(column_name("full_marks", lang), "number"),
        Heading(NOTICES.of("weight_heading", lang), "number"),
        Heading(score_heading, "number"),
        Heading(NOTICES.of("points_heading", lang), "number"),
    )
    return Part(NOTICES.of("heading_components", lang), table=Table(headings, (*rows, total), totals=1))


def component_score(of: UnitInputs, unit: Row, name: str, rule: Component) -> Decimal | Absent:
    """The score that was given, or that the ballots make once every group that must vote has."""
    if rule.ballots is None:
        given = [row for row in of.of_unit("component_scores", unit["unit_id"]) if row["component"] == name]
        scores = [row["score"] for row in given if row["score"] is not None]
        return scores[0] if scores else MISSING
    rows = [row for row in of.of_unit("ballots", unit["unit_id"]) if row["component"] == name and row["votes"]]
    groups = {row["voter_group"] for row in rows}
    awaited = rule.ballots.absent_group == "refuse" and len(groups) < len(rule.ballots.groups)
    scored = of.ballot_scores.get((unit["unit_id"], name))
    return MISSING if awaited or scored is None else scored["score"]


def _points(score: Decimal | Absent, rule: Component) -> Value:
    return score * rule.weight if isinstance(score, Decimal) else score


def ratings(of: UnitInputs, unit: Row, score_heading: str, lang: Language) -> Part | None:
    """The departments' scores and their sum; nothing where the category is not rated."""
    rating = of.scheme.categories[unit["category"]].rating
    if rating is None:
        return None
    scores = [department_score(of, unit, department) for department in rating.departments]
    names = [of.names.department(department).of(lang) for department in rating.departments]
    given = [score for score in scores if isinstance(score, Decimal)]
    total = (NOTICES.of("sum", lang), sum(given, ZERO) if given else MISSING)
    headings = (
        Heading(column_name("department", lang), "text", WIDE),
        Heading(score_heading, "number"),
    )
    label = of.names.rating(unit["category"]).of(lang)
    return Part(
        NOTICES.of("heading_rating", lang, rating=label, full=f"{rating.full_marks:f}"),
        table=Table(headings, (*zip(names, scores, strict=True), total), totals=1),
    )


def department_score(of: UnitInputs, unit: Row, department: str) -> Decimal | Absent:
    """A department's score, given or added up from its indicators so far."""
    for table in ("ratings", "indicator_scores"):
        rows = [row for row in of.of_unit(table, unit["unit_id"]) if row["department"] == department]
        scores = [row["score"] for row in rows if row["score"] is not None]
        if scores:
            return sum(scores, ZERO)
    return MISSING


def events(of: UnitInputs, unit: Row, lang: Language, *, over: bool) -> Part:
    """Events with their documents, and contests with their points; once they are ``over`` with rank and bonus too."""
    rows = [_event(of, row, lang) for row in of.of_unit("events", unit["unit_id"])]
    rows += [_contest(of, row, lang, over=over) for row in of.standings.get(unit["unit_id"], [])]
    headings = (
        Heading(NOTICES.of("event_heading", lang), "text", WIDE),
        Heading(NOTICES.of("kind_heading", lang), "mark"),
        Heading(column_name("points", lang), "number"),
        Heading(column_name("occurred_on", lang), "mark"),
        Heading(column_name("document", lang), "text", WIDE),
    )
    if not rows:
        return Part(NOTICES.of("heading_events", lang), (NOTICES.of("no_events", lang),))
    return Part(NOTICES.of("heading_events", lang), table=Table(headings, tuple(rows)))


def _event(of: UnitInputs, row: Row, lang: Language) -> tuple[Value, ...]:
    rule = of.scheme.events[row["code"]]
    points = rule.points if row["points"] is None else row["points"]
    shown = points if rule.kind in {"bonus", "deduction"} else None
    kind = NOTICES.of(f"kind_{rule.kind}", lang)
    return of.names.event(row["code"]).of(lang), kind, shown, row["occurred_on"].isoformat(), row["document"]


def _contest(of: UnitInputs, row: Row, lang: Language, *, over: bool) -> tuple[Value, ...]:
    blanks = {"points": digits(row["points"]), "rank": str(row["rank"]), "units": str(of.contest_sizes[row["contest"]])}
    said = NOTICES.of("contest_standing" if over else "contest_so_far", lang, **blanks)
    bonus = row["bonus"] if over else MISSING
    return of.names.contest(row["contest"]).of(lang), NOTICES.of("kind_contest", lang), bonus, None, said


def lacking(parts: Sequence[Part | None]) -> int:
    """How many rows lack a value, sums aside."""
    tables = [part.table for part in parts if part is not None and part.table is not None]
    rows = [row for table in tables for row in table.rows[: len(table.rows) - table.totals]]
    return sum(any(isinstance(value, Absent) for value in row) for row in rows)
