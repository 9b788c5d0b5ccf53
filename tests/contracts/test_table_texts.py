"""Every problem of the tables and of admission has its texts, in both languages, with the same blanks."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files
from pathlib import Path
from string import Formatter

import pytest

import contracts
from contracts.relations import OF_UNKNOWN_UNIT
from contracts.row_rules import TWICE, key_rule
from contracts.tables import INPUT_TABLES, RESULT_TABLES
from pay_linkage import admission

ROOMS = {"tables": (contracts,), "admission": (admission,)}


def texts(room: str) -> dict[str, dict[str, dict[str, str]]]:
    return tomllib.loads(files("contracts").joinpath("texts", f"{room}.toml").read_text(encoding="utf-8"))


def source(*packages: object) -> str:
    folders = [Path(str(package.__file__)).parent for package in packages]
    return "\n".join(file.read_text(encoding="utf-8") for folder in folders for file in folder.rglob("*.py"))


ENTRIES = [(room, code) for room in ROOMS for code in texts(room)]


@pytest.mark.parametrize(("room", "code"), ENTRIES)
def test_a_text_says_what_is_wrong_what_was_expected_and_how_to_mend_it(room, code) -> None:
    entry = texts(room)[code]
    assert set(entry) == {"what", "expected", "mend"}
    for part in entry.values():
        assert set(part) == {"en", "zh"}
        assert re.search(r"[\u4e00-\u9fff]", part["zh"])
        assert not re.search(r"[\u4e00-\u9fff]", part["en"])
        blanks = [{name for _, name, _, _ in Formatter().parse(part[lang]) if name} for lang in ("en", "zh")]
        assert blanks[0] == blanks[1]


@pytest.mark.parametrize(("room", "code"), ENTRIES)
def test_no_text_is_left_over(room, code) -> None:
    prefixed = code.startswith(("grade_cap_", "grade_fixed_")) and code.endswith(("_unknown", "_without_quotas"))
    assert prefixed or f'"{code}"' in source(*ROOMS[room])


def test_every_code_of_the_tables_has_a_text() -> None:
    rules = {rule.problem for table in (*INPUT_TABLES.values(), *RESULT_TABLES.values()) for rule in table.rules}
    keys = {key_rule(table).problem for table in (*INPUT_TABLES.values(), *RESULT_TABLES.values())}
    assert rules | keys | set(TWICE.values()) | set(OF_UNKNOWN_UNIT.values()) <= set(texts("tables"))


def test_no_code_has_two_texts() -> None:
    assert not set(texts("tables")) & set(texts("admission"))
