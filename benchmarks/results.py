"""The measured figures as a table and a chart."""

from __future__ import annotations

import platform
import subprocess
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path

from benchmarks.measuring import Measure

Found = Mapping[int, Mapping[str, Measure]]
NOTES = "notes.md"
TEXT = """# Measured

`make bench`: whole processes on the same {kind} samples, 100 people a unit, medians of {times} runs in turn.
Times on a shared machine vary, on the wall most of all: read the ratios, and where others are at work those of CPU.

Machine: {machine}.

The engine validates every table, calculates exactly, checks its results, writes a whole run with hashes. The peers do
the same joins, ranks and grades in floats, check nothing, and write five tables and payroll.csv. The floor reads the
inputs and writes files like the run's. The rerun is one appeal against one person's score: a run of its own, with the
comparison with its parent. Up to 100,000 people the engine also writes the workbook.

{table}

What ten times as many people cost (goal: at most 10.5 times as much):

{growth}

What a user waits for at least, on the sample of 3,000 people ("run" writes all files, workbook and report too):

{started}

![Wall time by people](RESULTS.svg)

{notes}
"""


def write_results(found: Found, started: Mapping[str, Measure], folder: Path, times: int, kind: str) -> None:
    """RESULTS.md and RESULTS.svg in the folder; what was learned stands in ``notes.md`` and is put below the table."""
    notes = (folder / NOTES).read_text(encoding="utf-8").rstrip()
    text = TEXT.format(
        kind=kind,
        times=times,
        machine=machine(),
        table="\n".join(table(found)),
        growth="\n".join(growth(found)),
        started="\n".join(start_table(started)),
        notes=notes,
    )
    (folder / "RESULTS.md").write_text(text, encoding="utf-8")
    (folder / "RESULTS.svg").write_text(chart(found), encoding="utf-8")


def table(found: Found) -> list[str]:
    """One row a size and program: seconds, CPU, memory, and the engine's time as a multiple of the program's."""
    lines = [
        "| people | program | wall s | CPU s | peak MB | engine ÷ program, wall | CPU |",
        "|---:|---|---:|---:|---:|---:|---:|",
    ]
    for people, measures in found.items():
        engine = next(iter(measures.values()))
        for name, one in measures.items():
            ratios = f"{engine.wall / one.wall:.2f} | {engine.cpu / one.cpu:.2f}"
            lines.append(f"| {people:,} | {name} | {one.wall:.2f} | {one.cpu:.2f} | {one.megabytes:.0f} | {ratios} |")
    return lines


def growth(found: Found) -> list[str]:
    """One row for each step from a size to the next: the engine's and a rerun's time and memory as multiples."""
    lines = ["| people | program | wall | CPU | memory |", "|---|---|---:|---:|---:|"]
    for (fewer, before), (more, after) in pairwise(found.items()):
        for name in list(after)[:2]:
            old, new = before[name], after[name]
            times = (new.wall / old.wall, new.cpu / old.cpu, new.megabytes / old.megabytes)
            lines.append(f"| {fewer:,} → {more:,} | {name} | " + " | ".join(f"{one:.1f}" for one in times) + " |")
    return lines


def start_table(started: Mapping[str, Measure]) -> list[str]:
    """One row a command."""
    rows = [f"| `{name}` | {one.wall:.2f} | {one.cpu:.2f} | {one.megabytes:.0f} |" for name, one in started.items()]
    return ["| command | wall s | CPU s | peak MB |", "|---|---:|---:|---:|", *rows]


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
