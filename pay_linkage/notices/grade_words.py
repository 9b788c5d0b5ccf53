"""How a person's grade and coefficient came about, in sentences (rulebook §5, §6)."""

from __future__ import annotations

from collections.abc import Iterator

from contracts.problem import Language
from pay_linkage.explanation.person_coefficient import on_curve
from pay_linkage.explanation.unit_inputs import Row
from pay_linkage.explanation.workings import Workings
from pay_linkage.notices.words import NOTICES, digits
from pay_linkage.schemes.individual_coefficient import IndividualCoefficientFromGrade


def grade_sentences(of: Workings, person: Row, lang: Language) -> Iterator[str]:
    """The unit's result, the grade with what decided it, and the coefficient."""
    yield unit_sentence(of, of.units[person["unit_id"]], lang)
    yield _grade(of, person, lang)
    if person["grade_cap"] is not None and person["graded"] == "yes":
        yield NOTICES.of("grade_cap", lang, grade=of.names.grade(person["grade_cap"]).of(lang))
    yield _coefficient(of, person, lang)


def unit_sentence(of: Workings, unit: Row, lang: Language) -> str:
    """Score, rank and grade of a unit."""
    return NOTICES.of(
        "unit_result",
        lang,
        unit=unit["unit_name"],
        score=digits(unit["final_score"]),
        category=of.names.category(unit["category"]).of(lang),
        units=str(len(of.categories[unit["category"]])),
        rank=str(unit["rank"]),
        grade=of.names.grade(unit["grade"]).of(lang),
    )


def _grade(of: Workings, person: Row, lang: Language) -> str:
    grade = of.names.grade(person["individual_grade"]).of(lang)
    quotas = of.scheme.quotas
    if person["graded"] != "yes":
        return NOTICES.of("grade_none", lang, reason=person["ungraded_reason"] or "—")
    if quotas is None:
        return NOTICES.of("grade_by_score_alone", lang, score=digits(person["score"]))
    if person["grade_fixed"] is not None:
        return NOTICES.of("grade_fixed", lang, grade=grade)
    if quotas.heads_follow is not None and person["role"] == "head":
        unit_grade = of.names.grade(of.units[person["unit_id"]]["grade"]).of(lang)
        return NOTICES.of("grade_follows", lang, grade=grade, unit_grade=unit_grade)
    return NOTICES.of("grade_in_quota", lang, score=digits(person["score"]), grade=grade)


def _coefficient(of: Workings, person: Row, lang: Language) -> str:
    rule, value = of.scheme.linkage.individual_coefficient, digits(person["individual_coefficient"])
    if isinstance(rule, IndividualCoefficientFromGrade) or person["graded"] != "yes":
        return NOTICES.of("coefficient_set", lang, coefficient=value)
    if rule.curve is None:
        return NOTICES.of(
            "coefficient_quotient", lang, score=digits(person["score"]), by=digits(rule.divide_by), coefficient=value
        )
    formula, _ = on_curve(person["score"], rule.curve)
    return NOTICES.of("coefficient_curve", lang, score=digits(person["score"]), formula=formula.text, coefficient=value)
