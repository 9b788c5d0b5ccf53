"""What the template says to whoever fills it in, in both languages."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from contracts.column import Column
from contracts.problem import Language


@cache
def texts() -> dict[str, Any]:
    """The texts of ``template_text.toml``: notes, hints, entry rules by language, columns' meanings in Chinese."""
    return tomllib.loads(files("pay_linkage.templates").joinpath("template_text.toml").read_text(encoding="utf-8"))


def said(part: str, name: str, lang: Language, **blanks: str) -> str:
    """The text ``name`` of a part, its blanks filled."""
    text: str = texts()[part][name][lang]
    return text.format_map(blanks)


def notes(lang: Language, **blanks: str) -> list[str]:
    """The lines of the first sheet."""
    return [line.format_map(blanks) for line in texts()["notes"][lang]]


def meaning(column: Column, lang: Language) -> str:
    """What stands in a column."""
    return str(texts()["meaning"][column.name]) if lang == "zh" else column.meaning


def heading_note(column: Column, lang: Language, *, required: bool) -> str:
    """The comment at a heading: its name in the other language and in files, what stands there, whether it must."""
    other = column.en if lang == "zh" else column.zh
    facts = ["required" if required else "optional", *(["text"] if column.kind == "code" else [])]
    return "\n".join(
        (f"{other} · {column.name}", meaning(column, lang), *(said("heading", fact, lang) for fact in facts))
    )
