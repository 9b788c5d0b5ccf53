"""Which value a setting has and where it comes from: the environment, else the settings file, else its default."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from contracts.problem import Place, Problem, Refused
from pay_linkage.settings.file import Found, found_in, unknown_keys
from pay_linkage.settings.masked_url import masked_url
from pay_linkage.settings.setting import SETTINGS, Setting, Value

FILE = "pay-linkage.toml"
"""The settings file in the working directory."""
VARIABLE = "PAY_LINKAGE_SETTINGS"
"""The variable that names another one."""

LANGUAGE = next(setting for setting in SETTINGS if setting.key == "language")

Origin = Literal["default", "file", "environment", "option"]


@dataclass(frozen=True, slots=True)
class Settled:
    """A setting's value and where it comes from; ``place`` is the file and line, or the variable."""

    setting: Setting
    value: Value
    origin: Origin
    place: Place | None = None

    @property
    def shown(self) -> str:
        """The value as it may be shown: without the password of a URL; empty where there is none."""
        return "" if self.value is None else masked_url(str(self.value))


def settled(key: str) -> Value:
    """The value of one setting here and now. Raises ``Refused`` with all that is wrong with the settings."""
    return next(one.value for one in told_settings(os.environ, Path.cwd()) if one.setting.key == key)


def told_language(environment: Mapping[str, str], folder: Path) -> Value:
    """The language that is set, where it is one, also where other settings are refused; else nothing."""
    try:
        file = _file(environment, folder)
        found = found_in(file) if file else {}
    except Refused:
        found = {}
    one = _settled(LANGUAGE, environment, found, folder)
    return one.value if LANGUAGE.kind.accepts(one.value) else None


def told_settings(environment: Mapping[str, str], folder: Path) -> list[Settled]:
    """Every setting, in order. Raises ``Refused`` with all unknown keys and wrong values."""
    file = _file(environment, folder)
    found = found_in(file) if file else {}
    problems = unknown_keys(found)
    told = []
    for setting in SETTINGS:
        one = _settled(setting, environment, found, folder)
        if one.origin != "default" and not setting.kind.accepts(one.value):
            problems.append(_refusal(one))
        told.append(one)
    if problems:
        raise Refused(problems)
    return told


def _file(environment: Mapping[str, str], folder: Path) -> Path | None:
    """The file that the environment names, which must be there, or the one in the folder, if it is."""
    named = environment.get(VARIABLE)
    if named:
        return folder / named
    file = folder / FILE
    return file if os.path.lexists(file) else None


def _settled(setting: Setting, environment: Mapping[str, str], found: Mapping[str, Found], folder: Path) -> Settled:
    if environment.get(setting.variable):
        value = setting.kind.read(environment[setting.variable])
        return Settled(setting, value, "environment", Place(setting.variable))  # type: ignore[arg-type]
    one = found.get(setting.key)
    if one is None:
        return Settled(setting, setting.default, "default")
    value = one.value
    if isinstance(value, str) and setting.is_path and setting.is_path(value) and one.file.parent != folder:
        value = str(one.file.parent / value)
    return Settled(setting, value, "file", one.place)  # type: ignore[arg-type]


def _refusal(one: Settled) -> Problem:
    kind, place = one.setting.kind, one.place or Place("?")
    found = f'"{one.shown}"' if isinstance(one.value, str) else one.shown
    return Problem(kind.code, place, key=one.setting.key, value=found, facts=kind.facts)
