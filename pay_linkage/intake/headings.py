"""Which column a heading means, and which table a file's or sheet's name means (aliases from ``contracts``).

Case, width, blanks, ``_``, ``-`` and ``*`` do not matter. A heading may carry both languages and a remark in brackets,
as in ``金额（元）``, ``姓名 / Name`` or ``姓名_real_name``; with a remark that may change the meaning, as in
``金额（万元）``, it is unknown.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from functools import cache, lru_cache

from contracts.column import Column
from contracts.columns import COLUMNS
from contracts.table import Table
from contracts.tables import INPUT_TABLES, READ_TABLES
from pay_linkage.intake.two_languages import glued_column, plain_heading, translates

PARTS = re.compile(r"[()\[\]{}【】〔〕/\n:]+")
REMARKS = frozenset(("必填", "选填", "可选", "可空", "必填项", "选填项", "required", "optional"))
UNITS = {
    "money": frozenset(("元", "人民币", "人民币元", "rmb", "cny", "yuan", "¥", "年", "year")),
    "number": frozenset(("分", "points")),
    "count": frozenset(("票", "张", "人", "votes")),
    "date": frozenset(("yyyymmdd", "yyyy", "mm", "dd")),
}
SHORT_NAME = 4
"""A name of fewer characters is not taken for another one misspelt."""
ALIKE = 0.6
"""How alike a heading and a missing column's name are, 0 to 1, for the heading to be named as a likely misspelling."""


def is_money(column: Column) -> bool:
    """Whether a number is yuan and cents."""
    return column.kind == "number" and column.scale == 2  # noqa: PLR2004 - cents


@cache
def column_aliases(table_name: str) -> dict[str, str]:
    """Plain heading → column name, for one table that is handed in."""
    return {
        plain_heading(heading): column.name for column in READ_TABLES[table_name].columns for heading in column.headings
    }


@cache
def unit_headings(table_name: str) -> frozenset[str]:
    """Plain headings such as ``部门`` that mean the unit's code where a table names units by nothing else."""
    names = {column.name for column in READ_TABLES[table_name].columns}
    if "unit_id" not in names or not names.isdisjoint(("unit_name", "department")):
        return frozenset()
    return frozenset(map(plain_heading, COLUMNS["unit_name"].headings))


def column_of(heading: str, table: Table) -> str | None:
    """The column of ``table`` that a heading means, or None."""
    return _meaning(heading, table.name)[0]


def hinted_column(heading: str, table: Table) -> str | None:
    """The column of ``table`` that a heading names together with a remark which is not understood, or None."""
    return _meaning(heading, table.name)[1]


@lru_cache(maxsize=16384)
def _meaning(heading: str, table_name: str) -> tuple[str | None, str | None]:
    """The column that a heading means; else the one that it names beside something else."""
    aliases = column_aliases(table_name)
    whole = aliases.get(plain_heading(heading))
    if whole:
        return whole, None
    parts = [part for part in PARTS.split(unicodedata.normalize("NFKC", heading)) if plain_heading(part)]
    meant = [aliases.get(plain_heading(part)) or glued_column(part, aliases) for part in parts]
    named = {column for column in meant if column}
    certain = {
        one for one in named if all(of == one or _adds_nothing(p, one) for p, of in zip(parts, meant, strict=True))
    }
    if len(certain) == 1:
        return certain.pop(), None
    return None, named.pop() if len(named) == 1 else None


def _adds_nothing(remark: str, column: str) -> bool:
    return plain_heading(remark) in _allowed_remarks(COLUMNS[column]) or translates(remark, column)


def columns_of(headings: Iterable[str | None], table: Table) -> list[str | None]:
    """The column that each heading means, in their order."""
    return [column_of(heading, table) if heading else None for heading in headings]


def close_headings(column: Column, headings: Sequence[str]) -> list[str]:
    """Those of the headings that look like a misspelling of the column's names, the closest first."""
    plain = {plain_heading(heading): heading for heading in reversed(headings) if heading}
    close: dict[str, None] = {}
    for name in column.headings:
        close.update(dict.fromkeys(get_close_matches(plain_heading(name), plain, n=3, cutoff=ALIKE)))
    return [plain[name] for name in close]


def misspelt_headings(column: Column, headings: Iterable[str]) -> list[str]:
    """Those of the headings that are one of the column's names but for a single character."""
    names = [plain_heading(name) for name in column.headings]
    return [h for h in headings if any(_differ_by_one(plain_heading(h), name) for name in names)]


def _differ_by_one(heading: str, name: str) -> bool:
    if len(heading) != len(name) or len(name) < SHORT_NAME:
        return False
    return sum(a != b for a, b in zip(heading, name, strict=True)) == 1


@cache
def table_aliases() -> dict[str, str]:
    """Plain file or sheet name → input table's name."""
    return {name: table.name for table in INPUT_TABLES.values() for name in names_of(table)}


def names_of(table: Table) -> list[str]:
    """The plain names that a file or sheet with the table may have."""
    return [plain_heading(name) for name in (table.name, table.zh, table.en, *table.synonyms)]


def table_of(name: str) -> Table | None:
    """The table that a file's stem or a sheet's name means, or None."""
    found = table_aliases().get(plain_heading(name))
    return INPUT_TABLES[found] if found else None


def close_table(name: str) -> Table | None:
    """The table whose name a file's stem or a sheet's name seems to misspell, or None."""
    aliases = table_aliases()
    close = get_close_matches(plain_heading(name), aliases, n=1, cutoff=0.8)
    return INPUT_TABLES[aliases[close[0]]] if close else None


def _allowed_remarks(column: Column) -> frozenset[str]:
    return REMARKS | UNITS.get("money" if is_money(column) else column.kind, frozenset())
