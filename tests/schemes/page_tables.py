"""The tables of docs/rules.md and its Chinese page that tell facts of the code: places of keys, tables, columns."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from contracts.problem import Language
from contracts.table import Table
from contracts.tables import INPUT_TABLES, RESULT_TABLES
from pay_linkage.schemes import scheme_schema

CODE = "CODE"
"""A key of the house's own: a category, a component, a grade."""
NAMED_IN_BOTH = {"en", "zh"}
Tree = dict[str, "Tree"]


def scheme_keys() -> Tree:
    """The keys of a scheme and those below them; ``source``, which any rule may have, is left out."""
    schema = json.loads(json.dumps(scheme_schema()))
    return _below(schema, schema["$defs"])


def _below(node: dict[str, Any], defined: dict[str, Any]) -> Tree:
    if "$ref" in node:
        return _below(defined[node["$ref"].rpartition("/")[2]], defined)
    found: Tree = {}
    for choice in (*node.get("anyOf", ()), *node.get("oneOf", ())):
        for key, keys in _below(choice, defined).items():
            found.setdefault(key, {}).update(keys)
    own = {key: part for key, part in node.get("properties", {}).items() if key != "source"}
    if isinstance(node.get("additionalProperties"), dict):
        own[CODE] = node["additionalProperties"]
    for key, part in own.items():
        found.setdefault(key, {}).update(_below(part, defined))
    return found


def place_rows(keys: Tree, place: str = "") -> Iterator[str]:
    """A row for each place of a scheme that has keys of its own: the place, and its keys."""
    named = [key for key in keys if key != CODE]
    if named and set(named) != NAMED_IN_BOTH:
        yield f"| {f'`{place}`' if place else '–'} | {', '.join(f'`{key}`' for key in named)} |"
    for key, below in keys.items():
        yield from place_rows(below, f"{place}.{key}" if place else key)


def table_rows(lang: Language) -> Iterator[str]:
    """A row for each input table, then for each result table: its columns, and those that are its key."""
    for table in INPUT_TABLES.values():
        yield _row(table, lang, (*table.required, *table.empty_cells), table.optional, table.key)
    for table in RESULT_TABLES.values():
        yield _row(table, lang, (*table.required, *table.empty_cells), table.key)


def _row(table: Table, lang: Language, *cells: tuple[str, ...]) -> str:
    called = {column.name: f"{column.zh} `{column.name}`" for column in table.columns}
    if lang == "en":
        called = {name: f"`{name}`" for name in called}
    texts = [("、" if lang == "zh" else ", ").join(called[name] for name in cell) or "–" for cell in cells]
    first = f"{table.zh} `{table.name}`" if lang == "zh" else f"`{table.name}`"
    return f"| {' | '.join([first, *texts])} |"
