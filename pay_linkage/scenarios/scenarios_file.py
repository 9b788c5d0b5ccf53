"""A YAML file of named scenarios: under each name its settings, ``TABLE:KEY: value`` or ``scheme:PATH: value``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from contracts.problem import Place, Problem, Refused
from pay_linkage.confinement.plain_file import plain_bytes
from pay_linkage.intake import shown
from pay_linkage.scenarios.setting import Setting, setting
from pay_linkage.schemes.document import Document, Tree, in_words_of
from pay_linkage.schemes.strict_yaml import LARGEST_FILE, strict_yaml


def scenarios_file(path: Path) -> Mapping[str, tuple[Setting, ...]]:
    """Name → settings, in the order of the file, whose reader is the one of schemes: what YAML would read in silence is
    refused. Raises ``Refused`` with every problem.
    """
    document = _document(path)
    problems = [in_words_of("scenarios", problem) for problem in document.problems]
    scenarios: dict[str, tuple[Setting, ...]] = {}
    for name, listed in document.tree.items():
        scenarios[shown(name)] = _settings(name, listed, document, problems)
    if problems:
        raise Refused(problems)
    return scenarios


def _document(path: Path) -> Document:
    try:
        return strict_yaml(plain_bytes(path, LARGEST_FILE + 1), path.name)
    except (OSError, ValueError):
        raise Refused([Problem("scenarios_not_found", Place(shown(path.name)), value=shown(str(path)))]) from None
    except Refused as refusal:
        raise Refused([in_words_of("scenarios", problem) for problem in refusal.problems]) from None


def _settings(name: str, listed: Tree, document: Document, problems: list[Problem]) -> tuple[Setting, ...]:
    """The settings under a name; ``problems`` grows by those that are none."""
    if not isinstance(listed, dict) or not listed:
        place = Place(document.file, row=document.lines.get((name,)))
        problems.append(Problem("scenario_not_a_mapping", place, key=shown(name)))
        return ()
    settings = []
    for target, value in listed.items():
        try:
            settings.append(setting(target, value, document.file))
        except Refused as refusal:
            line = document.lines.get((name, target))
            problems += [replace(problem, place=replace(problem.place, row=line)) for problem in refusal.problems]
    return tuple(settings)
