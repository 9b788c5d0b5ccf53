"""Four eyes: who may decide on a run, and what a decision is bound to (rulebook §8)."""

# ruff: noqa: S608 - statements made of these tests' own constants

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from ledger_scene import APPROVER, SECRET, approved, paid_out, published, recorded, with_approver

from contracts.problem import Refused
from pay_linkage.ledger import (
    Ledger,
    add_approver,
    approval_in_force,
    approvals,
    approve,
    approvers,
    events,
    publications,
    reject,
    retire_approver,
)
from pay_linkage.ledger import secret as approver_secret

AMOUNTS = {"a": 100}


def codes(refusal: pytest.ExceptionInfo[Refused]) -> set[str]:
    return {problem.code for problem in refusal.value.problems}


def test_an_approval_says_who_when_why_and_of_what(ledger: Ledger) -> None:
    run = recorded(with_approver(ledger), "2018-1", AMOUNTS)
    assert approval_in_force(ledger, "2018-1") is None
    with time_machine.travel(datetime(2019, 1, 5, 9, 0, tzinfo=UTC), tick=False):
        approval = approve(ledger, "2018-1", run.content_hash, APPROVER, SECRET, "核对无误", nonce="once")
    assert (approval.number, approval.run_id, approval.content_hash) == (1, "2018-1", run.content_hash)
    assert (approval.decision, approval.approver, approval.reason, approval.nonce) == (
        "approve", APPROVER, "核对无误", "once",
    )  # fmt: skip
    assert approval.at == datetime(2019, 1, 5, 9, 0, tzinfo=UTC)
    assert approvals(ledger, "2018-1") == [approval]
    assert approval_in_force(ledger, "2018-1") == approval


@pytest.mark.parametrize("maker", ["王芳", " 王 芳", "WangFang", "ｗａｎｇ．ｆａｎｇ", "wang_fang"])
def test_whoever_made_a_run_cannot_approve_it_however_the_name_is_written(ledger: Ledger, maker: str) -> None:
    run = recorded(with_approver(ledger, handle="wang.fang"), "2018-1", AMOUNTS, made_by=maker)
    with pytest.raises(Refused) as refusal:
        approve(ledger, "2018-1", run.content_hash, "Wang.Fang", SECRET, "核对无误")
    assert codes(refusal) == {"approval_of_own_run"}
    assert approvals(ledger, "2018-1") == []


def test_makers_may_reject_their_own_run(ledger: Ledger) -> None:
    run = recorded(with_approver(ledger), "2018-1", AMOUNTS, made_by=APPROVER)
    assert reject(ledger, "2018-1", run.content_hash, APPROVER, SECRET, "算错了").decision == "reject"


def test_other_content_is_not_approved(ledger: Ledger) -> None:
    recorded(with_approver(ledger), "2018-1", AMOUNTS)
    with pytest.raises(Refused) as refusal:
        approve(ledger, "2018-1", "f" * 64, APPROVER, SECRET, "核对无误")
    assert codes(refusal) == {"approval_of_other_content"}


def test_a_decision_cannot_be_sent_twice(ledger: Ledger) -> None:
    run = recorded(with_approver(ledger), "2018-1", AMOUNTS)
    other = recorded(ledger, "2018-2", AMOUNTS)
    approve(ledger, "2018-1", run.content_hash, APPROVER, SECRET, "核对无误", nonce="once")
    reject(ledger, "2018-1", run.content_hash, APPROVER, SECRET, "有误")
    for again in (run, other):
        with pytest.raises(Refused) as refusal:
            approve(ledger, again.run_id, again.content_hash, APPROVER, SECRET, "核对无误", nonce="once")
        assert codes(refusal) == {"approval_replayed"}
    assert approval_in_force(ledger, "2018-1") is None


def test_a_rejection_ends_the_approvals_before_it_and_not_those_after(ledger: Ledger) -> None:
    run = approved(with_approver(ledger), recorded(ledger, "2018-1", AMOUNTS))
    reject(ledger, "2018-1", run.content_hash, APPROVER, SECRET, "有误")
    with pytest.raises(Refused) as refusal:
        published(ledger, run, AMOUNTS)
    assert codes(refusal) == {"publication_rejected"}
    approved(ledger, run)
    assert published(ledger, run, AMOUNTS).approval == 3


def test_after_publication_a_decision_comes_too_late(ledger: Ledger) -> None:
    paid_out(with_approver(ledger), "2018-1", AMOUNTS)
    run = recorded(ledger, "2018-1", AMOUNTS)
    with pytest.raises(Refused) as refusal:
        reject(ledger, "2018-1", run.content_hash, APPROVER, SECRET, "有误")
    assert codes(refusal) == {"approval_after_publication"}


@pytest.mark.parametrize(("handle", "secret"), [(APPROVER, "not her secret"), ("nobody", SECRET), (APPROVER, "")])
def test_a_wrong_secret_proves_nothing(ledger: Ledger, handle: str, secret: str) -> None:
    run = recorded(with_approver(ledger), "2018-1", AMOUNTS)
    with pytest.raises(Refused) as refusal:
        approve(ledger, "2018-1", run.content_hash, handle, secret, "核对无误")
    assert codes(refusal) == {"approver_not_proven"}
    assert approvals(ledger, "2018-1") == []


def test_after_five_wrong_secrets_the_right_one_must_wait(ledger: Ledger) -> None:
    run = recorded(with_approver(ledger), "2018-1", AMOUNTS)
    with time_machine.travel(datetime(2019, 1, 5, tzinfo=UTC), tick=False) as clock:
        for _ in range(5):
            with pytest.raises(Refused, match="approver_not_proven"):
                approve(ledger, "2018-1", run.content_hash, APPROVER, "a wrong secret", "核对无误")
        for _ in range(2):
            with pytest.raises(Refused, match="approver_must_wait"):
                approve(ledger, "2018-1", run.content_hash, APPROVER, SECRET, "核对无误")
        clock.shift(timedelta(minutes=15, seconds=1))
        approved(ledger, run)
    assert [event.action for event in events(ledger)].count("secret_refused") == 5


def test_a_decision_clears_the_wrong_secrets_before_it(ledger: Ledger) -> None:
    run = recorded(with_approver(ledger), "2018-1", AMOUNTS)
    for _ in range(3):
        for _ in range(4):
            with pytest.raises(Refused, match="approver_not_proven"):
                approve(ledger, "2018-1", run.content_hash, APPROVER, "a wrong secret", "核对无误")
        approved(ledger, run)


def test_one_approvers_wrong_secrets_do_not_hold_up_another(ledger: Ledger) -> None:
    run = recorded(with_approver(ledger), "2018-1", AMOUNTS)
    with_approver(ledger, "李四")
    for _ in range(6):
        with pytest.raises(Refused):
            approve(ledger, "2018-1", run.content_hash, "李四", "a wrong secret", "核对无误")
    approved(ledger, run)


def test_a_retired_approver_decides_no_longer(ledger: Ledger) -> None:
    run = recorded(with_approver(ledger), "2018-1", AMOUNTS)
    retired = retire_approver(ledger, APPROVER, by="root")
    assert (retired.retired_by, approvers(ledger)) == ("root", [retired])
    with pytest.raises(Refused) as refusal:
        approved(ledger, run)
    assert codes(refusal) == {"approver_not_proven"}
    with pytest.raises(Refused, match="approver_unknown"):
        retire_approver(ledger, APPROVER, by="root")


def test_a_person_may_be_registered_again_with_a_new_secret(ledger: Ledger) -> None:
    run = recorded(with_approver(ledger), "2018-1", AMOUNTS)
    retire_approver(ledger, APPROVER, by="root")
    add_approver(ledger, APPROVER, "another secret", by="root")
    with pytest.raises(Refused, match="approver_not_proven"):
        approved(ledger, run)
    approve(ledger, "2018-1", run.content_hash, APPROVER, "another secret", "核对无误")
    assert published(ledger, run, AMOUNTS).sequence == 1


def test_what_an_approver_needs_is_said_at_once(ledger: Ledger) -> None:
    with pytest.raises(Refused) as refusal:
        add_approver(ledger, "···", "short", by=" ")
    assert codes(refusal) == {"approver_name_empty", "approver_secret_short", "said_text_missing"}
    with_approver(ledger, handle="Fang")
    with pytest.raises(Refused, match="approver_handle_taken"):
        with_approver(ledger, "李四", handle="fang")
    assert len(approvers(ledger)) == 1


@pytest.mark.parametrize("reason", ["", "  ", "a\x00b", "\ud800"])
def test_a_reason_must_say_something(ledger: Ledger, reason: str) -> None:
    run = recorded(with_approver(ledger), "2018-1", AMOUNTS)
    with pytest.raises(Refused, match="said_text"):
        approve(ledger, "2018-1", run.content_hash, APPROVER, SECRET, reason)


def test_an_unknown_run_is_refused(ledger: Ledger) -> None:
    with pytest.raises(Refused, match="ledger_run_unknown"):
        approve(with_approver(ledger), "2018-9", "f" * 64, APPROVER, SECRET, "核对无误")


def test_the_secret_itself_is_nowhere_in_the_database(ledger: Ledger) -> None:
    approved(with_approver(ledger), recorded(ledger, "2018-1", AMOUNTS))
    with ledger.database.engine.connect() as connection:
        kept = [
            str(row)
            for table in ("approvers", "approvals", "events")
            for row in connection.exec_driver_sql(f"SELECT * FROM {table}")
        ]
    assert kept
    assert not any(SECRET in row for row in kept)


def test_guessing_a_secret_costs(monkeypatch: pytest.MonkeyPatch) -> None:
    """The cost in earnest: 32 MiB a guess; the same secret in other widths is the same."""
    monkeypatch.undo()
    assert approver_secret.SCRYPT_COST * 128 * 8 == 32 * 2**20
    salt = approver_secret.new_salt()
    keys = [approver_secret.signing_key(text, salt, approver_secret.SCRYPT_COST) for text in ("sécret", "ｓécret")]
    publics = {approver_secret.public_key(key) for key in keys}
    assert len(publics) == 1
    assert approver_secret.is_key_of(keys[0], publics.pop())
    assert not approver_secret.is_key_of(approver_secret.signing_key("secret", salt, 16), "0" * 64)


def test_publications_need_no_trust_in_the_caller(ledger: Ledger) -> None:
    run = recorded(with_approver(ledger), "2018-1", AMOUNTS)
    with pytest.raises(Refused) as refusal:
        published(ledger, run, AMOUNTS)
    assert codes(refusal) == {"publication_not_approved"}
    assert publications(ledger) == []
