"""The rows that a scheme asks for once the units are known: keys filled in, values to be typed."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from contracts.tables import INPUT_TABLES
from pay_linkage.schemes import Scheme
from pay_linkage.schemes.category import Category

Key = tuple[str, ...]


def asked_rows(scheme: Scheme, units: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """Table → its key columns, a row for each score, vote and pool that the scheme asks for of ``units``.

    Units of a category that the scheme does not have are passed over.
    """
    known = [
        (unit, scheme.categories[name])
        for unit, name in units.select("unit_id", "category").rows()
        if name in scheme.categories
    ]
    keys = {
        "component_scores": [(unit, name) for unit, category in known for name in _scored(category)],
        "ratings": [(unit, name) for unit, category in known for name in _departments(category)],
        "ballots": [(unit, *ballot) for unit, category in known for ballot in _ballots(category)],
        "pools": [(scope,) for scope in _scopes(scheme, [unit for unit, _ in known])],
    }
    return {name: _frame(name, rows) for name, rows in keys.items()}


def _scored(category: Category) -> list[str]:
    return [name for name, component in category.components.items() if component.ballots is None]


def _departments(category: Category) -> tuple[str, ...]:
    return category.rating.departments if category.rating else ()


def _ballots(category: Category) -> Iterator[Key]:
    """Component, voter group and option of every count of votes."""
    for name, component in category.components.items():
        if component.ballots is not None:
            yield from (
                (name, group, option) for group in component.ballots.groups for option in component.ballots.values
            )


def _scopes(scheme: Scheme, units: list[str]) -> list[str]:
    pool = scheme.linkage.pool
    return [] if pool is None else pool.scopes(scheme.categories, units)


def _frame(table: str, rows: list[Key]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=dict.fromkeys(INPUT_TABLES[table].key, pl.String()), orient="row")
