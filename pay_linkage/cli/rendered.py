"""Trees and tables as text: with colours, and as wide as the window, where they go to a terminal."""

from __future__ import annotations

import sys
from io import StringIO

from rich.console import Console, RenderableType

UNBROKEN = 100_000
"""Columns where nobody sees a line's end: what is not a terminal gets a line for each thing, however long."""


def rendered(what: RenderableType) -> str:
    """The thing as text."""
    terminal = sys.stdout.isatty()
    console = Console(
        file=StringIO(), force_terminal=terminal, width=None if terminal else UNBROKEN, highlight=False, emoji=False
    )
    with console.capture() as captured:
        console.print(what)
    return captured.get()
