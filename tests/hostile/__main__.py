"""``python -m tests.hostile``: every family read in its own process; writes docs/hostile-files.md."""

from __future__ import annotations

import tempfile
from pathlib import Path

from tests.hostile.families import FAMILIES
from tests.hostile.measured import Measured, measured

TABLE = Path(__file__).resolve().parents[2] / "docs" / "hostile-files.md"
HEAD = """# Hostile files and what becomes of them

Made by `python -m tests.hostile`: the peak of the process that reads and its computing time, of which 0.2 s and 66 MB
are its start. Outcomes are problem codes; "read" means that the values are the right ones.

| family | outcome | what people are told | peak MB | seconds |
|---|---|---|---:|---:|
"""


def main() -> None:
    lines, most, longest = [], 0.0, 0.0
    for family in FAMILIES:
        with tempfile.TemporaryDirectory() as folder:
            found = measured(family.make(Path(folder)))
        figures = f"{found.peak:.0f} | {found.seconds:.1f}"
        lines.append(f"| {family.name} | {_outcome(found)} | {_sentence(found)} | {figures} |")
        print(lines[-1], flush=True)
        most, longest = max(most, found.peak), max(longest, found.seconds)
    end = f"\n{len(lines)} families: at most {most:.0f} MB and {longest:.1f} s.\n"
    TABLE.write_text(HEAD + "\n".join(lines) + "\n" + end, encoding="utf-8")


def _outcome(found: Measured) -> str:
    codes = dict.fromkeys(problem.code for problem in found.problems)
    return ", ".join(f"`{code}`" for code in codes) or "read"


def _sentence(found: Measured) -> str:
    """The first problem as it is told, without the line ends that a table cannot hold."""
    texts = [" ".join(problem.text("what", "en").split()) for problem in found.problems[:1]]
    return "".join(texts).replace("|", "\\|")


if __name__ == "__main__":
    main()
