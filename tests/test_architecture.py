"""ARCHITECTURE.md's table of rooms names every room, and what each imports, as the code does."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "ARCHITECTURE.md"
ROW = re.compile(r"^\| `([\w/.]+)` \|[^|]*\| ([^|]*) \|$", re.MULTILINE)
PACKAGES = ("contracts", "pay_linkage", "flows")
GATE = "publication_gate"
"""A room inside ``contracts``."""
EVERY = "any"


def room_of(module: str) -> str | None:
    """The room that a module is of: the table calls it by this name."""
    package, name = [*module.split("."), ""][:2]
    if package not in PACKAGES:
        return None
    if package == "pay_linkage":
        return name or package
    return GATE if name == GATE else package


def imported(file: Path) -> Iterator[str]:
    """The modules that a file imports, those of types only and those within functions too."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (one.name for one in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            named = node.module in {"pay_linkage", "contracts"}
            yield from (f"{node.module}.{one.name}" if named else node.module for one in node.names)


@cache
def imports() -> dict[str, set[str]]:
    """Each room with the rooms that it imports; ``contracts``, which nearly all do, is left out."""
    found: dict[str, set[str]] = {}
    for package in PACKAGES:
        for file in sorted((ROOT / package).rglob("*.py")):
            module = ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
            room = room_of(module)
            assert room is not None
            others = {other for name in imported(file) if (other := room_of(name))}
            found.setdefault(room, set()).update(others - {room, "contracts"})
    return found


def told() -> dict[str, set[str]]:
    """The table's rows, as ``imports`` has them."""
    rows = ROW.findall(PAGE.read_text("utf-8").partition("## The rooms")[2].partition("\n## ")[0])
    names = [path.rstrip("/").removesuffix(".py").rpartition("/")[2] for path, _ in rows]
    assert len(set(names)) == len(names)
    return {name: set(cell.split(", ")) - {"–"} for name, (_, cell) in zip(names, rows, strict=True)}


def test_the_table_says_what_each_room_imports() -> None:
    real, table = imports(), told()
    assert len(real) > 30
    assert table.keys() == real.keys() - {"pay_linkage"}
    assert {room: names for room, names in table.items() if names not in ({EVERY}, real[room])} == {}, (
        "ARCHITECTURE.md, the rooms: the column is what the code imports; change it with an import that is meant"
    )
    assert {room for room, names in table.items() if names == {EVERY}} == {"cli", "flows"}


def test_a_room_stands_below_those_that_it_imports() -> None:
    order = list(told())
    late = {room: names for room in order if (names := imports()[room] & set(order[order.index(room) :]) - {room})}
    assert {room: names for room, names in late.items() if room not in {"cli", "flows"}} == {}
