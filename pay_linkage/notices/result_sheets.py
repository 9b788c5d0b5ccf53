"""The result sheet (成绩单) of each unit: points, rating, coefficient, events, score, grade, why (rulebook §§2-4)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from contracts.problem import Language
from pay_linkage.explanation.adjustment import adjustment
from pay_linkage.explanation.node import Node
from pay_linkage.explanation.rating import coefficient
from pay_linkage.explanation.unit_grade import category_steps, unit_grade
from pay_linkage.explanation.unit_inputs import Row
from pay_linkage.explanation.unit_score import final_score
from pay_linkage.explanation.workings import Workings
from pay_linkage.exports.document import Document, Part, Value
from pay_linkage.notices.circulation import remarks
from pay_linkage.notices.unit_parts import components, events, ratings
from pay_linkage.notices.words import NOTICES, column_name, digits
from pay_linkage.runs import StoredRun


def result_sheets(run: StoredRun, lang: Language) -> Iterator[tuple[str, Document]]:
    """unit_id and sheet of each unit, by category and rank."""
    of = Workings(run)
    for units in of.categories.values():
        steps = category_steps(of, units[0]["category"])
        for unit in units:
            yield unit["unit_id"], _sheet(of, unit, unit_grade(of, unit, steps), lang)


def _sheet(of: Workings, unit: Row, grade: Node, lang: Language) -> Document:
    score = column_name("score", lang)
    rated = ratings(of, unit, score, lang)
    parts = [
        components(of, unit, score, lang),
        *([] if rated is None else [rated, _coefficient(of, unit, lang)]),
        events(of, unit, lang, over=True),
        _score(of, unit, lang),
        Part(NOTICES.of("heading_why", lang), tuple(_reasons(grade, lang))),
    ]
    return Document(
        name=unit["unit_id"],
        title=NOTICES.of("result_title", lang, cycle=str(of.cycle), unit=unit["unit_name"]),
        number=NOTICES.of("run_number", lang, run=of.run.manifest.run_id),
        parts=tuple(parts),
        missing=NOTICES.of("no_score", lang),
        facts=tuple(_facts(of, unit, lang)),
        closing=NOTICES.of("result_closing", lang),
    )


def _facts(of: Workings, unit: Row, lang: Language) -> Iterator[tuple[str, Value]]:
    yield column_name("unit_id", lang), unit["unit_id"]
    yield column_name("category", lang), of.names.category(unit["category"]).of(lang)
    yield column_name("final_score", lang), digits(unit["final_score"])
    rank = NOTICES.of("rank_of", lang, rank=str(unit["rank"]), units=str(len(of.categories[unit["category"]])))
    yield column_name("rank", lang), rank
    yield column_name("grade", lang), of.names.grade(unit["grade"]).of(lang)
    yield column_name("note", lang), remarks(unit, lang) or "—"


def _coefficient(of: Workings, unit: Row, lang: Language) -> Part:
    """Rank, coefficient and band of the rating."""
    node = coefficient(of, unit)
    sentences = [NOTICES.of("rating_place", lang, rank=digits(unit["rating_rank"]))]
    if node.formula is not None:
        sentences.append(_equation(node, lang))
    if unit["rating_band"] is not None:
        band = of.names.band(unit["rating_band"]).of(lang)
        sentences.append(NOTICES.of("rating_band", lang, band=band))
    return Part(sentences=tuple(sentences))


def _score(of: Workings, unit: Row, lang: Language) -> Part:
    """Bonus, deduction and final score in numbers, and what the coefficient moved."""
    adjusted = adjustment(of, unit)
    sums = [node for node in adjusted.children if node.formula is not None]
    rule = of.scheme.categories[unit["category"]].rating
    final = final_score(of, unit)
    nodes = (*_base(final.children[0]), *sums, adjusted, final)
    sentences = [_equation(node, lang) for node in nodes]
    if rule is not None and rule.coefficient is not None:
        blanks = {"score": digits(unit["score_without_coefficient"]), "rank": str(unit["rank_without_coefficient"])}
        sentences.append(NOTICES.of("without_coefficient", lang, **blanks))
    return Part(NOTICES.of("heading_score", lang), tuple(sentences))


def _base(base: Node) -> list[Node]:
    """The sums behind the base score where the table does not show them: two kinds, or a kind that is reweighted."""
    if len(base.children) > 1:
        return [*base.children, base]
    return [kind for kind in base.children if kind.notes]


def _equation(node: Node, lang: Language) -> str:
    """``Final score = 1.025 × 90.8195 + 1 ≈ 94.09``: what is rounded is not called equal."""
    value = digits(node.value) if isinstance(node.value, Decimal | int) else ""
    formula = node.formula.text if node.formula is not None and not node.formula.is_bare else ""
    middle = f" = {formula}" if formula else ""
    exact = node.formula is None or node.formula.exact == node.value
    sign = "=" if exact else "≈"
    return NOTICES.of("equation", lang, label=node.label.of(lang), middle=middle, sign=sign, value=value)


def _reasons(grade: Node, lang: Language) -> Iterator[str]:
    """What failed or barred the unit, and what happened at each grade."""
    for node in grade.children:
        if node.fact is not None:
            yield from _bar(node, lang) if node.value else ()
        elif node.shown is not None:
            yield NOTICES.of("reason", lang, label=node.label.of(lang), outcome=node.shown.of(lang))
            yield from (_equation(child, lang) for child in node.children if child.formula and not child.notes)
    for note in grade.notes:
        said = note.of(lang)
        yield NOTICES.of("remark", lang, said=said[:1].upper() + said[1:])
    shown = grade.shown.of(lang) if grade.shown else ""
    yield NOTICES.of("grade_is", lang, grade=shown)


def _bar(node: Node, lang: Language) -> Iterator[str]:
    """A cause of failing or of being barred: the events with their documents, the line of the score."""
    for cause in node.children:
        said = cause.label.of(lang) if cause.formula is None else _equation(cause, lang)
        notes = NOTICES.of("list_separator", lang).join(note.of(lang) for note in cause.notes)
        yield NOTICES.of("bar", lang, what=node.label.of(lang), cause=said, notes=notes)
