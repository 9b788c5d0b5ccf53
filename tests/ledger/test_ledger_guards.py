"""What the databases themselves refuse, whoever writes to them: every guard is hit, on both (promises 11, 12)."""

# ruff: noqa: S608 - statements made of these tests' own constants

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from ledger_databases import behind_its_back, on_sqlite
from ledger_scene import APPROVER, SECRET, approved, paid_out, recorded, with_approver
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from contracts.problem import Refused
from pay_linkage.ledger import Ledger, add_approver, events, forget_runs, publications, reject, retire_approver
from pay_linkage.ledger.guards.conditions import FIXED_TABLES, conditions
from pay_linkage.ledger.holder import Holder
from pay_linkage.ledger.models import EventRow

HASH = "f" * 64
AT = "2019-01-05T09:00:00.000000Z"


@pytest.fixture
def scene(ledger: Ledger) -> Ledger:
    """2018-1 is published; 2018-2, its rerun, is approved; 2018-3 is not; 李四 made 2018-4 and may approve others'."""
    with_approver(ledger)
    add_approver(ledger, "李四", SECRET, by="root")
    paid_out(ledger, "2018-1", {"a": 100, "b": 50})
    approved(ledger, recorded(ledger, "2018-2", {"a": 120, "b": 50}, "2018-1"))
    recorded(ledger, "2018-3", {"a": 1}, "2018-1")
    recorded(ledger, "2018-4", {"a": 1}, "2018-1", made_by="李 四")
    return ledger


def row(connection: Connection, table: str, where: str, changes: Mapping[str, Any]) -> dict[str, Any]:
    """A row like the one there, changed."""
    found = connection.execute(text(f"SELECT * FROM {table} WHERE {where}")).mappings().one()
    return {**found, **changes}


def insert(connection: Connection, table: str, values: Mapping[str, Any], verb: str = "INSERT") -> None:
    names = ", ".join(values)
    blanks = ", ".join(f":{name}" for name in values)
    connection.execute(text(f"{verb} INTO {table} ({names}) VALUES ({blanks})"), values)


def line(person: str, before: int, amount: int, sequence: int = 2) -> dict[str, Any]:
    return {
        "sequence": sequence,
        "person_id": person,
        "paid_before_cents": before,
        "entitlement_cents": amount,
        "difference_cents": amount - before,
    }


def publish_by_hand(connection: Connection, rows: list[dict[str, Any]], **changes: Any) -> None:
    """A publication of 2018-2 as the product would enter it, but for the changes."""
    for each in rows:
        insert(connection, "publication_lines", each)
    usual = {
        "sequence": 2,
        "run_id": "2018-2",
        "content_hash": connection.scalar(text("SELECT content_hash FROM runs WHERE run_id = '2018-2'")),
        "ordinal": 2,
        "base_run": "2018-1",
        "kind": "difference",
        "approval": 2,
        "people": 2,
        "lines": 1,
        "sum_cents": 20,
    }
    insert(connection, "publications", row(connection, "publications", "sequence = 1", {**usual, **changes}))


LINES = [line("a", 100, 120), line("b", 50, 50)]


def refused(ledger: Ledger, code: str) -> Any:
    """The transaction fails with the guard's code."""
    return pytest.raises(IntegrityError, match=f"pay-linkage: {code}")


def test_by_hand_too_a_publication_that_is_right_is_let_in(scene: Ledger) -> None:
    with behind_its_back(scene) as connection:
        publish_by_hand(connection, LINES)
    assert [each.run_id for each in publications(scene)] == ["2018-1", "2018-2"]


PUBLICATIONS = {
    "no such approval for this run": (LINES, {"approval": 1}, "guard_publication_not_approved"),
    "a run without approval": (LINES, {"run_id": "2018-3"}, "guard_publication_not_approved"),
    "other content than approved": (LINES, {"content_hash": HASH}, "guard_publication_not_approved"),
    "published twice": (LINES, {"run_id": "2018-1"}, "guard_row_twice"),
    "a number left out": ([line("a", 100, 120, 3)], {"sequence": 3}, "guard_number_out_of_order"),
    "a first publication again": (LINES, {"ordinal": 1, "base_run": None, "kind": "full"}, "guard_number_out_of_order"),
    "another base": (LINES, {"base_run": "2018-3"}, "guard_number_out_of_order"),
    "a person too few": (LINES[:1], {}, "guard_totals_do_not_match"),
    "a sum that is not": (LINES, {"sum_cents": 21}, "guard_totals_do_not_match"),
    "lines miscounted": (LINES, {"lines": 2}, "guard_totals_do_not_match"),
    "more than is due": ([LINES[0], line("b", 50, 51)], {"lines": 2, "sum_cents": 21}, "guard_totals_do_not_match"),
    "paid in full again": ([line("a", 0, 120), LINES[1]], {"sum_cents": 120}, "guard_money_not_conserved"),
    "somebody paid is forgotten": ([line("a", 100, 170)], {"people": 1, "sum_cents": 70}, "guard_money_not_conserved"),
}  # fmt: skip


@pytest.mark.parametrize("attempt", PUBLICATIONS)
def test_a_publication_that_is_not_right_is_refused(scene: Ledger, attempt: str) -> None:
    lines, changes, code = PUBLICATIONS[attempt]
    with refused(scene, code), behind_its_back(scene) as connection:
        publish_by_hand(connection, lines, **changes)
    assert len(publications(scene)) == 1


def test_a_publication_after_a_rejection_is_refused(scene: Ledger) -> None:
    run = recorded(scene, "2018-2", {"a": 120, "b": 50}, "2018-1")
    reject(scene, "2018-2", run.content_hash, APPROVER, SECRET, "有误")
    with refused(scene, "guard_publication_not_approved"), behind_its_back(scene) as connection:
        publish_by_hand(connection, LINES)


def test_a_publication_approved_by_somebody_retired_is_refused(scene: Ledger) -> None:
    retire_approver(scene, APPROVER, by="root")
    with refused(scene, "guard_publication_not_approved"), behind_its_back(scene) as connection:
        publish_by_hand(connection, LINES)


def test_lines_without_their_publication_are_not_kept(scene: Ledger) -> None:
    with pytest.raises(IntegrityError), behind_its_back(scene) as connection:
        insert(connection, "publication_lines", line("a", 100, 120))


def test_four_eyes_hold_in_the_database(scene: Ledger) -> None:
    with refused(scene, "guard_approver_is_maker"), behind_its_back(scene) as connection:
        content = connection.scalar(text("SELECT content_hash FROM runs WHERE run_id = '2018-4'"))
        changes = {"number": 3, "run_id": "2018-4", "content_hash": content, "approver": 2, "nonce": "new"}
        insert(connection, "approvals", row(connection, "approvals", "number = 2", changes))


APPROVALS = {
    "replayed": ({"number": 3}, "guard_row_twice"),
    "of other content": ({"number": 3, "nonce": "new", "content_hash": HASH}, "guard_approval_of_other_content"),
    "moved to another run": ({"number": 3, "nonce": "new", "run_id": "2018-3"}, "guard_approval_of_other_content"),
    "by nobody": ({"number": 3, "nonce": "new", "approver": 9}, "guard_approver_not_in_force"),
    "in an older one's place": ({"number": 2, "nonce": "new"}, "guard_number_out_of_order"),
}


@pytest.mark.parametrize("attempt", APPROVALS)
def test_an_approval_that_is_not_right_is_refused(scene: Ledger, attempt: str) -> None:
    changes, code = APPROVALS[attempt]
    with refused(scene, code), behind_its_back(scene) as connection:
        insert(connection, "approvals", row(connection, "approvals", "number = 2", changes))


INSERTS = {
    "a run again": ("runs", "number = 3", {"number": 5}, "guard_row_twice"),
    "a run in another's place": ("runs", "number = 1", {"run_id": "2018-9"}, "guard_number_out_of_order"),
    "a run without its corrections": ("runs", "number = 3", {"run_id": "2018-9", "number": 5}, "guard_rows_incomplete"),
    "a correction later on": ("corrections", "run_id = '2018-2'", {"line": 2}, "guard_row_too_late"),
    "an approver again": ("approvers", "number = 1", {"number": 3}, "guard_row_twice"),
    "an approver in another's place": ("approvers", "number = 1", {"handle_key": "x"}, "guard_number_out_of_order"),
    "a line later on": ("publication_lines", "person_id = 'a'", {"person_id": "c"}, "guard_row_too_late"),
    "an entry after a gap": ("events", "sequence = 9", {"sequence": 99}, "guard_log_out_of_order"),
    "an entry in another's place": ("events", "sequence = 9", {}, "guard_log_out_of_order"),
    "an entry out of the chain": ("events", "sequence = 9", {"sequence": 10}, "guard_log_out_of_order"),
}  # fmt: skip


@pytest.mark.parametrize("attempt", INSERTS)
def test_a_row_out_of_its_place_is_refused(scene: Ledger, attempt: str) -> None:
    table, where, changes, code = INSERTS[attempt]
    with refused(scene, code), behind_its_back(scene) as connection:
        insert(connection, table, row(connection, table, where, changes))


def test_a_line_or_correction_is_not_replaced_before_its_run_or_publication_is_there(scene: Ledger) -> None:
    correction = {"line": 1, "table_name": "t", "row_key": "k", "action": "delete", "reason": ""}
    for table, values in {
        "publication_lines": line("a", 100, 120),
        "corrections": {"run_id": "2018-9", **correction},
    }.items():
        with refused(scene, "guard_row_twice"), behind_its_back(scene) as connection:
            insert(connection, table, values)
            insert(connection, table, values)


@pytest.mark.parametrize("table", [*FIXED_TABLES, "approvers"])
@pytest.mark.parametrize("verb", ["update", "delete", "replace", "truncate"])
def test_history_is_fixed(scene: Ledger, table: str, verb: str) -> None:
    forget_runs(scene, ["2018-4"], by="root", reason="six years are over")
    before = everything(scene)
    column = {"events": "sequence", "publications": "sequence", "approvals": "number"}.get(table, "run_id")
    column = {"publication_lines": "person_id", "approvers": "name"}.get(table, column)
    statements = {
        "update": f"UPDATE {table} SET {column} = {column}",
        "delete": f"DELETE FROM {table}",
        "replace": f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}",
        "truncate": f"TRUNCATE {table} CASCADE",
    }
    missing = "replace" if not on_sqlite(scene) else "truncate"
    statement = statements["delete" if verb == missing else verb]
    with pytest.raises(DBAPIError, match="pay-linkage: guard_"), behind_its_back(scene) as connection:
        connection.execute(text(statement))
    assert everything(scene) == before


CHANGES = ("public_key = 'x'", "handle = 'x'", "added_by = 'x'", "retired_at = NULL, retired_by = NULL")


@pytest.mark.parametrize("change", CHANGES)
def test_an_approver_is_retired_once_and_not_changed(scene: Ledger, change: str) -> None:
    retire_approver(scene, "李四", by="root")
    for number in (1, 2):
        with refused(scene, "guard_history_fixed"), behind_its_back(scene) as connection:
            connection.execute(text(f"UPDATE approvers SET {change} WHERE number = {number}"))


CHECKS = {
    "a negative entitlement": line("c", 0, -1),
    "a difference that does not add up": {**line("c", 0, 1), "difference_cents": 2},
}


@pytest.mark.parametrize("attempt", CHECKS)
def test_a_line_must_add_up(scene: Ledger, attempt: str) -> None:
    with pytest.raises(IntegrityError, match="ck_publication_lines"), behind_its_back(scene) as connection:
        insert(connection, "publication_lines", CHECKS[attempt])


def test_every_refusal_of_the_guards_is_tried_here() -> None:
    tried = {attempt[-1] for attempts in (PUBLICATIONS, APPROVALS, INSERTS) for attempt in attempts.values()}
    tried |= {"guard_approver_is_maker", "guard_history_fixed"}
    assert tried == {code for refusals in conditions().values() for code, _ in refusals}


def everything(ledger: Ledger) -> dict[str, list[tuple[Any, ...]]]:
    with behind_its_back(ledger) as connection:
        tables = [*FIXED_TABLES, "approvers"]
        return {table: [tuple(r) for r in connection.execute(text(f"SELECT * FROM {table}"))] for table in tables}


def test_a_guards_refusal_reaches_the_caller_as_a_sentence(scene: Ledger) -> None:
    """Should the product itself ever err, the guard's code comes out, without any value of the row."""

    def rewrite(session: Any) -> None:
        session.get(EventRow, 1).payload = "canary"

    with pytest.raises(Refused, match="guard_history_fixed") as refusal:
        scene.write(Holder("x", "test"), rewrite)
    assert "canary" not in str(refusal.value) + repr(refusal.value.__cause__)
    assert len(events(scene)) == 9
