"""A YAML file that is asked for by the name under which a room ships it, or by its path."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path

from contracts.problem import Refused
from pay_linkage.confinement.plain_file import plain_bytes
from pay_linkage.schemes.document import in_words_of, scheme_problem
from pay_linkage.schemes.finding import shown
from pay_linkage.schemes.strict_yaml import LARGEST_FILE
from pay_linkage.schemes.suggestion import unknown

SUFFIX = ".yaml"


@cache
def shipped_names(package: str) -> tuple[str, ...]:
    """The names of the files in the package's folder ``builtin``."""
    found = (entry.name for entry in files(package).joinpath("builtin").iterdir())
    return tuple(sorted(name.removesuffix(SUFFIX) for name in found if name.endswith(SUFFIX)))


def shown_name(package: str, source: str | Path) -> str:
    """The name by which problems show the file."""
    return f"{source}{SUFFIX}" if source in shipped_names(package) else Path(source).name


def source_bytes(package: str, source: str | Path, kind: str) -> bytes:
    """The file's bytes as they are; ``kind`` is ``scheme`` or ``layout``. Raises ``Refused`` where it is not there."""
    if source in shipped_names(package):
        return files(package).joinpath("builtin", f"{source}{SUFFIX}").read_bytes()
    try:
        return plain_bytes(Path(source), LARGEST_FILE + 1)
    except (OSError, ValueError):
        finding = unknown("scheme_not_found", shown(source), shipped_names(package))
        raise Refused([in_words_of(kind, scheme_problem(finding, Path(source).name))]) from None
