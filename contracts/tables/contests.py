"""Points per contest, round and unit; they may be negative (rulebook §3, §10)."""

from __future__ import annotations

from contracts.table import Table

CONTESTS = Table(
    name="contests",
    zh="竞赛积分",
    en="Contests",
    required=("contest", "round", "unit_id", "points"),
    key=("contest", "round", "unit_id"),
    synonyms=("竞赛", "积分竞赛"),
)
