"""The measured figures as a table and a chart."""

from __future__ import annotations

import platform
import subprocess
from collections.abc import Mapping
from pathlib import Path

from benchmarks.measuring import Measure

Found = Mapping[int, Mapping[str, Measure]]
NOTES = "notes.md"
TEXT = """# Measured

`make bench`: whole processes on the same {kind} samples, 100 people a unit, medians of {times} runs in turn.
The times of a shared machine vary: read the ratios.

Machine: {machine}.

The engine validates every table, calculates exactly, checks its results, writes a whole run with hashes. The peers do
the same joins, ranks and grades in floats, check nothing, and write five tables and payroll.csv. The floor reads the
inputs and writes files like the run's.

{table}

![Wall time by people](RESULTS.svg)

{notes}
"""


def write_results(found: Found, folder: Path, times: int, kind: str) -> None:
    """RESULTS.md and RESULTS.svg in the folder; what was learned stands in ``notes.md`` and is put below the table."""
    notes = (folder / NOTES).read_text(encoding="utf-8").rstrip()
    text = TEXT.format(kind=kind, times=times, machine=machine(), table="\n".join(table(found)), notes=notes)
    (folder / "RESULTS.md").write_text(text, encoding="utf-8")
    (folder / "RESULTS.svg").write_text(chart(found), encoding="utf-8")


def table(found: Found) -> list[str]:
    """One row a size and program: seconds, CPU, memory, and the engine's time as a multiple of the program's."""
    lines = ["| people | program | wall s | CPU s | peak MB | engine ÷ program |", "|---:|---|---:|---:|---:|---:|"]
    for people, measures in found.items():
        engine = next(iter(measures.values()))
        for name, one in measures.items():
            ratio = f"{engine.wall / one.wall:.2f}"
            lines.append(f"| {people:,} | {name} | {one.wall:.2f} | {one.cpu:.2f} | {one.megabytes:.0f} | {ratio} |")
    return lines


def chart(found: Found) -> str:
    """Wall time by number of people, a line a program, as SVG."""
    import altair  # noqa: PLC0415  (only the chart needs it)
    import vl_convert  # noqa: PLC0415

    rows = [
        {"people": people, "program": name, "seconds": round(one.wall, 3)}
        for people, measures in found.items()
        for name, one in measures.items()
    ]
    lines = (
        altair.Chart(altair.Data(values=rows), width=480, height=300)
        .mark_line(point=True)
        .encode(
            altair.X("people:Q", scale=altair.Scale(type="log")),
            altair.Y("seconds:Q", scale=altair.Scale(type="log")),
            color="program:N",
        )
    )
    return str(vl_convert.vegalite_to_svg(lines.to_dict()))


def machine() -> str:
    """Cores, memory and versions of this machine, without its name."""
    cores = subprocess.run(["nproc"], capture_output=True, text=True, check=True).stdout.strip()
    memory = Path("/proc/meminfo").read_text(encoding="ascii").split("\n", 1)[0].split()[1]
    return f"{cores} cores, {int(memory) / 2**20:.0f} GiB, {platform.system()}, Python {platform.python_version()}"
