"""``python -m benchmarks``: the engine beside its peers on the same large samples; writes benchmarks/RESULTS.md and
a chart.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.measuring import Measure, median, once
from benchmarks.results import write_results

HERE = Path(__file__).parent
PEERS = ("duckdb_query", "polars_float", "pandas_float", "floor")
ENGINE = "pay-linkage"
PROGRAM = "from pay_linkage.cli import main; main()"


def command(name: str, sample: Path, out: Path) -> list[str]:
    """The command line that runs a program over a sample."""
    if name != ENGINE:
        return [sys.executable, str(HERE / "peers" / f"{name}.py"), str(sample), str(out)]
    wanted = ["run", "--direct", "--scheme", str(sample / "scheme.yaml"), "--inputs", str(sample), "--cycle", "2018"]
    return [sys.executable, "-c", PROGRAM, *wanted, "--store", str(out)]


def measured(sample: Path, times: int, scratch: Path) -> dict[str, Measure]:
    """Every program on one sample, in turn, ``times`` times; medians."""
    found: dict[str, list[Measure]] = {name: [] for name in (ENGINE, *PEERS)}
    for _ in range(times):
        for name, measures in found.items():
            out = scratch / name
            measures.append(once(command(name, sample, out)))
            shutil.rmtree(out)
    return {name: median(measures) for name, measures in found.items()}


def main(arguments: Sequence[str] | None = None) -> None:
    """Make the samples, measure, write the results."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--times", type=int, default=3)
    parser.add_argument("--format", choices=("csv", "parquet"), default="csv")
    wanted = parser.parse_args(arguments)
    found: dict[int, dict[str, Measure]] = {}
    with tempfile.TemporaryDirectory(prefix="pay-linkage-bench-") as folder:
        for people in wanted.people:
            sample = Path(folder) / f"sample-{people}"
            make = [
                "-m",
                "sample_data.district",
                "--people",
                str(people),
                "--out",
                str(sample),
                "--format",
                wanted.format,
            ]
            subprocess.run([sys.executable, *make], check=True, stdout=subprocess.DEVNULL)
            found[people] = measured(sample, wanted.times, Path(folder) / "out")
            shutil.rmtree(sample)
            for name, one in found[people].items():
                print(f"{people:>10,} {name:14} {one.wall:8.2f} s {one.cpu:8.2f} s CPU {one.megabytes:8.0f} MB")
    write_results(found, HERE, wanted.times, wanted.format)


if __name__ == "__main__":
    main()
