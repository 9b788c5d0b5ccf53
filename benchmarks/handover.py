"""``python -m benchmarks.handover --people 100000``: all files that leave a run, and the gate over them, by steps.

The gate is asked twice: before anything is exported, as ``publish`` asks it, and over everything at the end;
``--only "gate before"`` measures nothing else. Prints a table of seconds and memory, a line a step, each step a process
of its own as somebody would type it.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.measuring import once, pay_linkage

LAYOUTS = {
    "tax-client-annual-bonus": ("passport=中国护照",),
    "tax-client-annual-bonus-older": ("passport=中国护照",),
    "frappe-additional-salary": ("component=Bonus", "company=C", "payroll_date=2019-01-31"),
    "odoo-payslip-input": ("payslip=SLIP/{person_id}", "contract=C-{person_id}", "code=PERF"),
    "sap-infotype-0015": ("date=2019-01-31", "wage_type=M100"),
    "wage-sheet": (),
    "payroll-csv": (),
    "person-amounts": (),
}
"""Every built-in layout and what it asks for."""


def steps(store: Path, run: str, out: Path) -> Iterator[tuple[str, list[str]]]:
    """Name and command of each step after the run itself."""
    kept = ("--store", str(store))
    yield "gate before publication", pay_linkage("gate", run, *kept)
    for layout, parameters in LAYOUTS.items():
        given = [word for parameter in parameters for word in ("--param", parameter)]
        yield f"export {layout}", pay_linkage("export", run, "--layout", layout, *given, *kept)
    yield "circulation", pay_linkage("circulation", run, "--out", str(out / "circulation.xlsx"), *kept)
    yield "sheets", pay_linkage("sheets", run, "--out", str(out / "sheets"), *kept)
    yield "statements", pay_linkage("statements", run, "--one-file", "--out", str(out / "statements"), *kept)
    yield "gate over all files", pay_linkage("gate", run, *kept)


def main(arguments: Sequence[str] | None = None) -> None:
    """Make the sample, run it, and measure every step once."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=100_000)
    parser.add_argument("--only", default="", help="only steps whose name begins so")
    asked_for = parser.parse_args(arguments)
    people = str(asked_for.people)
    with tempfile.TemporaryDirectory(prefix="pay-linkage-bench-") as folder:
        sample, store = Path(folder) / "sample", Path(folder) / "store"
        make = [sys.executable, "-m", "sample_data.district", "--people", people, "--out", str(sample)]
        subprocess.run(make, check=True, stdout=subprocess.DEVNULL)
        asked = ("--scheme", str(sample / "scheme.yaml"), "--inputs", str(sample), "--cycle", "2018")
        _show("run", pay_linkage("run", "--direct", *asked, "--store", str(store)))
        (run,) = (path.name for path in (store / "runs").iterdir())
        for name, command in steps(store, run, Path(folder)):
            if name.startswith(asked_for.only):
                _show(name, command)


def _show(name: str, command: Sequence[str]) -> None:
    measure = once(command)
    print(f"{name:38} {measure.wall:8.1f} s {measure.cpu:8.1f} s CPU {measure.megabytes:8.0f} MB", flush=True)


if __name__ == "__main__":
    main()
