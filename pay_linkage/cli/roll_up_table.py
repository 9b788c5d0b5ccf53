"""A document in the terminal: its sentences, and its tables fitted to the window."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from decimal import Decimal

from rich.console import Console
from rich.table import Table as Grid
from rich.text import Text

from pay_linkage.cli.rendered import visible
from pay_linkage.exports.document import Document, Table, Value, shown

UNBROKEN = 200
"""Columns where the output goes to no window."""


def show_documents(documents: Sequence[Document]) -> None:
    """Print the documents; what stands in them is text, never a terminal's command."""
    terminal = sys.stdout.isatty()
    console = Console(width=None if terminal else UNBROKEN, highlight=False, emoji=False, markup=False)
    for document in documents:
        console.print(Text(f"{document.title}  {document.number}", style="bold"))
        for part in document.parts:
            if part.heading:
                console.print(Text(f"\n{part.heading}", style="bold"))
            for sentence in part.sentences:
                console.print(Text(visible(sentence)))
            if part.table is not None and part.table.rows:
                console.print(_grid(part.table, document.missing))


def _grid(table: Table, missing: str) -> Grid:
    grid = Grid(box=None, pad_edge=False)
    for heading in table.headings:
        justify = "right" if heading.kind == "number" else "left"
        grid.add_column(Text(heading.text), justify=justify, overflow="fold")  # type: ignore[arg-type]
    for row in table.rows:
        grid.add_row(*(Text(visible(_cell(value, missing))) for value in row))
    return grid


def _cell(value: Value, missing: str) -> str:
    return f"{value:,}" if isinstance(value, Decimal | int) else shown(value, missing)
