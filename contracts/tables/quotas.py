"""Places and filled places per group and individual grade (rulebook §5, §11).

``places_G`` and ``filled_G`` come from the scheme: ``contracts.columns.quota_columns``.
"""

from __future__ import annotations

from contracts.table import Table

QUOTAS = Table(
    name="quotas",
    zh="等次名额",
    en="Quotas",
    required=("group", "unit_grade", "graded_people"),
    empty_cells=("breach",),
    key=("group", "unit_grade"),
)
