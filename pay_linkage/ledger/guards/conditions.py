"""The guards' conditions as ``conditions.toml`` gives them, and that history is fixed: (table, event) → refusals.

Refusals are pairs of the code and the condition under which it is raised.
"""

from __future__ import annotations

import tomllib
from importlib.resources import files

Refusals = tuple[tuple[str, str], ...]

FIXED_TABLES = (
    "runs",
    "corrections",
    "approvals",
    "publications",
    "publication_lines",
    "events",
    "forgotten_runs",
)
"""Tables whose rows nobody changes or deletes; an approver can be retired, a forgotten run's corrections blanked."""

HISTORY_FIXED: Refusals = (("guard_history_fixed", "1 = 1"),)


def conditions() -> dict[tuple[str, str], Refusals]:
    """What is refused before a row is inserted, updated or deleted."""
    text = files(__package__).joinpath("conditions.toml").read_text(encoding="utf-8")
    given = {
        (table, event): tuple((refusal["code"], refusal["when"].strip()) for refusal in refusals)
        for table, events in tomllib.loads(text).items()
        for event, refusals in events.items()
    }
    fixed = [(table, event) for table in FIXED_TABLES for event in ("UPDATE", "DELETE")]
    return dict.fromkeys([*fixed, ("approvers", "DELETE")], HISTORY_FIXED) | given


def guard_name(table: str, event: str) -> str:
    """The name of the trigger that guards the table on the event."""
    return f"guard_{table}_{event.lower()}"
