"""Keys of rows as people write them: the key columns' values joined by ``|``, each read as its column is."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from contracts.columns import COLUMNS
from contracts.table import Table
from pay_linkage.intake import Fault, value_fault, values

JOINT = "|"


def read_keys(table: Table, keys: Sequence[str]) -> list[str | Fault]:
    """Each key as ``Table.key_text`` writes it: ``P1 | 2024/1/5`` is ``P1|2024-01-05``; a fault where it is none.

    A key in more parts than the table has key columns stays as it is: a code may hold the sign that joins them.
    """
    parts = [[part.strip() for part in key.split(JOINT)] if len(table.key) > 1 else [key] for key in keys]
    whole = [at for at, found in enumerate(parts) if len(found) == len(table.key) and all(found)]
    read: list[str | Fault] = [_unsplit(table, key, len(found)) for key, found in zip(keys, parts, strict=True)]
    for at, key in zip(whole, _read(table, [parts[at] for at in whole]), strict=True):
        read[at] = key
    return read


def key_parts(table: Table, key: str) -> dict[str, str] | None:
    """Key column → its part's text, None where the key is not in as many parts."""
    parts = key.split(JOINT) if len(table.key) > 1 else [key]
    return dict(zip(table.key, parts, strict=True)) if len(parts) == len(table.key) else None


def _unsplit(table: Table, key: str, parts: int) -> str | Fault:
    return key if parts > len(table.key) else malformed(table, key)


def malformed(table: Table, key: str) -> Fault:
    """The fault of a key that is not in as many parts as the table has key columns."""
    return Fault("correction_key_malformed", key, {"parts": JOINT.join(table.key)})


def _read(table: Table, parts: list[list[str]]) -> list[str | Fault]:
    """The keys of the right number of parts."""
    columns = [COLUMNS[name] for name in table.key]
    read: list[list[str | Fault]] = []
    for place, column in enumerate(columns):
        texts = [found[place] for found in parts]
        typed = values(pl.Series(texts, dtype=pl.String), column).cast(pl.String)
        read.append([value_fault(text, column) if v is None else v for text, v in zip(texts, typed, strict=True)])
    return [_joined(list(key)) for key in zip(*read, strict=True)]


def _joined(parts: list[str | Fault]) -> str | Fault:
    faults = [part for part in parts if isinstance(part, Fault)]
    return faults[0] if faults else JOINT.join(part for part in parts if isinstance(part, str))
