"""The settings file: TOML, each value with the line that it stands on."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from contracts.problem import Place, Problem, Refused
from pay_linkage.confinement.plain_file import plain_bytes
from pay_linkage.settings.setting import SETTINGS

LARGEST_FILE = 1024 * 1024
"""Bytes; a longer one is none of settings."""
ASSIGNED = re.compile(r"""^\s*["']?([\w.-]+)["']?\s*=""")
TABLE = re.compile(r"^\s*\[\s*([\w.-]+)\s*\]")
AT_LINE = re.compile(r"at line (\d+)")


@dataclass(frozen=True, slots=True)
class Found:
    """A value that stands in a file, and its line."""

    value: object
    file: Path
    line: int | None

    @property
    def place(self) -> Place:
        """Where it stands."""
        return Place(str(self.file), row=self.line)


def found_in(file: Path) -> dict[str, Found]:
    """Every value of the file by its dotted key. Raises ``Refused`` where it cannot be read."""
    try:
        text = _text(file)
        read = tomllib.loads(text)
    except OSError as error:
        raise Refused([Problem("settings_file_unreadable", Place(str(file)), value=type(error).__name__)]) from None
    except (ValueError, RecursionError) as error:  # too long, not UTF-8, or not TOML
        at = AT_LINE.search(str(error))
        place = Place(str(file), row=int(at[1]) if at else None)
        raise Refused([Problem("settings_file_malformed", place)]) from None
    lines = _lines(text)
    return {key: Found(value, file, lines.get(key)) for key, value in _flat(read)}


def _text(file: Path) -> str:
    data = plain_bytes(file, LARGEST_FILE + 1)
    if len(data) > LARGEST_FILE:
        raise ValueError
    return data.decode("utf-8-sig")


def _flat(read: dict[str, object], above: str = "") -> Iterator[tuple[str, object]]:
    """Values by their dotted keys; what lies deeper than any setting, as one."""
    for key, value in read.items():
        if isinstance(value, dict) and value and not above:
            yield from _flat(value, f"{above}{key}.")
        else:
            yield f"{above}{key}", value


def _lines(text: str) -> dict[str, int]:
    """Dotted key → the first line that assigns it."""
    lines: dict[str, int] = {}
    table = ""
    for number, line in enumerate(text.splitlines(), start=1):
        if named := TABLE.match(line):
            table = f"{named[1]}."
        elif assigned := ASSIGNED.match(line):
            lines.setdefault(f"{table}{assigned[1]}", number)
    return lines


def unknown_keys(found: dict[str, Found]) -> list[Problem]:
    """Keys that are no setting's."""
    keys = [setting.key for setting in SETTINGS]
    facts = {"known": ", ".join(keys)}
    return [
        Problem("setting_unknown", one.place, key=key, facts=facts) for key, one in found.items() if key not in keys
    ]
