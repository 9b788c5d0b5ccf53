"""What a scenario sets: a place, in the scheme or in an input table, and the value that is assumed there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from contracts.columns import COLUMNS
from contracts.problem import WITHHELD, Place, Problem, Refused
from pay_linkage.intake import column_of, shown, table_of
from pay_linkage.schemes import setting_value
from pay_linkage.schemes.document import Tree

COLON = re.compile("[:：]")
SCHEME = ("scheme", "方案")


@dataclass(frozen=True, slots=True)
class Setting:
    """``subject`` is ``scheme`` or an input table, ``place`` a path in the scheme or a row's key and column."""

    subject: str
    place: str
    value: Tree

    @property
    def of_scheme(self) -> bool:
        """Whether it sets a value of the scheme."""
        return self.subject in SCHEME

    @property
    def target(self) -> str:
        """The place as it was given."""
        return f"{self.subject}:{self.place}"

    @property
    def shown(self) -> str:
        """The setting as people may read it: a value of a person's column is withheld."""
        return shown(f"{self.target}={WITHHELD if self._personal else flow(self.value)}")

    @property
    def _personal(self) -> bool:
        table = None if self.of_scheme else table_of(self.subject)
        column = column_of(self.place.rpartition(".")[2], table) if table else None
        return column is not None and COLUMNS[column].personal


def typed_settings(texts: Iterable[str], file: str) -> tuple[Setting, ...]:
    """Settings as they are typed: ``scheme:PATH=VALUE``, ``TABLE:KEY=VALUE``; a value for the scheme is read as YAML.

    ``file`` is where problems say they stand. Raises ``Refused`` with every problem.
    """
    settings: list[Setting] = []
    problems: list[Problem] = []
    for text in texts:
        try:
            settings.append(_typed(text, file))
        except Refused as refusal:
            problems += refusal.problems
    if problems:
        raise Refused(problems)
    return tuple(settings)


def setting(target: str, value: Tree, file: str) -> Setting:
    """The setting of a value for a target. Raises ``Refused``."""
    parts = [part.strip() for part in COLON.split(target, maxsplit=1)]
    if len(parts) == 1 or not all(parts):
        raise _malformed(target, file)
    found = Setting(parts[0], parts[1], value)
    if not found.of_scheme and not isinstance(value, str):
        raise Refused([Problem("setting_not_text", Place(file, cell=shown(target)), key=shown(target))])
    return found


def flow(value: Tree) -> str:
    """A value on one line, as YAML writes lists and mappings there."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {flow(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(flow, value)) + "]"
    return value


def listed(settings: Sequence[Setting]) -> str:
    """The settings one after the other."""
    return "; ".join(one.shown for one in settings)


def _typed(text: str, file: str) -> Setting:
    target, equals, value = text.partition("=")
    if not equals:
        raise _malformed(text, file)
    found = setting(target, value, file)
    return Setting(found.subject, found.place, setting_value(value, found.place, file)) if found.of_scheme else found


def _malformed(text: str, file: str) -> Refused:
    """The refusal of a text that is no setting; nothing is told of what may be a value."""
    return Refused([Problem("setting_malformed", Place(file), value=shown(" ".join(text.split()[:1])))])
