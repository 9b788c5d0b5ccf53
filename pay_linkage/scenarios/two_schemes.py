"""The same year under two schemes; neither result is a run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from contracts.problem import Place, Problem, Refused
from pay_linkage import year_end
from pay_linkage.diff.changed_rows import changed_rows
from pay_linkage.diff.two_runs import TwoRuns
from pay_linkage.intake import read_inputs
from pay_linkage.order import Loaded
from pay_linkage.scenarios.assumption import calculated
from pay_linkage.scenarios.comparison import NO_CORRECTIONS, WhatIf, beside
from pay_linkage.scenarios.scenario import Scenario
from pay_linkage.schemes import read_scheme, scheme_bytes


@dataclass(frozen=True, slots=True)
class SchemeOrder:
    """Two schemes (names or files), the inputs of both, or of each, and the cycle."""

    schemes: tuple[str, str]
    inputs: tuple[str, ...]
    cycle: int


@dataclass(frozen=True, slots=True)
class TwoSchemes:
    """``what_if``: the year under the first scheme, and beside it under the second.

    ``outside``: names of those that do not hold for the cycle, which keeps nobody from comparing them; ``differing``:
    input tables in which the two inputs differ, so that a move may come from them.
    """

    what_if: WhatIf
    outside: tuple[str, ...]
    differing: tuple[str, ...]


def two_schemes(order: SchemeOrder) -> TwoSchemes:
    """The comparison. Raises ``Refused`` where a scheme cannot be read, or does not accept its inputs: with what each
    of them asks for, and first what both do.
    """
    both = _loaded(order)
    made, refused = [], []
    for loaded in both:
        try:
            made.append(_result(loaded, order.cycle))
        except Refused as refusal:
            refused.append((loaded.scheme.scheme, list(refusal.problems)))
    if refused:
        raise Refused(_prevented(refused))
    first, second = _named(made)
    outside = tuple(one.scheme.scheme for one in both if not one.scheme.covers(order.cycle))
    return TwoSchemes(beside(first, [second]), outside, _differing(first, second))


def _loaded(order: SchemeOrder) -> list[Loaded]:
    """Both schemes with their inputs; problems of the schemes at once."""
    problems: list[Problem] = []
    schemes = []
    for source in order.schemes:
        try:
            data = scheme_bytes(source)
            schemes.append((read_scheme(data, Path(source).name), data))
        except Refused as refusal:
            problems += refusal.problems
    if problems:
        raise Refused(problems)
    read = [read_inputs(path) for path in order.inputs]
    return [
        Loaded(scheme, data, tables, tuple(unread), {})
        for (scheme, data), (tables, unread) in zip(schemes, (read[0], read[-1]), strict=True)
    ]


def _result(loaded: Loaded, cycle: int) -> Scenario:
    inputs = year_end.validate(loaded, cycle)
    name = loaded.scheme.scheme
    return Scenario(name, (), name, loaded.scheme_file, inputs, calculated(loaded, inputs))


def _named(made: Sequence[Scenario]) -> list[Scenario]:
    """Two versions of one scheme are told apart."""
    if made[0].name != made[1].name:
        return list(made)
    return [replace(one, name=f"{one.name} ({letter})") for one, letter in zip(made, "AB", strict=True)]


def _prevented(refused: Sequence[tuple[str, list[Problem]]]) -> list[Problem]:
    """What keeps the two from being compared: first what no scheme accepts, then what each asks for by itself."""
    seen = [{_what(problem) for problem in problems} for _, problems in refused]
    everywhere = seen[0] & seen[1] if len(seen) > 1 else set()
    told = [problem for problem in refused[0][1] if _what(problem) in everywhere]
    for scheme, problems in refused:
        own = [problem for problem in problems if _what(problem) not in everywhere]
        if own:
            tables = ", ".join(dict.fromkeys(problem.table or "?" for problem in own))
            facts = {"count": str(len(own)), "tables": tables}
            told.append(Problem("schemes_not_comparable", Place(""), value=scheme, facts=facts))
            told += [replace(one, facts={**one.facts, "under": scheme}) for one in own]
    return told


def _what(problem: Problem) -> tuple[object, ...]:
    return problem.code, problem.place, problem.table, problem.column, problem.key, problem.value


def _differing(first: Scenario, second: Scenario) -> tuple[str, ...]:
    return tuple(dict.fromkeys(changed_rows(TwoRuns(first, second, NO_CORRECTIONS))["table"].to_list()))
