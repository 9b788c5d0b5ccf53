"""Product and calculator side by side on random cases: ``python -m tests.second_opinion.differential --cases 9``."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from contracts.problem import Refused

from . import calculator, compare, generator
from .product import product_tables

Outcome = tuple[int, str, list[str]]


def outcome(seed: int) -> Outcome:
    """Seed, ``agreed``, ``refused`` (by both) or ``differs``, and the differences."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        generator.write_case(seed, folder)
        return seed, *_compared(folder)


def _compared(folder: Path) -> tuple[str, list[str]]:
    try:
        expected = calculator.calculate(folder)
    except calculator.Refused as refusal:
        return _refused_too(folder, str(refusal))
    try:
        actual = product_tables(folder)
    except Refused as refusal:
        codes = [(p.code, p.table, p.column, p.key) for p in refusal.problems[:3]]
        return "differs", [f"only the product refuses: {codes}"]
    found = compare.mismatches(expected, actual)
    return ("differs", found) if found else ("agreed", [])


def _refused_too(folder: Path, reason: str) -> tuple[str, list[str]]:
    try:
        product_tables(folder)
    except Refused:
        return "refused", []
    return "differs", [f"only the calculator refuses: {reason}"]


def main() -> int:
    """Run ``--cases`` seeds from ``--first`` on and print how many agreed; exit status 1 where any differs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=10_000)
    parser.add_argument("--first", type=int, default=1)
    wanted = parser.parse_args()
    start, counts = time.perf_counter(), Counter[str]()
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        seeds = range(wanted.first, wanted.first + wanted.cases)
        for done, (seed, kind, differences) in enumerate(pool.map(outcome, seeds, chunksize=8), start=1):
            counts[kind] += 1
            for difference in differences[:5]:
                print(f"seed {seed}: {difference}")
            if done % 500 == 0:
                print(f"{done} cases, {time.perf_counter() - start:.0f} s: {dict(counts)}", file=sys.stderr)
    print(f"{wanted.cases} cases from seed {wanted.first} in {time.perf_counter() - start:.0f} s: {dict(counts)}")
    return 1 if counts["differs"] else 0


if __name__ == "__main__":
    sys.exit(main())
