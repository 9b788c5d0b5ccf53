"""The words of scenarios, and the mark that everything of them carries."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from contracts.problem import Language
from pay_linkage.explanation.texts import Sentences
from pay_linkage.scenarios.comparison import WhatIf

SCENARIOS = Sentences(__package__)
IN_FILE_NAMES = "what-if"
MARKS = (IN_FILE_NAMES, "测算")


@dataclass(frozen=True, slots=True)
class Wording:
    """How a comparison is spoken of: ``what`` it and its base are (keys of texts), and each side's short name."""

    what: str
    base: str
    sides: tuple[str, ...]


def of_settings(what_if: WhatIf, lang: Language) -> Wording:
    """A run and numbered scenarios."""
    numbers = tuple(f"[{number}]" for number in range(1, len(what_if.scenarios) + 1))
    return Wording("what_of_settings", "base_run", (SCENARIOS.of("side_run", lang), *numbers))


def of_schemes(lang: Language) -> Wording:
    """Two schemes."""
    return Wording("what_of_schemes", "base_scheme", (SCENARIOS.of("side_a", lang), SCENARIOS.of("side_b", lang)))


def of_appeal(lang: Language) -> Wording:
    """A run, and the corrected one under both settings."""
    sides = tuple(SCENARIOS.of(key, lang) for key in ("side_run", "side_free", "side_held"))
    return Wording("what_of_appeal", "base_run", sides)


def marked_path(path: Path) -> Path:
    """The path with the mark in the file's name, so that nobody takes the file for a result.

    >>> marked_path(Path("out/moves.xlsx")), marked_path(Path("what-if.html"))
    (PosixPath('out/moves.what-if.xlsx'), PosixPath('what-if.html'))
    """
    if any(mark in path.stem for mark in MARKS):
        return path
    return path.with_name(f"{path.stem}.{IN_FILE_NAMES}{path.suffix}")
