"""Kinds of files that a layout does not carry, as a problem."""

from __future__ import annotations

from collections.abc import Iterable

from contracts.problem import Place, Problem
from pay_linkage.layouts.names import KIND_WORDS, FileKind


def not_carried(layout: str, kinds: Iterable[FileKind]) -> Problem:
    """That the layout of this name carries none of these kinds."""
    words = [KIND_WORDS[kind] for kind in kinds]
    facts = {"kinds": ", ".join(word.en for word in words), "kinds_zh": "、".join(word.zh for word in words)}
    return Problem("export_kind_not_carried", Place(layout), "layout", None, layout, facts=facts)
