"""``python -m benchmarks``: the engine beside its peers on the same large samples, a rerun of one appeal, and start-up;
writes benchmarks/RESULTS.md and a chart.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import polars as pl

from benchmarks.measuring import Measure, median, once, pay_linkage
from benchmarks.results import write_results

HERE = Path(__file__).parent
PEERS = ("duckdb_query", "polars_float", "pandas_float", "floor")
ENGINE, RERUN = "pay-linkage", "rerun"
SAMPLE = HERE.parent / "sample_data" / "dinghai_2018"


def command(name: str, sample: Path, scratch: Path) -> list[str]:
    """The command line that runs a program over a sample; the rerun is of the run that the engine made before."""
    if name == ENGINE:
        asked = ("--scheme", str(sample / "scheme.yaml"), "--inputs", str(sample), "--cycle", "2018")
        return pay_linkage("run", "--direct", *asked, "--store", str(scratch / ENGINE))
    if name == RERUN:
        (run,) = (path.name for path in (scratch / ENGINE / "runs").iterdir())
        asked = ("--corrections", str(one_appeal(sample, scratch)), "--reason", "appeal", "--by", "committee")
        return pay_linkage("rerun", run, *asked, "--store", str(scratch / ENGINE))
    return [sys.executable, str(HERE / "peers" / f"{name}.py"), str(sample), str(scratch / name)]


def one_appeal(sample: Path, folder: Path) -> Path:
    """A corrections file: one person's score becomes another one."""
    (file,) = sample.glob("people.*")
    people = pl.scan_csv(file, infer_schema=False) if file.suffix == ".csv" else pl.scan_parquet(file)
    graded = people.filter(pl.col("graded").cast(pl.String) == "yes").select(
        pl.col("person_id", "score").cast(pl.String)
    )
    person, score = graded.head(1).collect().row(0)
    new = "90.00" if score != "90.00" else "91.00"
    appeal = folder / "appeal.csv"
    appeal.write_text(
        "table,key,action,column,old_value,new_value,reason,appeal_reference,decided_on,decided_by\n"
        f"people,{person},change,score,{score},{new},recount,A-1,2019-01-10,committee\n",
        encoding="utf-8",
    )
    return appeal


def start_up(times: int, store: Path) -> dict[str, Measure]:
    """What a user waits for at least: the commands on the sample of 3,000 people, all files written; medians."""
    asked = ("--scheme", "dinghai-2018-indirect", "--inputs", str(SAMPLE), "--cycle", "2018")
    found: dict[str, list[Measure]] = {"--help": [], "check": [], "run --direct": []}
    for _ in range(times):
        found["--help"].append(once(pay_linkage("--help")))
        found["check"].append(once(pay_linkage("check", *asked)))
        found["run --direct"].append(once(pay_linkage("run", "--direct", *asked, "--store", str(store))))
        shutil.rmtree(store)
    return {name: median(measures) for name, measures in found.items()}


def measured(sample: Path, times: int, scratch: Path) -> dict[str, Measure]:
    """Every program on one sample, in turn, ``times`` times; medians."""
    found: dict[str, list[Measure]] = {name: [] for name in (ENGINE, RERUN, *PEERS)}
    for _ in range(times):
        scratch.mkdir()
        for name, measures in found.items():
            measures.append(once(command(name, sample, scratch)))
        shutil.rmtree(scratch)
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
        started = start_up(wanted.times, Path(folder) / "store")
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
    write_results(found, started, HERE, wanted.times, wanted.format)


if __name__ == "__main__":
    main()
