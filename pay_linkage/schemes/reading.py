"""A scheme file's bytes become a scheme, or all that is wrong with them (rulebook §9)."""

from __future__ import annotations

from typing import TypeVar

from pydantic import ValidationError

from contracts.problem import Problem, Refused
from contracts.words import Words
from pay_linkage.schemes.document import Document, scheme_problem
from pay_linkage.schemes.finding import Finding, findings_of
from pay_linkage.schemes.rule import Rule
from pay_linkage.schemes.scheme import Scheme
from pay_linkage.schemes.strict_yaml import strict_yaml

Model = TypeVar("Model", bound=Rule)
LEFT_OUT = frozenset({"scheme_value_empty", "scheme_text_unusable", "scheme_yaml_alias"})


def read_scheme(data: bytes, file: str) -> Scheme:
    """The scheme that the bytes say; ``file`` is the name that problems show.

    Raises ``Refused`` with all problems at once, in the order of the file.
    """
    return modelled(strict_yaml(data, file), Scheme)


def modelled(document: Document, kind: type[Model]) -> Model:
    """The rule of this kind that a document says. Raises ``Refused`` with all problems, in the order of the file."""
    try:
        rule = kind.model_validate(document.tree)
    except ValidationError as error:
        raise Refused(_all_problems(document, findings_of(error))) from None
    if document.problems:
        raise Refused(_all_problems(document, []))
    return rule


def cycle_problem(scheme: Scheme, cycle: int, file: str) -> Problem | None:
    """What is wrong where 31 December of the cycle lies outside ``effective`` (rulebook §6); else ``None``."""
    if scheme.covers(cycle):
        return None
    effective = scheme.effective
    first, last = effective.from_.isoformat(), effective.to.isoformat() if effective.to else None
    span = (
        Words(f"from {first} to {last}", f"自 {first} 至 {last}")
        if last
        else Words(f"from {first} on", f"自 {first} 起")
    )
    facts = {"span": span.en, "span_zh": span.zh}
    return scheme_problem(Finding("scheme_cycle_outside", ("effective",), str(cycle), facts), file)


def _all_problems(document: Document, findings: list[Finding]) -> list[Problem]:
    """Problems of reading and of the model; what reading has left out is not found missing once more."""
    left_out = {problem.key for problem in document.problems if problem.code in LEFT_OUT}
    found = [document.problem(finding) for finding in findings]
    problems = [*document.problems, *(problem for problem in found if problem.key not in left_out)]
    return sorted(problems, key=lambda problem: problem.place.row or 0)
