"""What is corrected in a run's inputs: appeals, late decisions, revoked sanctions (rulebook §8)."""

from __future__ import annotations

from contracts.table import Table

CORRECTIONS = Table(
    name="corrections",
    zh="申诉更正",
    en="Corrections",
    required=("table", "key", "action", "reason"),
    optional=("column", "old_value", "new_value", "appeal_reference", "decided_on", "decided_by"),
    key=("table", "key", "action", "column"),
    synonyms=("更正", "更正表", "申诉复核", "复核更正", "correction"),
)
