"""The units that are graded, each in one category (rulebook §10)."""

from __future__ import annotations

from contracts.table import Table

UNITS = Table(
    name="units",
    zh="单位",
    en="Units",
    required=("unit_id", "unit_name", "category"),
    key=("unit_id",),
    synonyms=("单位表", "考核单位", "单位信息"),
)
