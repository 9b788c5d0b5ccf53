"""Every code that the ledger uses has its sentences in both languages, and no sentence is left over."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files
from pathlib import Path

import pay_linkage.ledger
from contracts.problem import LANGUAGES, Place, Problem
from pay_linkage.runs.failure import StoreFailure

ROOM = Path(pay_linkage.ledger.__file__).parent
CODE = re.compile(r'"((?:guard|ledger|approval|approver|publication|entitlement|verify)_[a-z_]+)"')
NO_CODES = {"approval_in_force", "approver_added", "approver_retired", "entitlement_cents", "ledger_version",
            "publication_frames", "publication_lines", "publication_of"}  # fmt: skip
"""Strings of that shape that are names of columns, tables, functions and events."""


def texts() -> dict[str, dict[str, dict[str, str]]]:
    return tomllib.loads(files("contracts").joinpath("texts/ledger.toml").read_text(encoding="utf-8"))


def test_codes_and_texts_are_the_same_set() -> None:
    sources = [path.read_text(encoding="utf-8") for path in [*ROOM.rglob("*.py"), *ROOM.rglob("*.toml")]]
    used = {code for source in sources for code in CODE.findall(source)} - NO_CODES
    assert used == set(texts())


def test_every_text_stands_in_both_languages_and_needs_only_what_is_known() -> None:
    known = {"ledger", "cause", "name", "version", "tables", "rows", "shortest", "minutes", "published", "expected",
             "people", "count", "path", "who", "purpose", "pid", "host", "since"}  # fmt: skip
    for code in texts():
        problem = Problem(code, Place("x"), table="t", key="k", value="v", facts=dict.fromkeys(known, "f"))
        for lang in LANGUAGES:
            told = problem.as_record(lang)
            assert all(str(told[part]).strip() for part in ("what", "expected", "mend"))
            assert re.search("[一-鿿]", str(told["what"])) is not None or lang == "en"


def test_failures_have_the_exit_status_of_the_stores() -> None:
    assert pay_linkage.ledger.LedgerFailure.exit_status == StoreFailure.exit_status == 3
