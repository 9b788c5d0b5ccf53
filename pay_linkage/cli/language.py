"""The language of what the command line shows: ``--lang``, else the setting ``language``, else the system's locale."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from contracts.problem import COLON, LANGUAGES, Language
from pay_linkage.settings import told_language


class _Chosen:
    """The language of this process, set once when the command line starts."""

    language: Language = "en"


def choose(arguments: Sequence[str], environment: Mapping[str, str]) -> None:
    """Set the language from the arguments and the environment, before any command's help is built."""
    _Chosen.language = _asked(arguments) or _configured(environment)


def current() -> Language:
    """The language in which this process speaks."""
    return _Chosen.language


def said(en: str, zh: str) -> str:
    """The one of two texts that is in the chosen language."""
    return zh if _Chosen.language == "zh" else en


def colon() -> str:
    """The colon of the chosen language, with its blank where one follows."""
    return COLON[current()]


def _asked(arguments: Sequence[str]) -> Language | None:
    for at, argument in enumerate(arguments):
        value = argument.removeprefix("--lang=") if argument.startswith("--lang=") else None
        if argument == "--lang" and at + 1 < len(arguments):
            value = arguments[at + 1]
        for language in LANGUAGES:
            if value == language:
                return language
    return None


def _configured(environment: Mapping[str, str]) -> Language:
    names = ("LC_ALL", "LC_MESSAGES", "LANG")
    of_system = next((environment[name] for name in names if environment.get(name)), "")
    value = told_language(environment, Path.cwd()) or of_system
    return "zh" if str(value).lower().startswith("zh") else "en"
