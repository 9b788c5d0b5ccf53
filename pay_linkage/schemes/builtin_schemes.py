"""The schemes that ship with the product, and schemes by name or path."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path

from contracts.problem import Refused
from pay_linkage.confinement.plain_file import plain_bytes
from pay_linkage.schemes.document import scheme_problem
from pay_linkage.schemes.finding import shown
from pay_linkage.schemes.reading import read_scheme
from pay_linkage.schemes.scheme import Scheme
from pay_linkage.schemes.strict_yaml import LARGEST_FILE
from pay_linkage.schemes.suggestion import unknown

SUFFIX = ".yaml"


@cache
def builtin_schemes() -> tuple[str, ...]:
    """The names of the built-in schemes."""
    found = (entry.name for entry in files(__package__).joinpath("builtin").iterdir())
    return tuple(sorted(name.removesuffix(SUFFIX) for name in found if name.endswith(SUFFIX)))


def load_scheme(source: str | Path) -> Scheme:
    """The scheme of a built-in name, or of a file. Raises ``Refused`` with all that is wrong with it."""
    return read_scheme(scheme_bytes(source), scheme_file(source))


def scheme_file(source: str | Path) -> str:
    """The name by which problems show the file."""
    return f"{source}{SUFFIX}" if source in builtin_schemes() else Path(source).name


def scheme_bytes(source: str | Path) -> bytes:
    """The file's bytes as they are, for hashing and keeping. Raises ``Refused`` where there is no such scheme."""
    if source in builtin_schemes():
        return files(__package__).joinpath("builtin", f"{source}{SUFFIX}").read_bytes()
    try:
        return plain_bytes(Path(source), LARGEST_FILE + 1)
    except (OSError, ValueError):
        finding = unknown("scheme_not_found", shown(source), builtin_schemes())
        raise Refused([scheme_problem(finding, Path(source).name)]) from None
