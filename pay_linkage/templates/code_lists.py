"""The codes that a scheme knows, as lists to choose from: for each column that takes one, code → what it means."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from contracts.columns import COLUMNS
from contracts.problem import Language
from contracts.words import Words, words_of
from pay_linkage.schemes import Scheme
from pay_linkage.schemes.ballots import Ballots
from pay_linkage.schemes.label import Label
from pay_linkage.schemes.names import Names

Codes = Mapping[str, str]
"""Code → its meaning in the reader's language, empty where the scheme gives none."""
CHOICES = ("id_type", "role", "graded")


def code_lists(scheme: Scheme, lang: Language) -> dict[tuple[str, str], Codes]:
    """Table and column → the codes that may stand there, in the scheme's order.

    Columns of units are not among them: their list is the units' sheet.
    """
    names = Names(scheme)
    people = {("people", name): _words(name, lang) for name in CHOICES}
    grades = {("people", name): _named(codes, names.grade, lang) for name, codes in _decided_grades(scheme).items()}
    groups = [name for each in _ballots(scheme) for name in each.groups]
    worth = {name: f"{worth:f}" for each in _ballots(scheme) for name, worth in each.values.items()}
    lists: dict[tuple[str, str], Codes] = {
        ("units", "category"): _labelled(scheme.categories, lang),
        ("component_scores", "component"): _components(scheme, lang, by_ballots=False),
        ("ratings", "department"): _named(_departments(scheme), names.department, lang),
        ("indicator_scores", "department"): _named(_departments(scheme), names.department, lang),
        ("events", "code"): _labelled(scheme.events, lang),
        ("contests", "contest"): _labelled(scheme.contests, lang),
        ("ballots", "component"): _components(scheme, lang, by_ballots=True),
        ("ballots", "voter_group"): _named(groups, names.voter_group, lang),
        ("ballots", "option"): {
            name: " · ".join(filter(None, (meaning, worth[name])))
            for name, meaning in _named(worth, names.option, lang).items()
        },
        **people,
        **grades,
        ("pools", "scope_id"): _scopes(scheme, lang),
    }
    return {place: codes for place, codes in lists.items() if codes}


def _labelled(named: Mapping[str, object], lang: Language) -> Codes:
    return {name: _label(getattr(rule, "label", None), lang) for name, rule in named.items()}


def _label(label: Label | None, lang: Language) -> str:
    return words_of(label).of(lang) if label else ""


def _named(codes: Iterable[str], name: Callable[[str], Words], lang: Language) -> Codes:
    """What each code is called, nothing where that is the code itself."""
    return {code: "" if name(code).of(lang) == code else name(code).of(lang) for code in codes}


def _components(scheme: Scheme, lang: Language, *, by_ballots: bool) -> Codes:
    """Each component's name where it has one, and its full marks in each category that has it."""
    told: dict[str, list[str]] = {}
    for code, category in scheme.categories.items():
        for name, component in category.components.items():
            if (component.ballots is not None) == by_ballots:
                said_so = told.setdefault(name, [_label(component.label, lang)])
                marks, of = f"{component.full_marks.normalize():f}", Names(scheme).category(code).of(lang)
                said_so.append(f"{of}：满分 {marks}" if lang == "zh" else f"{of}: full marks {marks}")
    return {name: " · ".join(filter(None, parts)) for name, parts in told.items()}


def _departments(scheme: Scheme) -> list[str]:
    ratings = [category.rating for category in scheme.categories.values() if category.rating]
    return list(dict.fromkeys(name for rating in ratings for name in rating.departments))


def _ballots(scheme: Scheme) -> Iterable[Ballots]:
    components = [component for category in scheme.categories.values() for component in category.components.values()]
    return [component.ballots for component in components if component.ballots]


def _decided_grades(scheme: Scheme) -> dict[str, tuple[str, ...]]:
    """The grades that may cap somebody, and those that may be fixed: the absorbing one or worse (rulebook §5)."""
    if scheme.quotas is None:
        return {}
    grades = scheme.quotas.grades
    return {"grade_cap": grades, "grade_fixed": grades[grades.index(scheme.quotas.absorbing) :]}


def _scopes(scheme: Scheme, lang: Language) -> Codes:
    pool = scheme.linkage.pool
    if pool is None or pool.scope == "unit":
        return {}
    return {"all": ""} if pool.scope == "all" else _labelled(scheme.categories, lang)


def _words(column: str, lang: Language) -> Codes:
    """The words of a column of choices in the reader's language; they say what they mean."""
    choices = COLUMNS[column].choices
    return dict.fromkeys(choices.values() if lang == "zh" else choices, "")
