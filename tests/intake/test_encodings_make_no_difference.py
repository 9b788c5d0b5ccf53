"""The same tables in every encoding come to the same inputs, results and payroll files, to the hash (promise 17)."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from pay_linkage import run_cycle
from tests.corrections.small_district import CYCLE, INDIRECT, SCHEME, TABLES

NAMES = ["𠮷野·㐂", "䶮〇", "ü€ḿǹ", "爨龘𪚥", "\ue5e5\ue000", "阿依古丽·买买提", "O’Brien", "联通"]
"""Rare characters: beyond the first plane, extensions A to C, four bytes in GB18030, of private use; and text that is
valid in two encodings. One name for each of the eight people, the last for the first unit too.
"""
ENCODINGS = ("utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le with mark", "utf-16-be with mark")
FORMS = (*((encoding, "\n") for encoding in ENCODINGS), ("utf-8-sig", "\r\n"), ("gb18030", "\r\n"))


def encoded(text: str, encoding: str) -> bytes:
    codec, marked, _ = encoding.partition(" with")
    return (("\ufeff" if marked else "") + text).encode(codec)


def telling_tables() -> dict[str, str]:
    people = TABLES["people"]
    for plain, telling in zip("甲乙丙丁戊己庚辛", NAMES, strict=True):
        people = people.replace(plain, telling)
    return TABLES | {"people": people, "units": TABLES["units"].replace("镇1", NAMES[-1])}


def hashes(folder: Path, files: dict[str, bytes]) -> dict[str, str]:
    """SHA-256 of every file of the run but those that say what it was made from, and of the page that shows its id."""
    (folder / "tables").mkdir(parents=True)
    (folder / "scheme.yaml").write_text(
        SCHEME.format(hold_harmless="false", mode="indirect", linkage=INDIRECT), "utf-8"
    )
    for name, data in files.items():
        (folder / "tables" / f"{name}.csv").write_bytes(data)
    run = run_cycle(folder / "scheme.yaml", folder / "tables", CYCLE, folder / "store")
    made = {str(file.relative_to(run)): file for file in sorted(run.rglob("*")) if file.is_file()}
    return {
        name: hashlib.sha256(file.read_bytes()).hexdigest()
        for name, file in made.items()
        if name not in {"manifest.json", "report.html"}
    }


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return hashes(tmp_path_factory.mktemp("utf-8"), {name: text.encode() for name, text in telling_tables().items()})


@pytest.mark.parametrize(("encoding", "end"), FORMS)
def test_inputs_and_results_have_the_same_hashes(
    encoding: str, end: str, expected: dict[str, str], tmp_path: Path
) -> None:
    tables = {name: encoded(text.replace("\n", end), encoding) for name, text in telling_tables().items()}
    found = hashes(tmp_path, tables)
    assert found == expected
    assert {"inputs/people.parquet", "tables/payroll.parquet", "payroll/payroll.csv"} <= set(found)
