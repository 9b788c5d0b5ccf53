"""The problems of a refused input as a person reads them: the first of each kind whole, of the rest the places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, islice

from contracts.problem import Problem
from pay_linkage.cli.language import colon, current, said
from pay_linkage.cli.visible import visible

TOLD_WHOLE = 10
"""How many problems of one kind are told with expectation and mending."""
PLACES = 40
"""How many places of further ones are named."""
KINDS = 50

Kind = tuple[str, str, str, str, str]


def problem_lines(problems: Sequence[Problem]) -> Iterator[str]:
    """Lines for people, in the order of ``problems``; those of a kind (code, file, sheet) stand together."""
    first: dict[Kind, int] = {}
    for number, problem in enumerate(problems):
        first.setdefault(_kind(problem), number)
    together = sorted(problems, key=lambda problem: first[_kind(problem)])
    for _, alike in islice(groupby(together, _kind), KINDS):
        yield from _of_one_kind(list(alike))
    if len(first) > KINDS:
        kinds = len(first) - KINDS
        yield said(f"… and {kinds} more kinds (--json lists all).", f"……另有 {kinds} 类问题（--json 可列出全部）。")


def _kind(problem: Problem) -> Kind:
    place, facts = problem.place, problem.facts
    return problem.code, place.file, place.sheet or "", facts.get("under", ""), facts.get("scenario", "")


def _of_one_kind(alike: Sequence[Problem]) -> Iterator[str]:
    yield from map(_told, alike[:TOLD_WHOLE])
    rest = alike[TOLD_WHOLE:]
    if not rest:
        return
    places = [spot for problem in rest if (spot := problem.place.spot(current()))]
    named = said(", ", "、").join(places[:PLACES]) + ("…" if len(places) > PLACES else "")
    where = said(f": {named}", f"：{named}") if named else ""
    yield said(
        f"✗ … and {len(rest)} more of the same kind (--json lists all){where}",
        f"✗ ……同类问题另有 {len(rest)} 个（--json 可列出全部）{where}",
    )


def _told(problem: Problem) -> str:
    lang, where = current(), _where(problem)
    what, expected, mend = (problem.text(part, lang) for part in ("what", "expected", "mend"))
    return "\n".join(
        (
            f"✗ {where}{colon()}{what}" if where else f"✗ {what}",
            f"    {said('expected', '应为')}{colon()}{expected}",
            f"    {said('how to mend', '如何修改')}{colon()}{mend}",
        )
    )


def place_text(problem: Problem) -> str:
    """File, sheet, and cell or row, as far as they are known; nothing of a file's name that a terminal would obey."""
    return visible(problem.place.text(current()))


def _where(problem: Problem) -> str:
    facts, where = problem.facts, place_text(problem)
    if "appeal" in facts:
        appeal = facts["appeal"]
        where += said(f" (corrected by appeal {appeal})", f"（申诉更正 {appeal}）") if appeal else _corrected()
    if "under" in facts:
        where += said(f" (under {facts['under']})", f"（按方案 {facts['under']}）")
    if "scenario" in facts:
        where += said(f" (in the scenario “{facts['scenario']}”)", f"（情景“{facts['scenario']}”）")
    return where


def _corrected() -> str:
    return said(" (corrected)", "（更正）")
