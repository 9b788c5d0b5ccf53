"""Every command over one year with an appeal, done and refused: people's data gets only into the files of the list
(promise 19), and nobody else can open what is written (promise 20).
"""

from __future__ import annotations

import re
import sqlite3
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl
import pytest
from canaries import CYCLE, ID_NUMBER, NAME, secrets_in
from canaries import PAY as AMOUNT
from canary_shell import EVERYTHING, MAY_HOLD, PAY, REFUSED, UNUSABLE, Shell, is_of, kind_of
from gone_files import watched
from year import DONE_ROWS, ORDER, REFUSED_ROWS, Row, commands, hand_in, leaves, places

from pay_linkage.layouts import builtin_layouts

ROOT = Path(__file__).resolve().parents[2]
DOCUMENT = ROOT / "docs" / "personal-data.md"
SERVED = {"serve": "tests/flows/test_schedule.py"}
"""Commands that do not end by themselves → where they are searched while they are at work."""


CHECKED = "out/checked*.xlsx"
"""The one of the list's files that only a refusal leaves."""


@dataclass
class Seen:
    """What of people each file held at any time."""

    kinds: dict[str, set[str]] = field(default_factory=dict)

    def look(self, shell: Shell) -> None:
        """Take in what the files hold now."""
        for file, secrets in shell.secrets().items():
            self.kinds.setdefault(file, set()).update(map(kind_of, secrets))

    def held(self) -> dict[str, set[str]]:
        """What was found in the files of each pattern of the list; a file under a name of its own counts there only."""
        own = [file for file in MAY_HOLD if "*" not in file]
        return {
            pattern: set().union(
                *(
                    kinds
                    for file, kinds in self.kinds.items()
                    if is_of(file, pattern) and (file not in own or file == pattern)
                )
            )
            for pattern in MAY_HOLD
        }


def ended(shell: Shell, row: Row, ends: tuple[int, ...] = ()) -> None:
    """The row's command ends as it should, or in one of these ways."""
    status, said = shell(*row.typed(places(shell)), shows=row.shows)
    assert status in (ends or row.ends), (row.words, said[-1000:])


@pytest.mark.timeout(900)
def test_a_year_with_an_appeal_names_nobody(shell: Shell) -> None:
    hand_in(shell.root / "inputs")
    seen = Seen()
    for row in DONE_ROWS:
        ended(shell, row)
        seen.look(shell)
    assert seen.held() == {**MAY_HOLD, CHECKED: set()}, "the list says too much, or the year too little"
    paid = {kind_of(secret) for secret in shell.secrets()["store/ledger.sqlite3"]}
    assert paid == {PAY}, "of forgotten people the ledger holds what was paid"
    left = [file for file in shell.secrets() if file.startswith(("store/runs/", "districts/sound/store/runs/"))]
    kept = [file for file in left if file.startswith("store/") and not file.endswith("/report.html")]
    assert kept == [], "nothing is left of forgotten people"
    assert any(file.startswith("districts/") for file in left), "the search finds what is there"


@pytest.mark.parametrize("shell", [0o022], indirect=True, ids=["umask 022"])
def test_what_is_refused_names_nobody(shell: Shell) -> None:
    hand_in(shell.root / "inputs")
    ended(shell, Row(f"run --direct {ORDER} --inputs {{in}}/district"))
    seen = Seen()
    for row in REFUSED_ROWS:
        ended(shell, row, (REFUSED, UNUSABLE))
        seen.look(shell)
    assert seen.held()[CHECKED] == MAY_HOLD[CHECKED]


def test_every_command_is_among_those_that_are_searched_done_and_refused() -> None:
    assert commands(DONE_ROWS) | set(SERVED) == set(leaves())
    assert commands(REFUSED_ROWS) == set(leaves())
    assert all("nobody_in(" in (ROOT / file).read_text("utf-8") for file in SERVED.values())
    told = " ".join(row.words for row in DONE_ROWS)
    assert [name for name in builtin_layouts() if f"--layout {name}" not in told] == []


def test_a_damaged_store_names_nobody(shell: Shell) -> None:
    hand_in(shell.root / "inputs")
    ended(shell, Row(f"run --direct {ORDER} --inputs {{in}}/district"))
    people = shell.root / "store" / "runs" / places(shell)["run"] / "inputs" / "people.parquet"
    people.write_bytes(people.read_bytes()[:-7])
    for words in (
        "margins {run}",
        "explain {run} 000001",
        "fairness {run}",
        f"what-if {{run}} --set people:000002.base_pay={AMOUNT}",
        "statements {run} --out {out}/statements",
        "gate {run}",
        "verify",
    ):
        ended(shell, Row(words), (REFUSED, UNUSABLE))


def test_the_document_lists_the_files_that_the_tests_allow() -> None:
    rows = re.findall(r"^\| `([^`]+)` \|.*\| ([^|]+) \|$", DOCUMENT.read_text("utf-8"), re.MULTILINE)
    told = {file: EVERYTHING if kinds == "everything" else set(kinds.split(", ")) for file, kinds in rows}
    assert len(rows) == len(told)
    assert told == MAY_HOLD


def test_a_canary_is_found_wherever_it_hides(tmp_path: Path) -> None:
    assert secrets_in(f"x{NAME}".encode("gb18030")) == {NAME}
    assert secrets_in(b"&#19969;&#26691;&#33457;") == {NAME}
    pl.DataFrame({"a": [NAME] * 1000}).write_parquet(tmp_path / "a.parquet", compression="zstd")
    assert secrets_in((tmp_path / "a.parquet").read_bytes()) == {NAME}
    with sqlite3.connect(tmp_path / "a.sqlite") as base:
        base.execute("pragma journal_mode = wal")
        base.execute("create table a (b)")
        base.execute("insert into a values (7733119)")
    base.close()
    assert secrets_in((tmp_path / "a.sqlite").read_bytes()) == {"7733119", "77331"}
    assert ID_NUMBER not in CYCLE


def test_a_file_that_others_could_open_is_seen_even_when_it_is_gone(tmp_path: Path) -> None:
    with watched(tmp_path) as gone:
        (tmp_path / "a").touch()
        (tmp_path / "a").chmod(0o644)  # whatever umask an earlier test left
        (tmp_path / "a").rename(tmp_path / "b")
        (tmp_path / "c").touch(0o600)
        (tmp_path / "c").unlink()
    assert list(gone) == ["a"]
