"""Documents in the terminal: titles, sentences, and tables in columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich import box
from rich.table import Table as Grid
from rich.text import Text

from pay_linkage.cli.rendered import rendered
from pay_linkage.cli.visible import visible
from pay_linkage.exports.document import Document, Part, Table, figure


def documents_text(documents: Sequence[Document]) -> Iterator[str]:
    """The documents' text; what they all say (title, number, facts, closing) is said once."""
    first = documents[0]
    yield visible(first.title)
    yield visible(first.number)
    for document in documents:
        for part in document.parts:
            yield from _part(part, document.missing)
    if first.closing:
        yield ""
        yield visible(first.closing)


def _part(part: Part, missing: str) -> Iterator[str]:
    yield ""
    if part.heading:
        yield visible(part.heading)
    if part.table is not None and part.table.rows:
        yield rendered(_grid(part.table, missing)).rstrip("\n")
    for sentence in part.sentences:
        yield visible(sentence)


def _grid(table: Table, missing: str) -> Grid:
    grid = Grid(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for head in table.headings:
        grid.add_column(Text(visible(head.text)), justify="right" if head.kind == "number" else "left")
    for row in table.rows:
        grid.add_row(*(Text(visible(figure(value, missing))) for value in row))
    return grid
