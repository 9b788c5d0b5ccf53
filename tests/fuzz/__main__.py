"""``python -m tests.fuzz --minutes 10``: every reader for its share of the time; ends with 1 where one has a defect.

Each reader is fuzzed in a process of its own, guided by coverage where atheris is installed. An input that raises,
takes more than ten seconds, or kills the process is kept under ``build/fuzz``.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path

from tests.fuzz.readers import READERS

KEPT = Path("build/fuzz")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--reader", choices=READERS, nargs="*", default=list(READERS))
    parser.add_argument("--seed", type=int, default=1)
    wanted = parser.parse_args()
    seconds = max(1, round(60 * wanted.minutes / len(wanted.reader)))
    found = 0
    for reader in wanted.reader:
        kept = KEPT / reader
        kept.mkdir(parents=True, exist_ok=True)
        order = [sys.executable, "-m", "tests.fuzz.campaign", reader, str(seconds), str(wanted.seed), str(kept)]
        surroundings = os.environ | {"POLARS_MAX_THREADS": "1"}  # so small frames are not worth a second thread
        ended = subprocess.run(order, check=False, capture_output=True, text=True, env=surroundings)
        told = [line for line in (ended.stdout + ended.stderr).splitlines() if line.startswith(("Done", "FOUND"))]
        print(f"{reader:12} {seconds:5} s  {'; '.join(told[-3:]) or ended.stderr[-2000:]}", flush=True)
        found += ended.returncode != 0
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
