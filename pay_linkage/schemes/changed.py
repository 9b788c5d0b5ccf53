"""A scheme file with some of its values set to others: read by the same reader, refused with the same words.

Belongs here: finding what a dotted path means in a scheme file, and putting a value there. Stays out: who asks for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from operator import eq
from typing import Any

import yaml

from contracts.problem import Place, Problem, Refused
from pay_linkage.schemes.document import Document, Path, Tree, scheme_problem
from pay_linkage.schemes.finding import Finding, shown
from pay_linkage.schemes.reading import modelled
from pay_linkage.schemes.rule import known_keys
from pay_linkage.schemes.scheme import Scheme
from pay_linkage.schemes.strict_yaml import strict_yaml

CATEGORIES = "categories"
VALUE = "value"


@dataclass(frozen=True, slots=True)
class SchemeSetting:
    """A value for the place that a dotted path names: ``linkage.pool.mode``; ``township.rating`` is short for
    ``categories.township.rating``, ``quotas.grades.0`` the first one of a list. ``target`` is how the user wrote it.
    """

    target: str
    path: str
    value: Tree


@dataclass(frozen=True, slots=True)
class ChangedScheme:
    """The scheme as changed, and the file that says it: the original's keys in their order, without its remarks."""

    scheme: Scheme
    data: bytes


def setting_value(text: str, path: str, file: str) -> Tree:
    """The value that a text says, lists and mappings as YAML writes them on one line; numbers stay text.

    Raises ``Refused`` as the scheme reader does, the problems told of the key ``path``.
    """
    line = " ".join(text.splitlines())
    try:
        document = strict_yaml(f"{VALUE}: {line}".encode(), file)
    except Refused as refusal:
        raise Refused([_of_path(problem, path) for problem in refusal.problems]) from None
    if document.problems:
        raise Refused([_of_path(problem, path) for problem in document.problems])
    return document.tree[VALUE]


def changed_scheme(data: bytes, name: str, settings: Sequence[SchemeSetting], file: str) -> ChangedScheme:
    """The scheme of the file with the settings made.

    Raises ``Refused`` with all problems, as ``read_scheme`` would of such a file, but told at the settings that speak
    of the keys (``file`` is where these stand); ``setting_twice`` where two speak of the same place.
    """
    document = strict_yaml(data, name)
    paths = [scheme_path(document.tree, setting.path) for setting in settings]
    problems = _twice(settings, paths) or [
        problem for setting, path in zip(settings, paths, strict=True) for problem in _set(document, setting, path)
    ]
    try:
        scheme = None if problems else modelled(document, Scheme)
    except Refused as refusal:
        scheme, problems = None, list(refusal.problems)
    if scheme is None:
        raise Refused([_told_at(problem, settings, paths, file) for problem in problems])
    text = yaml.safe_dump(document.tree, allow_unicode=True, sort_keys=False, width=10**6)
    return ChangedScheme(scheme, text.encode())


def scheme_path(tree: dict[str, Tree], dotted: str) -> Path:
    """The steps of a dotted path: keys that hold dots are found as they are, a category may stand for itself."""
    categories = tree.get(CATEGORIES)
    first = dotted.split(".", maxsplit=1)[0]
    if first not in known_keys(Scheme) and isinstance(categories, dict):
        inside = _steps(categories, dotted)
        if inside and inside[0] in categories:
            return (CATEGORIES, *inside)
    return _steps(tree, dotted)


def _steps(tree: Tree | None, dotted: str) -> Path:
    parts = dotted.split(".")
    if isinstance(tree, list) and parts[0].isascii() and parts[0].isdigit() and int(parts[0]) < len(tree):
        place = int(parts[0])
        return (place, *(_steps(tree[place], ".".join(parts[1:])) if parts[1:] else ()))
    for taken in range(len(parts), 0, -1):
        key, rest = ".".join(parts[:taken]), ".".join(parts[taken:])
        if isinstance(tree, dict) and key in tree:
            return (key, *(_steps(tree[key], rest) if rest else ()))
    return (parts[0], *(_steps(None, ".".join(parts[1:])) if parts[1:] else ()))


def _set(document: Document, setting: SchemeSetting, path: Path) -> list[Problem]:
    """Put the value where the path leads, through mappings that are made where they lack; or say why it cannot."""
    *way, last = path
    holder: Any = document.tree
    for step in way:
        if isinstance(holder, dict):
            holder.setdefault(step, {})
        if not _may_hold(holder, step):
            return [_nowhere(document, setting, holder)]
        holder = holder[step]
    if not _may_hold(holder, last):
        return [_nowhere(document, setting, holder)]
    holder[last] = deepcopy(setting.value)
    return []


def _may_hold(holder: Any, step: str | int) -> bool:
    """A mapping may hold any key; a list has its places, which alone are numbers in a path."""
    return isinstance(holder, dict) or (isinstance(holder, list) and isinstance(step, int))


def _nowhere(document: Document, setting: SchemeSetting, held: object) -> Problem:
    finding = Finding("setting_path_leads_nowhere", (setting.path,), shown(held))
    return scheme_problem(finding, document.file)


def _twice(settings: Sequence[SchemeSetting], paths: Sequence[Path]) -> list[Problem]:
    """Settings of a place that another one sets too, or of a part of it: which of them counts, nobody could see."""
    return [
        scheme_problem(Finding("setting_twice", path, settings[place].target), "")
        for place, path in enumerate(paths)
        for other, wider in enumerate(paths)
        if path[: len(wider)] == wider and (place > other or len(path) > len(wider))
    ]


def _told_at(problem: Problem, settings: Sequence[SchemeSetting], paths: Sequence[Path], file: str) -> Problem:
    """The problem at the settings of its key, of a part of it or of what holds it; else at all of them."""
    key = (problem.key or "").split(".")
    steps = [[step for step in path if isinstance(step, str)] for path in paths]
    near = [one.target for one, path in zip(settings, steps, strict=True) if all(map(eq, key, path))]
    return replace(problem, place=Place(file, cell=shown(", ".join(near or [one.target for one in settings]))))


def _of_path(problem: Problem, path: str) -> Problem:
    below = (problem.key or VALUE).removeprefix(VALUE)
    finding = Finding(problem.code, (path + below,), problem.value, problem.facts)
    return scheme_problem(finding, problem.place.file)
