"""A YAML file of named scenarios: under each name its settings, ``TABLE:KEY: value`` or ``scheme:PATH: value``."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from contracts.problem import Place, Problem, Refused
from pay_linkage.intake import shown
from pay_linkage.intake.regular_file import file_bytes
from pay_linkage.scenarios.setting import Setting, setting
from pay_linkage.schemes.document import Tree
from pay_linkage.schemes.strict_yaml import strict_yaml


def scenarios_file(path: Path) -> Mapping[str, tuple[Setting, ...]]:
    """Name → settings, in the order of the file, whose reader is the one of schemes: what YAML would read in silence is
    refused. Raises ``Refused`` with every problem.
    """
    data = file_bytes(path)
    if isinstance(data, Problem):
        raise Refused([data])
    document = strict_yaml(data, path.name)
    problems = list(document.problems)
    scenarios: dict[str, tuple[Setting, ...]] = {}
    for name, listed in document.tree.items():
        scenarios[shown(name)] = _settings(name, listed, path.name, document.lines.get((name,)), problems)
    if problems:
        raise Refused(problems)
    return scenarios


def _settings(name: str, listed: Tree, file: str, line: int | None, problems: list[Problem]) -> tuple[Setting, ...]:
    """The settings under a name; ``problems`` grows by those that are none."""
    if not isinstance(listed, dict) or not listed:
        problems.append(Problem("scenario_not_a_mapping", Place(file, row=line), key=shown(name)))
        return ()
    settings = []
    for target, value in listed.items():
        try:
            settings.append(setting(target, value, file))
        except Refused as refusal:
            problems += refusal.problems
    return tuple(settings)
