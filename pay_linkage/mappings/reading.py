"""A mapping file's bytes become a mapping, or all that is wrong with them; the strict reader is the one of schemes."""

from __future__ import annotations

from pathlib import Path

from contracts.problem import Place, Problem, Refused
from pay_linkage.confinement.plain_file import plain_bytes
from pay_linkage.intake.regular_file import file_name
from pay_linkage.mappings.mapping import Mapping
from pay_linkage.schemes.document import Document, in_words_of
from pay_linkage.schemes.reading import modelled
from pay_linkage.schemes.strict_yaml import LARGEST_FILE, strict_yaml


def read_mapping(data: bytes, file: str) -> Mapping:
    """The mapping that the bytes say; ``file`` is the name that problems show.

    Raises ``Refused`` with all problems at once, in the order of the file.
    """
    try:
        return modelled(_with_lists(strict_yaml(data, file)), Mapping)
    except Refused as refusal:
        raise Refused([in_words_of("mapping", problem) for problem in refusal.problems]) from None


def _with_lists(document: Document) -> Document:
    """The document with a list of sheets for every table, also where only one stands there without a list."""
    tables = document.tree.get("tables")
    if not isinstance(tables, dict):
        return document
    for name in [name for name, sheets in tables.items() if isinstance(sheets, dict)]:
        below = {place: line for place, line in document.lines.items() if place[:2] == ("tables", name)}
        document.lines |= {("tables", name, 0, *place[2:]): line for place, line in below.items()}
        tables[name] = [tables[name]]
    return document


def mapping_bytes(path: str | Path) -> bytes:
    """The file's bytes as they are, for hashing and keeping. Raises ``Refused`` where there is no such file."""
    try:
        return plain_bytes(Path(path), LARGEST_FILE + 1)
    except (OSError, ValueError):
        raise Refused([Problem("mapping_not_found", Place(file_name(Path(path))), "mapping")]) from None
