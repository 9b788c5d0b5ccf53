"""Why a unit has its grade: failing, bars, and the filling of the grades (rulebook §4)."""

from __future__ import annotations

from contracts.words import Words
from pay_linkage.explanation.adjustment import events_of_kind
from pay_linkage.explanation.contests import standing
from pay_linkage.explanation.formula import number, value_of
from pay_linkage.explanation.grade_steps import Scale, Steps, filling_steps, grade_nodes
from pay_linkage.explanation.node import Node
from pay_linkage.explanation.texts import column, listed, said
from pay_linkage.explanation.unit_facts import fact, yes_or_no
from pay_linkage.explanation.unit_inputs import Row
from pay_linkage.explanation.workings import Workings
from pay_linkage.kernels.filling import FillingRule
from pay_linkage.rules.unit_grade import unit_candidates
from pay_linkage.schemes.grades import Grades


def unit_grade(of: Workings, unit: Row, steps: Steps | None = None) -> Node:
    """The grade; ``steps`` are its category's (``category_steps``), made where they are not given."""
    grades = of.scheme.categories[unit["category"]].grades
    scale = category_scale(of, unit["category"], grades)
    notes: tuple[Words, ...] = ()
    reached: tuple[Node, ...] = ()
    if unit["failed"]:
        notes = (said("failed_takes_last", grade=of.names.grade(grades.last)),)
    else:
        found = category_steps(of, unit["category"]) if steps is None else steps
        reached = grade_nodes(scale, found, unit["unit_id"], unit["grade"])
    return Node(
        column("grade"),
        unit["grade"],
        shown=of.names.grade(unit["grade"]),
        fact=fact(unit, "grade"),
        notes=notes,
        section="§4",
        source=grades.source,
        children=(_failed(of, unit, grades), _barred(of, unit, grades), *reached),
    )


def category_scale(of: Workings, category: str, grades: Grades) -> Scale:
    """What the category's grades are filled by."""
    return Scale(
        shares=grades.shares,
        method=grades.places,
        count=len(of.categories[category]),
        rule=FillingRule(grades.ties, grades.vacated),
        minimum=grades.minimum_score,
        key="unit_id",
        score="final_score",
        bar="outcome_barred",
        named=of.names.grade,
        fact=lambda _: None,
    )


def category_steps(of: Workings, category: str) -> Steps:
    """The filling of a category's grades, one by one."""
    grades = of.scheme.categories[category].grades
    candidates = unit_candidates(of.ranked(category), grades)
    return filling_steps(candidates, "category", category_scale(of, category, grades))


def _failed(of: Workings, unit: Row, grades: Grades) -> Node:
    events = events_of_kind(of, unit, "fail")
    share = grades.fail_below_share_of_first
    if share is None:
        return yes_or_no(unit, "failed", children=tuple(events), section="§4.2")
    highest = of.categories[unit["category"]][0]["final_score"]
    line = number(share) * number(highest)
    positive = highest > 0
    below = positive and unit["final_score"] < line.exact
    compared = said("fail_line_below" if below else "fail_line_reached", score=unit["final_score"])
    threshold = Node(
        said("fail_line"),
        value_of(line.exact),
        formula=line,
        notes=(said("fail_line_rule"), compared if positive else said("fail_line_not_positive")),
        section="§4.2",
    )
    return yes_or_no(unit, "failed", children=(*events, threshold), section="§4.2")


def _barred(of: Workings, unit: Row, grades: Grades) -> Node:
    vetoes = events_of_kind(of, unit, "veto")
    contests = [standing(of, row) for row in of.standings.get(unit["unit_id"], []) if row["barred"]]
    bars = said("barred_from", grades=listed([of.names.grade(name) for name in grades.veto_bars]))
    notes = (bars,) if unit["barred"] and grades.veto_bars else ()
    return yes_or_no(unit, "barred", *notes, children=(*vetoes, *contests), section="§4.2")
