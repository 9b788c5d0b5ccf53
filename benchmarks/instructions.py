"""``python -m benchmarks.instructions``: how many instructions each kernel takes, beside how many it took.

Fails where a kernel takes a fifth more than ``instructions.toml`` says; ``--keep`` writes that file anew. Valgrind
counts, so the machine's load and clock do not matter (docs/decisions/counting-instructions.md).
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path

KEPT = Path(__file__).with_name("instructions.toml")
WORSE = 1.2
"""A kernel is worse when it takes so many times what it took."""
HEAD = """# Instructions of one call of each kernel (benchmarks/kernels.py), as Valgrind counts them.
# Made by `python -m benchmarks.instructions --keep`; a rise is explained in the commit that keeps it.
"""
STEADY = {"POLARS_MAX_THREADS": "1", "PYTHONHASHSEED": "0"}
"""One thread, one order of sets: else the count would hang on chance."""


def counted() -> dict[str, int]:
    """Kernel → instructions of one call, all in one process; a failing kernel raises."""
    with tempfile.TemporaryDirectory(prefix="pay-linkage-instructions-") as folder:
        counts = Path(folder) / "count"
        valgrind = ["valgrind", "-q", "--tool=callgrind", "--dump-before=getppid", f"--callgrind-out-file={counts}"]
        program = [sys.executable, "-m", "benchmarks.kernels"]
        told = subprocess.run(
            [*valgrind, *program], env=os.environ | STEADY, stdout=subprocess.PIPE, text=True, check=True
        )
        names = told.stdout.split()
        return {name: _total(Path(f"{counts}.{2 * number}")) for number, name in enumerate(names, start=1)}


def _total(dump: Path) -> int:
    """What was counted between the mark before and the mark that wrote this file."""
    totals = [line for line in dump.read_text(encoding="utf-8").splitlines() if line.startswith("totals: ")]
    return int(totals[0].split()[1])


def worse(found: Mapping[str, int], kept: Mapping[str, int]) -> list[str]:
    """Kernels that take too many instructions, or of which nobody wrote down how many they may take."""
    return [name for name, count in found.items() if count > WORSE * kept.get(name, 0)]


def main(arguments: Sequence[str] | None = None) -> int:
    """Count, show, and either keep the counts or judge them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--keep", action="store_true", help="write the counts down as those to be held")
    found = counted()
    if parser.parse_args(arguments).keep:
        KEPT.write_text(HEAD + "".join(f"{name} = {count:_}\n" for name, count in found.items()), encoding="utf-8")
    kept = tomllib.loads(KEPT.read_text(encoding="utf-8"))
    for name, count in found.items():
        before = kept.get(name, 0)
        print(f"{name:16} {count:14,} {before:14,} {count / before if before else float('inf'):6.2f}")
    bad = worse(found, kept)
    if bad:
        print(f"a fifth worse or more: {', '.join(bad)}", file=sys.stderr)
    return int(bool(bad))


if __name__ == "__main__":
    sys.exit(main())
