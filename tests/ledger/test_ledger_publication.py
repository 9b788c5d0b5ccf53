"""What is published, and what is refused (rulebook §8)."""

from __future__ import annotations

import pytest
from ledger_databases import behind_its_back, without_guards
from ledger_scene import (
    MAKER,
    approved,
    entitlements,
    paid_out,
    published,
    recorded,
    with_approver,
)
from sqlalchemy import text

from contracts.problem import Place, Problem, Refused
from pay_linkage.ledger import (
    Ledger,
    Publication,
    add_approver,
    approvals,
    events,
    history,
    last_publication,
    paid,
    publication_frames,
    publication_lines,
    publication_of,
    publications,
    publish,
    retire_approver,
)


def codes(refusal: pytest.ExceptionInfo[Refused]) -> set[str]:
    return {problem.code for problem in refusal.value.problems}


def test_first_publication_pays_in_full(ledger: Ledger) -> None:
    amounts = {"a": 2_448_005, "b": 0}
    first = paid_out(with_approver(ledger), "2018-1", amounts)
    assert (first.sequence, first.ordinal, first.kind, first.base_run, first.force_reason) == (1, 1, "full", None, None)
    assert (first.people, first.lines, first.sum_cents) == (2, 2, 2_448_005)
    frames = publication_frames(ledger, 1)
    assert frames.full is not None
    assert frames.full.rows() == [("a", 2_448_005), ("b", 0)]
    assert (frames.supplement, frames.recovery) == (None, None)


def test_later_publications_pay_differences_and_recover_from_leavers(ledger: Ledger) -> None:
    with_approver(ledger)
    paid_out(ledger, "2018-1", {"a": 100, "b": 200, "c": 300, "d": 0})
    second = paid_out(ledger, "2018-2", {"a": 150, "b": 200, "d": 0, "e": 7}, "2018-1")
    assert (second.kind, second.base_run, second.people, second.lines, second.sum_cents) == (
        "difference", "2018-1", 5, 3, 50 + 7 - 300,
    )  # fmt: skip
    assert publication_lines(ledger, 2).rows() == [
        ("a", 100, 150, 50),
        ("b", 200, 200, 0),
        ("c", 300, 0, -300),
        ("d", 0, 0, 0),
        ("e", 0, 7, 7),
    ]
    frames = publication_frames(ledger, 2)
    assert frames.full is None
    assert frames.supplement is not None
    assert frames.recovery is not None
    assert frames.supplement.rows() == [("a", 50), ("e", 7)]
    assert frames.recovery.rows() == [("c", 300)]
    third = paid_out(ledger, "2018-3", {"a": 150, "c": 1}, "2018-2")
    assert publication_lines(ledger, 3)["person_id"].to_list() == ["a", "b", "c", "e"]
    assert paid(ledger, 2018).rows() == [("a", 150), ("b", 0), ("c", 1), ("d", 0), ("e", 0)]
    assert third.sum_cents == -200 - 7 + 1


def test_public_retro_example(ledger: Ledger) -> None:
    """4,800 → 5,800 for two months entered later gives +2,000; a later cut to 80 % gives −2,320."""
    with_approver(ledger)
    paid_out(ledger, "2018-1", {"p": 2 * 480_000})
    assert paid_out(ledger, "2018-2", {"p": 2 * 580_000}, "2018-1").sum_cents == 200_000
    assert paid_out(ledger, "2018-3", {"p": 2 * 580_000 * 80 // 100}, "2018-2").sum_cents == -232_000
    lines = history(ledger, "p")
    assert [(line.sequence, line.run_id, line.difference_cents) for line in lines] == [
        (1, "2018-1", 960_000),
        (2, "2018-2", 200_000),
        (3, "2018-3", -232_000),
    ]
    assert [line.paid_before_cents for line in lines] == [0, 960_000, 1_160_000]
    assert lines[-1].entitlement_cents == sum(line.difference_cents for line in lines) == 928_000


def test_publishing_again_gives_the_same_publication(ledger: Ledger) -> None:
    amounts = {"a": 100}
    first = paid_out(with_approver(ledger), "2018-1", amounts)
    run = recorded(ledger, "2018-1", amounts)
    assert [published(ledger, run, amounts) for _ in range(100)] == [first] * 100
    assert publications(ledger) == [first]
    assert publication_of(ledger, "2018-1") == first
    assert last_publication(ledger, 2018) == first


def test_an_older_run_published_again_after_its_rerun_changes_nothing(ledger: Ledger) -> None:
    first = paid_out(with_approver(ledger), "2018-1", {"a": 100})
    paid_out(ledger, "2018-2", {"a": 150}, "2018-1")
    assert published(ledger, recorded(ledger, "2018-1", {"a": 100}), {"a": 100}) == first
    assert paid(ledger, 2018).rows() == [("a", 150)]


@pytest.mark.parametrize("before", [True, False])
def test_changed_content_is_refused_before_and_after(ledger: Ledger, before: bool) -> None:
    run = approved(with_approver(ledger), recorded(ledger, "2018-1", {"a": 100}))
    if not before:
        published(ledger, run, {"a": 100})
    with pytest.raises(Refused) as refusal:
        publish(ledger, run.run_id, "f" * 64, entitlements({"a": 101}), MAKER)
    assert codes(refusal) == {"publication_of_changed_run", "publication_of_other_amounts"}
    assert len(publications(ledger)) == (0 if before else 1)


def test_a_run_that_does_not_descend_is_refused_unless_forced_with_a_reason(ledger: Ledger) -> None:
    with_approver(ledger)
    paid_out(ledger, "2018-1", {"a": 100})
    paid_out(ledger, "2018-2", {"a": 150}, "2018-1")
    aside = approved(ledger, recorded(ledger, "2018-3", {"a": 90, "b": 5}, "2018-1"))
    with pytest.raises(Refused) as refusal:
        published(ledger, aside, {"a": 90, "b": 5})
    assert codes(refusal) == {"publication_not_descended"}
    with pytest.raises(Refused) as refusal:
        published(ledger, aside, {"a": 90, "b": 5}, "  ")
    assert codes(refusal) == {"said_text_missing"}
    forced = published(ledger, aside, {"a": 90, "b": 5}, "上级要求")
    assert (forced.force_reason, forced.base_run, forced.sum_cents) == ("上级要求", "2018-2", -55)


def test_a_reason_to_force_is_kept_only_where_force_was_needed(ledger: Ledger) -> None:
    run = approved(with_approver(ledger), recorded(ledger, "2018-1", {"a": 1}))
    assert published(ledger, run, {"a": 1}, "上级要求").force_reason is None


def test_descent_may_skip_runs_that_were_never_published(ledger: Ledger) -> None:
    with_approver(ledger)
    paid_out(ledger, "2018-1", {"a": 100})
    recorded(ledger, "2018-2", {"a": 1}, "2018-1")
    assert paid_out(ledger, "2018-3", {"a": 120}, "2018-2").sum_cents == 20


def test_cycles_are_paid_apart(ledger: Ledger) -> None:
    with_approver(ledger)
    paid_out(ledger, "2018-1", {"a": 100})
    other = paid_out(ledger, "2019-1", {"a": 100}, cycle=2019)
    assert (other.sequence, other.ordinal, other.kind, other.sum_cents) == (2, 1, "full", 100)


def test_all_that_is_missing_is_said_at_once(ledger: Ledger) -> None:
    paid_out(with_approver(ledger), "2018-1", {"a": 100})
    aside = recorded(ledger, "2018-2", {"a": 1})
    with pytest.raises(Refused) as refusal:
        published(ledger, aside, {"a": 1})
    assert codes(refusal) == {"publication_not_approved", "publication_not_descended"}


def test_objections_are_asked_with_the_publication_in_force_and_refuse(ledger: Ledger) -> None:
    with_approver(ledger)
    asked: list[Publication | None] = []

    def objections(in_force: Publication | None) -> list[Problem]:
        asked.append(in_force)
        return [Problem("publication_unknown", Place("x"))] if in_force else []

    first = approved(ledger, recorded(ledger, "2018-1", {"a": 1}))
    one = publish(ledger, first.run_id, first.content_hash, entitlements({"a": 1}), MAKER, objections=objections)
    second = approved(ledger, recorded(ledger, "2018-2", {"a": 2}, "2018-1"))
    with pytest.raises(Refused) as refusal:
        publish(ledger, second.run_id, second.content_hash, entitlements({"a": 2}), MAKER, objections=objections)
    assert (codes(refusal), asked, publications(ledger)) == ({"publication_unknown"}, [None, one], [one])


def test_an_approver_who_retired_no_longer_vouches(ledger: Ledger) -> None:
    run = approved(with_approver(ledger), recorded(ledger, "2018-1", {"a": 1}))
    retire_approver(ledger, "王芳", by="root")
    with pytest.raises(Refused) as refusal:
        published(ledger, run, {"a": 1})
    assert codes(refusal) == {"publication_approver_retired"}


def test_an_approval_written_into_the_database_by_somebody_else_is_not_signed(ledger: Ledger) -> None:
    run = recorded(with_approver(ledger), "2018-1", {"a": 1})
    add_approver(ledger, "李四", "another secret", by="root")
    approved(ledger, recorded(ledger, "2018-2", {"a": 2}))
    with behind_its_back(ledger) as connection:
        connection.execute(
            text(
                "INSERT INTO approvals SELECT number + 1, :run, :hash, decision, approver, at, reason, 'new', signature"
                " FROM approvals"
            ),
            {"run": run.run_id, "hash": run.content_hash},
        )
    assert [approval.approver for approval in approvals(ledger, "2018-1")] == ["王芳"]
    with pytest.raises(Refused) as refusal:
        published(ledger, run, {"a": 1})
    assert codes(refusal) == {"publication_approval_not_signed"}


def test_an_approval_that_became_the_makers_own_vouches_for_nothing(ledger: Ledger) -> None:
    """Somebody who can switch guards off made the approver the maker, or gave the run other content."""
    run = approved(with_approver(ledger), recorded(ledger, "2018-1", {"a": 1}))
    without_guards(ledger, "UPDATE runs SET made_by_key = '王芳'")
    with pytest.raises(Refused, match="publication_approved_by_maker"):
        published(ledger, run, {"a": 1})
    without_guards(ledger, "UPDATE runs SET made_by_key = '张三', content_hash = 'f'")
    with pytest.raises(Refused, match="publication_approved_other_content"):
        publish(ledger, run.run_id, "f", entitlements({"a": 1}), MAKER)
    assert publications(ledger) == []


def test_nobody_to_pay_is_published_too(ledger: Ledger) -> None:
    empty = paid_out(with_approver(ledger), "2018-1", {})
    assert (empty.people, empty.lines, empty.sum_cents) == (0, 0, 0)
    assert paid_out(ledger, "2018-2", {"a": 1}, "2018-1").sum_cents == 1


def test_what_was_done_stands_in_the_log_without_anybodys_pay(ledger: Ledger) -> None:
    paid_out(with_approver(ledger), "2018-1", {"a-person": 424242, "b": 1})
    log = events(ledger)
    assert [event.action for event in log] == ["approver_added", "run_recorded", "run_approved", "run_published"]
    assert [event.actor for event in log] == ["root", "张三", "王芳", "张三"]
    assert not any("424242" in str(event.payload) or "a-person" in str(event.payload) for event in log)


def test_a_run_in_which_somebody_would_owe_money_is_kept_and_not_published(ledger: Ledger) -> None:
    run = recorded(ledger, "2018-1", {"a": -1, "b": 5})
    with pytest.raises(Refused, match="entitlement_negative"):
        published(ledger, run, {"a": -1, "b": 5})
