"""Make a large district of any size: ``python -m sample_data.district --people 1000000 --out DIR``.

A hundred people a unit, in the shape of ``dinghai-2018-indirect``, with a scheme file of its own beside the tables. The
same seed gives the same bytes. People are made and written a slice at a time.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from pathlib import Path

import polars as pl

from contracts.tables import INPUT_TABLES
from sample_data.large import points, units
from sample_data.large.people import CYCLE, PER_UNIT, assignments, people, unit_pay
from sample_data.large.scheme import scheme_text

SLICE = 500_000
"""So many people are made at a time."""
FORMATS = ("csv", "parquet")


def write_district(people_count: int, folder: Path, seed: int = CYCLE, file_format: str = "csv") -> None:
    """Write all tables and ``scheme.yaml`` into ``folder``; tables of an earlier time are removed."""
    folder.mkdir(parents=True, exist_ok=True)
    for table in INPUT_TABLES:
        for ending in FORMATS:
            (folder / f"{table}.{ending}").unlink(missing_ok=True)
    unit_count = -(-people_count // PER_UNIT)
    listed = units.unit_numbers(unit_count)
    for table, frames in _tables(listed, people_count, seed).items():
        _write(frames, folder / f"{table}.{file_format}")
    counts = dict(listed["category"].value_counts().iter_rows())
    (folder / "scheme.yaml").write_text(scheme_text(counts), "utf-8")


def _tables(listed: pl.DataFrame, people_count: int, seed: int) -> dict[str, Iterable[pl.DataFrame]]:
    """Table name → its frames, one after the other."""
    paid = pl.concat(unit_pay(numbers, seed) for numbers in _slices(people_count))
    return {
        "units": [units.unit_rows(listed)],
        "component_scores": [units.component_scores(listed, seed)],
        "ratings": [units.ratings(listed, seed)],
        "ballots": [units.ballots(listed, seed)],
        "events": [points.events(listed, seed, CYCLE)],
        "contests": [points.contests(listed, seed)],
        "pools": [points.pools(listed, paid)],
        "people": (people(numbers, seed) for numbers in _slices(people_count)),
        "assignments": (assignments(numbers, listed.height, seed) for numbers in _slices(people_count)),
    }


def _slices(people_count: int) -> Iterator[pl.DataFrame]:
    """The people's numbers from 0, whole units at a time."""
    for start in range(0, people_count, SLICE):
        stop = min(start + SLICE, people_count)
        yield pl.select(number=pl.int_range(start, stop, dtype=pl.Int64))


def _write(frames: Iterable[pl.DataFrame], path: Path) -> None:
    if path.suffix == ".parquet":
        pl.concat(frames).write_parquet(path)
        return
    with path.open("wb") as file:
        for place, frame in enumerate(frames):
            frame.write_csv(file, include_header=place == 0)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m sample_data.district", description=__doc__)
    parser.add_argument("--people", type=_count, required=True, help="how many people / 人数")
    parser.add_argument("--out", type=Path, required=True, help="folder to write / 输出文件夹")
    parser.add_argument("--seed", type=int, default=CYCLE, help="another seed, another district / 随机种子")
    parser.add_argument("--format", choices=FORMATS, default="csv", help="file format / 文件格式")
    chosen = parser.parse_args()
    write_district(chosen.people, chosen.out, chosen.seed, chosen.format)
    print(f"{chosen.people:,} people, cycle {CYCLE}: {chosen.out} (scheme: {chosen.out / 'scheme.yaml'})")


def _count(text: str) -> int:
    count = int(text)
    if count < 1:
        raise argparse.ArgumentTypeError("1 or more / 至少为 1")
    return count


if __name__ == "__main__":
    main()
