"""Lines of Chinese text: as wide as the terminal shows them, ended between any two characters where Chinese may be."""

from __future__ import annotations

import re

from contracts.text_width import columns_wide

PIECES = re.compile(r"\s+|[（《【“]*(?:[\u2e80-\U0010ffff]|[^\s\u2e80-\U0010ffff“”…]+)[，。；：、！？）》】”…]*|.")
"""What no line's end parts: a Chinese character or a word of others, with its brackets and stops; and blanks."""


def lines_of(text: str, width: int) -> list[str]:
    """The text in lines of at most ``width`` columns (a word that is longer has a line for itself).

    >>> lines_of("读回运行 RUN 的文件，逐项核对。", 18)
    ['读回运行 RUN 的文', '件，逐项核对。']
    """
    lines = [""]
    for piece in PIECES.findall(text):
        if columns_wide(lines[-1] + piece.rstrip()) > width and lines[-1].strip():
            lines[-1] = lines[-1].rstrip()
            lines.append("")
        lines[-1] += piece if lines[-1] else piece.lstrip()
    return lines
