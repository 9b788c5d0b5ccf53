"""How a wrong cell looks: coloured, with a comment."""

from __future__ import annotations

from openpyxl.cell.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from contracts.problem import Language, Problem
from pay_linkage.annotations.copy_text import SIGN, comment

AUTHOR = "pay-linkage"
COLOUR = "FFFFC7CE"
FILL = PatternFill("solid", fgColor=COLOUR)
WIDTH, LINE_HEIGHT, LINE_CHARACTERS = 360, 18, 40
LONGEST = 8_000
"""Characters of a comment."""
GAP = "\n\n"


def mark(cell: Cell, problems: list[Problem], lang: Language) -> None:
    """Colour the cell and say what is wrong with it; what somebody has noted there stays below."""
    noted = [] if cell.comment is None else [cell.comment.text]
    cell.fill = FILL
    cell.comment = _comment(GAP.join([comment(problems, lang), *noted])[:LONGEST])


def unmark(cell: Cell) -> None:
    """Take away the colour and what an earlier check has said; what somebody has noted there stays."""
    if cell.comment is None or not cell.comment.text.startswith(SIGN):
        return
    noted = [part for part in cell.comment.text.split(GAP) if not part.startswith(SIGN)]
    cell.comment = _comment(GAP.join(noted)) if noted else None
    if cell.fill.fgColor.rgb == COLOUR:
        cell.fill = PatternFill()


def _comment(text: str) -> Comment:
    lines = sum(1 + len(line) // LINE_CHARACTERS for line in text.splitlines())
    return Comment(text, AUTHOR, height=LINE_HEIGHT * (lines + 1), width=WIDTH)
