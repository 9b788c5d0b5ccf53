"""Whatever slips into a file that a user writes, it is read, or refused in words: never a failure (promise 14).

USER_FILE_SLIPS slipped files of each kind, from USER_FILE_SEED on.
"""

from __future__ import annotations

import os
from pathlib import Path
from random import Random

import pytest

from contracts.problem import LANGUAGES, Refused
from pay_linkage.settings import FILE, told_settings
from tests.user_files.kinds import KINDS, Kind
from tests.user_files.test_settings_traps import SOUND

SLIPS = int(os.environ.get("USER_FILE_SLIPS", "60"))
SEED = int(os.environ.get("USER_FILE_SEED", "20181231"))
SIGNS = (
    *"{}[]:,-\"'#&*!|>%@`\t\n ax0.~?=<_\\/\u3000\u202e\ufeff\0é¾1",
    *("{id}", "null", "true", "[[]]", "- ", "  ", "!!x", "99999999999", "-1", "0.5", "''", "s3://", "postgresql://"),
    *("../", "a.b", "scheme:", "方案:", "people:", "<<: {a: b}", "&a", "*a", "%YAML 9.9", "---", "..."),
)


def _sign(rng: Random, text: str) -> str:
    at = rng.randrange(len(text) + 1)
    return text[:at] + rng.choice(SIGNS) + text[at + rng.choice((0, 0, 1, 2, 5)) :]


def _gap(rng: Random, text: str) -> str:
    at = rng.randrange(len(text) + 1)
    return text[:at] + text[at + rng.randrange(1, 20) :]


def _moved_line(rng: Random, text: str) -> str:
    lines = text.splitlines(keepends=True) or ["\n"]
    at = rng.randrange(len(lines))
    line = lines[at] if rng.random() < 0.5 else lines.pop(at)
    lines.insert(rng.randrange(len(lines) + 1), line)
    return "".join(lines)


def _other_value(rng: Random, text: str) -> str:
    lines = text.splitlines(keepends=True) or ["\n"]
    at = rng.randrange(len(lines))
    key, colon, _ = lines[at].partition(": ")
    lines[at] = f"{key}{colon}{rng.choice(SIGNS)}\n"
    return "".join(lines)


def slipped(rng: Random, text: str) -> str:
    """The text with one to three slips."""
    for _ in range(rng.choice((1, 1, 2, 3))):
        text = rng.choice((_sign, _sign, _gap, _moved_line, _other_value))(rng, text)
    return text


FILES = {**KINDS, "settings": Kind(SOUND, lambda path: told_settings({}, path.parent), "", "", name=FILE)}


@pytest.mark.parametrize("name", FILES)
def test_a_slip_ends_in_a_file_that_is_read_or_in_words(name: str, tmp_path: Path) -> None:
    kind, rng = FILES[name], Random(f"{SEED} {name}")
    path = tmp_path / kind.name
    ends = {"read": 0, "refused": 0}
    for _ in range(SLIPS):
        path.write_bytes(slipped(rng, kind.sound).encode("utf-8", "surrogatepass"))
        try:
            kind.read(path)
            ends["read"] += 1
        except Refused as refusal:
            ends["refused"] += 1
            for problem in refusal.problems:
                assert all(problem.text(part, lang) for part in ("what", "expected", "mend") for lang in LANGUAGES)
    assert min(ends.values()) > 0, "the slips are neither all too small nor all too large"
