"""Statements read back from their pages, one for all or one a person: what people see, as cells of text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pandas as pd

from contracts.publication_gate.written import Written, WrittenSheet

CELLS = ("person_id", "file", "number", "address", "amount", "shown", "figures")
"""What is read of each statement: whose it says it is, the path of its page in the folder ("" where all are in one
file), its number and address, the amount for programs and as people see it, and every amount of its last sentence."""
FIGURE = re.compile(r"−?[\d,]+\.\d\d")
END = "</html>"
BREAKS = frozenset({"p", "data"})


def written_statements(folder: Path) -> Written:
    """Facts and cells of the statements in a folder: of every ``.html`` file in it."""
    try:
        pages = {page.relative_to(folder).as_posix(): page for page in folder.rglob("*.html")}
        data = {name: pages[name].read_bytes() for name in sorted(pages)}
    except OSError:
        return Written({"gate_file_missing": False})
    texts = {name: _text(page) for name, page in data.items()}
    facts = {
        "gate_file_missing": True,
        "gate_encoding_other": None not in texts.values(),
        "gate_page_cut_off": all(text is None or text.rstrip().endswith(END) for text in texts.values()),
    }
    rows = [row for name, text in texts.items() if text is not None for row in _statements(name, text)]
    cells = pd.DataFrame(rows, columns=pd.Index([str(place) for place in range(len(CELLS))]), dtype="str")
    cells.index = pd.RangeIndex(1, len(cells) + 1)
    return Written(facts, (WrittenSheet((CELLS,), cells),))


def _text(page: bytes) -> str | None:
    try:
        return page.decode()
    except UnicodeDecodeError:
        return None


def _statements(name: str, text: str) -> Iterator[tuple[str, ...]]:
    reader = _Reader()
    reader.feed(text)
    reader.close()
    for found in reader.statements:
        yield tuple(name if cell == "file" else found.get(cell, "") for cell in CELLS)


class _Reader(HTMLParser):
    """Collects the statements of a page: each is a ``section``, its parts are told by their classes."""

    def __init__(self) -> None:
        super().__init__()
        self.statements: list[dict[str, str]] = []
        self._part: str | None = None
        self._pieces: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "section":
            self.statements.append({"person_id": given.get("data-person") or ""})
        elif tag in BREAKS and self.statements:
            self._part = "shown" if tag == "data" else given.get("class")
            self._pieces = []
            if tag == "data":
                self.statements[-1]["amount"] = given.get("value") or ""

    def handle_data(self, data: str) -> None:
        if self._part is not None:
            self._pieces.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag not in BREAKS or self._part is None:
            return
        text, statement = "".join(self._pieces), self.statements[-1]
        if self._part == "text":
            statement["figures"] = " ".join(FIGURE.findall(text))
        elif self._part in CELLS:
            statement[self._part] = text
        self._part = None
