"""The guards in PostgreSQL: a function a guard, the trigger that calls it, and one more a table against TRUNCATE."""

from __future__ import annotations

from pay_linkage.ledger.guards.conditions import FIXED_TABLES, HISTORY_FIXED, Refusals, conditions, guard_name


def _body(event: str, refusals: Refusals) -> str:
    checks = "\n".join(
        f"  IF {condition} THEN RAISE EXCEPTION 'pay-linkage: {code}' USING ERRCODE = '23000'; END IF;"
        for code, condition in refusals
    )
    return f"\nBEGIN\n{checks}\n  RETURN {'OLD' if event == 'DELETE' else 'NEW'};\nEND\n"


def _function(name: str, body: str) -> str:
    head = f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT"
    return f"{head} AS $guard${body}$guard$"


def _trigger(table: str, event: str) -> str:
    name = guard_name(table, event)
    each = "STATEMENT" if event == "TRUNCATE" else "ROW"
    return f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH {each} EXECUTE FUNCTION {name}()"


_GUARDED = conditions() | {(table, "TRUNCATE"): HISTORY_FIXED for table in (*FIXED_TABLES, "approvers")}

GUARDS: dict[str, str] = {
    guard_name(table, event): _trigger(table, event) + _body(event, refusals)
    for (table, event), refusals in _GUARDED.items()
}
"""Name of the guard → its trigger and its function's body, as PostgreSQL keeps and tells them."""

STATEMENTS: tuple[str, ...] = tuple(
    statement
    for (table, event), refusals in _GUARDED.items()
    for statement in (_function(guard_name(table, event), _body(event, refusals)), _trigger(table, event))
)
