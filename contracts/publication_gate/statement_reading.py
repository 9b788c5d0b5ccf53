"""Statements read back from their pages, one for all or one a person: what people see, as cells of text.

A page is read as plainly as it is written: what stands otherwise is not found, and therefore missed. That costs a
tenth of what an HTML parser takes for a hundred thousand people.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pandas as pd

from contracts.publication_gate.written import Written, WrittenSheet

CELLS = {
    "person_id": "person_id",
    "file": "页面 page",
    "number": "编号 number",
    "address": "称呼 name",
    "amount": "amount",
    "shown": "所示金额 amount shown",
    "figures": "合计各项 sum of the lines",
}
"""What is read of each statement, and what people are told of it as: whose it says it is, the path of its page in the
folder, its number and address, the amount for programs and as people see it, every amount of its last sentence."""
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
SECTION = re.compile(r'<section class="sheet" data-person="([^"]*)">(.*?)</section>', re.DOTALL)
PARAGRAPH = re.compile(r'<p class="(number|address|text)">([^<]*)</p>')
AMOUNT = re.compile(r'<data value="([^"]*)">([^<]*)</data>')
FIGURE = re.compile(r"−?[\d,]+\.\d\d")
END = "</html>"


def written_statements(folder: Path) -> Written:
    """Facts and cells of the statements in a folder: of every ``.html`` file in it."""
    rows: list[tuple[str, ...]] = []
    facts = {"gate_file_missing": folder.is_dir(), "gate_encoding_other": True, "gate_page_cut_off": True}
    try:
        pages = {page.relative_to(folder).as_posix(): page for page in folder.rglob("*.html")}
        for name in sorted(pages):
            text = _text(pages[name].read_bytes())
            facts["gate_encoding_other"] &= text is not None
            facts["gate_page_cut_off"] &= text is None or text.rstrip().endswith(END)
            rows += _statements(name, text or "")
    except OSError:
        facts["gate_file_missing"] = False
    if not facts["gate_file_missing"]:
        return Written({"gate_file_missing": False})
    cells = pd.DataFrame(rows, columns=pd.Index([str(place) for place in range(len(CELLS))]), dtype="str")
    cells.index = pd.RangeIndex(1, len(cells) + 1)
    return Written(facts, (WrittenSheet((tuple(CELLS.values()),), cells),))


def _text(page: bytes) -> str | None:
    try:
        return page.decode()
    except UnicodeDecodeError:
        return None


def _statements(name: str, text: str) -> Iterator[tuple[str, ...]]:
    seen = COMMENT.sub("", text) if "<!--" in text else text
    for section in SECTION.finditer(seen):
        found = dict(PARAGRAPH.findall(section[2]))  # of several with the same name the last one
        amounts = AMOUNT.findall(section[2])
        value, shown = amounts[0] if len(amounts) == 1 else ("", "")
        figures = " ".join(FIGURE.findall(found.get("text", "")))
        told = (section[1], name, found.get("number", ""), found.get("address", ""), value, shown, figures)
        yield tuple(unescape(cell) for cell in told)
