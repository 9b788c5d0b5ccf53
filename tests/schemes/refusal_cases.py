"""The refusals written down in ``refusals/``: what is changed in the sound scheme, and what is found.

A case has ``set`` (dotted key → value) and ``drop`` (dotted keys), ``code``, and ``key``, by default the changed one.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from sound_scheme import SOUND

FOLDER = Path(__file__).parent / "refusals"


@dataclass(frozen=True)
class RefusalCase:
    """One slip, and how it must be refused."""

    refused: str
    code: str
    set: dict[str, Any] = field(default_factory=dict)
    drop: tuple[str, ...] = ()
    key: str | None = None

    @property
    def expected_key(self) -> str:
        """The key that the message names."""
        return self.key or (*self.set, *self.drop)[0]

    def text(self) -> str:
        """The sound scheme with the slip in it."""
        tree = yaml.load(SOUND, yaml.BaseLoader)  # noqa: S506  (nothing but texts, mappings and lists)
        for path in self.drop:
            parent, key = _parent(tree, path)
            del parent[key]
        for path, value in self.set.items():
            parent, key = _parent(tree, path)
            parent[key] = value
        return yaml.safe_dump(tree, allow_unicode=True, sort_keys=False)


def _parent(tree: dict[str, Any], path: str) -> tuple[dict[str, Any], str]:
    *steps, key = path.split(".")
    for step in steps:
        tree = tree[step]
    return tree, key


def refusal_cases() -> list[RefusalCase]:
    """Every case, file by file."""
    found = []
    for file in sorted(FOLDER.glob("*.yaml")):
        for case in yaml.load(file.read_text("utf-8"), yaml.BaseLoader):  # noqa: S506  (as above)
            drop = case.pop("drop", [])
            found.append(RefusalCase(drop=tuple([drop] if isinstance(drop, str) else drop), **case))
    return found


def both(one: RefusalCase, other: RefusalCase) -> RefusalCase | None:
    """Two slips in one scheme; None where they speak of the same place."""
    if any(_within(here, there) for here in _places(one) for there in _places(other)):
        return None
    slips = f"{one.refused}, and {other.refused}"
    return RefusalCase(slips, one.code, {**one.set, **other.set}, (*one.drop, *other.drop))


def _places(case: RefusalCase) -> tuple[str, ...]:
    return (*case.set, *case.drop, case.expected_key)


def _within(one: str, other: str) -> bool:
    return f"{one}.".startswith(f"{other}.") or f"{other}.".startswith(f"{one}.")
