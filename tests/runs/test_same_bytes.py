"""The same inputs give the same bytes on any machine (promise 3)."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from small_run import small_run
from whole_or_none import file_hashes

from pay_linkage.runs import Made, Step, Store

PROGRAM = """
import hashlib, sys, polars as pl
from pathlib import Path
from small_run import small_run
from whole_or_none import file_hashes
from pay_linkage.runs import Store
from pay_linkage.runs.tables import cells_sha256, parquet_bytes
large = pl.select(n=pl.int_range(300_000)).with_columns(
    pl.concat_str(pl.lit("P"), (pl.col("n") * 7919 % 300_000).cast(pl.String)).alias("person_id"),
    (pl.col("n") * 31 % 100_003).cast(pl.Decimal(38, 2)).alias("amount"),
)
parts = pl.concat([large[:1000], large[1000:]], rechunk=False)
print(hashlib.sha256(parquet_bytes(parts)).hexdigest(), cells_sha256(parts))
print(sorted(file_hashes(Store(sys.argv[1]).write(small_run())).items()))
"""
PLACES = (
    {"POLARS_MAX_THREADS": "1", "TZ": "Asia/Shanghai", "LC_ALL": "C", "PYTHONHASHSEED": "1"},
    {"POLARS_MAX_THREADS": "2", "TZ": "America/St_Johns", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "2"},
    {"POLARS_MAX_THREADS": "7", "TZ": "UTC", "LANG": "zh_CN.UTF-8", "PYTHONHASHSEED": "0", "TMPDIR": "/var/tmp"},  # noqa: S108
)


def test_threads_zones_locales_and_hash_seeds_change_no_byte(tmp_path: Path) -> None:
    outputs = set()
    for number, place in enumerate(PLACES):
        command = [sys.executable, "-c", PROGRAM, str(tmp_path / str(number))]
        surroundings = {**os.environ, **place, "PYTHONPATH": str(Path(__file__).parent)}
        done = subprocess.run(command, env=surroundings, capture_output=True, text=True, check=True)
        outputs.add(done.stdout)
    assert len(outputs) == 1


def test_only_made_differs_between_two_runs_of_the_same_inputs(tmp_path: Path) -> None:
    later = Made(
        at=datetime(2026, 1, 2, tzinfo=UTC), by="x", why="again", steps=(Step(step="write", seconds=0.25, rows=2),)
    )
    first = Store(tmp_path / "a").write(small_run())
    second = Store(tmp_path / "b").write(small_run(made=later))
    hashes, again = file_hashes(first), file_hashes(second)
    assert hashes.pop("manifest.json") != again.pop("manifest.json")
    assert hashes == again
    manifests = [Store(tmp_path / name).open("2018").manifest for name in "ab"]
    assert manifests[0].content_hash == manifests[1].content_hash
    assert manifests[0].model_copy(update={"made": later}) == manifests[1]


def test_a_run_written_again_is_found_untouched(tmp_path: Path) -> None:
    store = Store(tmp_path)
    first = store.write(small_run())
    before = {path: (path.stat().st_mtime_ns, path.stat().st_ino) for path in first.rglob("*")}
    again = store.write(small_run(made=Made(at=datetime.now(UTC), by="somebody else")))
    assert again == first
    assert {path: (path.stat().st_mtime_ns, path.stat().st_ino) for path in first.rglob("*")} == before
    assert [manifest.made.by for manifest in store.runs()] == ["定海 HR"]
