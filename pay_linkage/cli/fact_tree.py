"""An explanation in the terminal: a tree, one fact a line, in the user's language."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from rich.text import Text
from rich.tree import Tree

from contracts.problem import Language, Place
from pay_linkage.cli.language import said
from pay_linkage.cli.rendered import rendered
from pay_linkage.cli.visible import visible
from pay_linkage.explanation import Node
from pay_linkage.explanation.formula import plain


def fact_tree(node: Node, lang: Language) -> str:
    """The tree as text; it has colours and fits the window where it goes to a terminal."""
    return rendered(_branch(node, lang, None))


def _branch(node: Node, lang: Language, source: str | None) -> Tree:
    """The node and what is below it; a source is told where it differs from the one above."""
    branch = Tree(_line(node, lang, source), guide_style="dim")
    below = node.source or source
    branch.children = [_branch(child, lang, below) for child in node.children]
    return branch


def _line(node: Node, lang: Language, source: str | None) -> Text:
    line = Text(visible(node.label.of(lang)), style="bold")
    value = value_text(node, lang)
    if value:
        line.append(f"{said(': ', '：')}{value}", style="not bold cyan")
    if node.formula is not None and not node.formula.is_bare:
        line.append(f" {formula_text(node, lang)}", style="not bold")
    for note in node.notes:
        line.append(f" · {visible(note.of(lang))}", style="not bold dim")
    if node.section:
        line.append(f" {node.section}", style="not bold dim")
    if node.source and node.source != source:
        line.append(f" [{visible(node.source)}]", style="not bold dim")
    if node.places:
        line.append(
            " ← " + said("; ", "；").join(dict.fromkeys(place_text(place, lang) for place in node.places)),
            style="not bold green",
        )
    return line


def value_text(node: Node, lang: Language) -> str:
    """A fact's value as people read it; nothing where it has none."""
    if node.shown is not None:
        return visible(node.shown.of(lang))
    if isinstance(node.value, Decimal | int):
        return plain(node.value)
    if isinstance(node.value, date):
        return node.value.isoformat()
    return "" if node.value is None else visible(node.value)


def formula_text(node: Node, lang: Language) -> str:
    """``= …`` in numbers, and how the value was rounded."""
    if node.formula is None:
        return ""
    rounding = node.rounding
    if rounding is None:
        return f"= {node.formula.text}"
    if rounding.down:
        words = {"en": " (cut to {n} decimals)", "zh": "（舍去 {n} 位小数以后部分）"}[lang]
    else:
        words = {"en": " (half up to {n} decimals)", "zh": "（四舍五入到 {n} 位小数）"}[lang]
    return f"= {node.formula.text}{words.format(n=rounding.decimals)}"


def place_text(place: Place, lang: Language) -> str:
    """Where an input stands: file, sheet, cell or row."""
    return visible(" ".join(part for part in (place.file, place.sheet, place.spot(lang)) if part))
