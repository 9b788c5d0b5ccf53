"""The random cases are what a comparison needs: repeatable, mostly valid, and bad where they say so."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from .calculator import Refused, calculate
from .case_files import read_case
from .generator import damage, write_case

SEEDS = range(60)


def _refusal(folder: Path) -> Refused | None:
    try:
        calculate(folder)
    except Refused as refused:
        return refused
    return None


def _texts(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text("utf-8") for path in sorted(folder.iterdir())}


def test_the_same_seed_writes_the_same_case(tmp_path: Path) -> None:
    for seed in range(5):
        write_case(seed, tmp_path / f"{seed}")
        write_case(seed, tmp_path / f"{seed} again")
        assert _texts(tmp_path / f"{seed}") == _texts(tmp_path / f"{seed} again")


def test_most_cases_are_valid_and_some_are_not(tmp_path: Path) -> None:
    for seed in SEEDS:
        write_case(seed, tmp_path / f"{seed}")
    valid = sum(_refusal(tmp_path / f"{seed}") is None for seed in SEEDS)
    assert 40 <= valid < len(SEEDS)


def test_a_damaged_case_is_refused_for_its_damage(tmp_path: Path) -> None:
    for seed in SEEDS:
        folder = tmp_path / f"{seed}"
        write_case(seed, folder)
        if _refusal(folder) is not None:
            continue
        damaged = damage(folder, seed)
        refusal = _refusal(folder)
        assert refusal is not None, damaged
        assert refusal.table == damaged.table, damaged
        assert damaged.column in (None, refusal.column), damaged
        assert (refusal.key or "").startswith(damaged.key or ""), damaged


def test_a_case_read_back_writes_the_same_texts(tmp_path: Path) -> None:
    write_case(1, tmp_path / "case")
    read_case(tmp_path / "case").write(tmp_path / "copy")
    assert _texts(tmp_path / "case") == _texts(tmp_path / "copy")


def test_a_case_knows_no_time_zone_and_no_hash_seed(tmp_path: Path) -> None:
    write_case(7, tmp_path / "here")
    code = (
        "import sys, pathlib; from second_opinion.generator import write_case; write_case(7, pathlib.Path(sys.argv[1]))"
    )
    environment = {"PYTHONHASHSEED": "4711", "TZ": "Pacific/Kiritimati", "PYTHONPATH": str(Path(__file__).parents[1])}
    subprocess.run([sys.executable, "-c", code, str(tmp_path / "there")], env=environment, check=True)
    assert _texts(tmp_path / "here") == _texts(tmp_path / "there")
