"""Points per unit and component (rulebook §2, §10)."""

from __future__ import annotations

from contracts.table import Table, not_negative

COMPONENT_SCORES = Table(
    name="component_scores",
    zh="项目得分",
    en="Component scores",
    required=("unit_id", "component"),
    empty_cells=("score",),
    key=("unit_id", "component"),
    rules=(not_negative("score", "component_score_negative"),),
    synonyms=("考核得分", "项目评分", "基本分"),
)
