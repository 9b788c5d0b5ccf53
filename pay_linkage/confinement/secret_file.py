"""A file that holds a secret: one line, read no further than a secret can reach."""

from __future__ import annotations

from pathlib import Path

from contracts.problem import Place, Problem, Refused

LONGEST_SECRET = 1024
"""Characters; what is longer is another file."""


def secret_line(file: Path) -> str:
    """The one line of a small file, without its end; a pipe of the shell's may stand in its place.

    Raises ``Refused`` where the file holds none.
    """
    try:
        with file.open("rb") as opened:
            text = opened.read(4 * LONGEST_SECRET + 1).decode("utf-8-sig").rstrip("\r\n")
    except (OSError, ValueError):
        text = ""
    if not text or len(text) > LONGEST_SECRET or len(text.splitlines()) > 1 or "\0" in text:
        facts = {"most": str(LONGEST_SECRET)}
        raise Refused([Problem("secret_file_unusable", Place(file.name), facts=facts)])
    return text
