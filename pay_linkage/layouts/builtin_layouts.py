"""The layouts that ship with the product, and layouts by name or path."""

from __future__ import annotations

from pay_linkage.layouts.layout import Layout
from pay_linkage.layouts.reading import read_layout
from pay_linkage.schemes.named_file import shipped_names, shown_name, source_bytes

ROOM = "pay_linkage.layouts"


def builtin_layouts() -> tuple[str, ...]:
    """The names of the built-in layouts."""
    return shipped_names(ROOM)


def load_layout(source: str) -> Layout:
    """The layout of a built-in name, or of a file. Raises ``Refused`` with all that is wrong with it."""
    return read_layout(layout_bytes(source), layout_file(source))


def layout_file(source: str) -> str:
    """The name by which problems show the file."""
    return shown_name(ROOM, source)


def layout_bytes(source: str) -> bytes:
    """The file's bytes as they are. Raises ``Refused`` where there is no such layout."""
    return source_bytes(ROOM, source, "layout")
