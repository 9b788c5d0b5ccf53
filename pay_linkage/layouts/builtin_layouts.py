"""The layouts that ship with the product, and layouts by name or path."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path

from contracts.problem import Refused
from pay_linkage.confinement.plain_file import plain_bytes
from pay_linkage.layouts.layout import Layout
from pay_linkage.layouts.reading import read_layout
from pay_linkage.schemes.document import in_words_of, scheme_problem
from pay_linkage.schemes.finding import shown
from pay_linkage.schemes.strict_yaml import LARGEST_FILE
from pay_linkage.schemes.suggestion import unknown

SUFFIX = ".yaml"


@cache
def builtin_layouts() -> tuple[str, ...]:
    """The names of the built-in layouts."""
    found = (entry.name for entry in files(__package__).joinpath("builtin").iterdir())
    return tuple(sorted(name.removesuffix(SUFFIX) for name in found if name.endswith(SUFFIX)))


def load_layout(source: str) -> Layout:
    """The layout of a built-in name, or of a file. Raises ``Refused`` with all that is wrong with it."""
    name = f"{source}{SUFFIX}" if source in builtin_layouts() else Path(source).name
    return read_layout(layout_bytes(source), name)


def layout_bytes(source: str) -> bytes:
    """The file's bytes as they are. Raises ``Refused`` where there is no such layout."""
    if source in builtin_layouts():
        return files(__package__).joinpath("builtin", f"{source}{SUFFIX}").read_bytes()
    try:
        return plain_bytes(Path(source), LARGEST_FILE + 1)
    except (OSError, ValueError):
        finding = unknown("layout_not_found", shown(source), builtin_layouts())
        raise Refused([in_words_of("layout", scheme_problem(finding, Path(source).name))]) from None
