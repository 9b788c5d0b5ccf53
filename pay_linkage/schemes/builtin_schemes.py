"""The schemes that ship with the product, and schemes by name or path."""

from __future__ import annotations

from pathlib import Path

from pay_linkage.schemes.named_file import shipped_names, shown_name, source_bytes
from pay_linkage.schemes.reading import read_scheme
from pay_linkage.schemes.scheme import Scheme

ROOM = "pay_linkage.schemes"


def builtin_schemes() -> tuple[str, ...]:
    """The names of the built-in schemes."""
    return shipped_names(ROOM)


def load_scheme(source: str | Path) -> Scheme:
    """The scheme of a built-in name, or of a file. Raises ``Refused`` with all that is wrong with it."""
    return read_scheme(scheme_bytes(source), scheme_file(source))


def scheme_file(source: str | Path) -> str:
    """The name by which problems show the file."""
    return shown_name(ROOM, source)


def scheme_bytes(source: str | Path) -> bytes:
    """The file's bytes as they are, for hashing and keeping. Raises ``Refused`` where there is no such scheme."""
    return source_bytes(ROOM, source, "scheme")
