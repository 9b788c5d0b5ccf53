"""The guards in SQLite: name of the trigger → the statement that makes it."""

from __future__ import annotations

from pay_linkage.ledger.guards.conditions import Refusals, conditions, guard_name


def _trigger(table: str, event: str, refusals: Refusals) -> str:
    body = "\n".join(f"  SELECT RAISE(ABORT, 'pay-linkage: {code}') WHERE {condition};" for code, condition in refusals)
    return f"CREATE TRIGGER {guard_name(table, event)} BEFORE {event} ON {table}\nBEGIN\n{body}\nEND"


TRIGGERS: dict[str, str] = {
    guard_name(table, event): _trigger(table, event, refusals) for (table, event), refusals in conditions().items()
}

STATEMENTS: tuple[str, ...] = tuple(TRIGGERS.values())
