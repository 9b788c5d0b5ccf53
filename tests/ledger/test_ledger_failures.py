"""A lock, a lost connection, a full disk: a sentence with a code, and nothing half done (promise 8)."""

from __future__ import annotations

import os
import resource
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from ledger_databases import behind_its_back, on_sqlite
from ledger_scene import Amounts, approved, paid_out, published, recorded, with_approver
from sqlalchemy import event, text
from sqlalchemy.orm import Session

from contracts.problem import LANGUAGES
from pay_linkage.ledger import Ledger, LedgerFailure, events, publication_of, publications, runs
from pay_linkage.ledger.holder import Holder

AMOUNTS: Amounts = {"canary-person": 987_654_321, "b": 1}
SHORT = timedelta(milliseconds=200)


@contextmanager
def busy(ledger: Ledger) -> Iterator[None]:
    """Somebody else is writing to the ledger."""
    begun, done = threading.Event(), threading.Event()

    def work(session: Session) -> None:
        session.execute(text("SELECT 1"))
        begun.set()
        done.wait(30)

    writer = threading.Thread(target=lambda: ledger.write(Holder("李四", "publish"), work))
    writer.start()
    begun.wait(30)
    try:
        yield
    finally:
        done.set()
        writer.join()


def assert_told(failure: LedgerFailure, *named: str) -> None:
    """The sentences name what they should, and nobody's person_id or pay."""
    for lang in LANGUAGES:
        assert all(name in failure.sentence(lang) for name in named)
        assert "{" not in failure.sentence(lang)
    told = [str(failure), repr(failure.__cause__), failure.sentence("en"), str(dict(failure.problem.facts))]
    assert not any("canary" in sentence or "987654321" in sentence for sentence in told)


def test_who_waits_in_vain_is_told_who_holds_the_lock(ledger: Ledger, ledger_url: str) -> None:
    with_approver(ledger)
    waiting = Ledger.open(ledger_url, wait=SHORT)
    with busy(ledger), pytest.raises(LedgerFailure, match="ledger_busy") as failure:
        recorded(waiting, "2018-1", AMOUNTS)
    assert_told(failure.value, "李四", str(os.getpid()), "publish")
    assert failure.value.code == "ledger_busy"
    recorded(waiting, "2018-1", AMOUNTS)
    assert len(runs(ledger)) == 1


def test_readers_do_not_wait_for_a_writer(ledger: Ledger, ledger_url: str) -> None:
    paid_out(with_approver(ledger), "2018-1", AMOUNTS)
    reader = Ledger.open(ledger_url, wait=SHORT)
    with busy(ledger):
        assert len(publications(reader)) == 1


def test_nobody_can_write_from_the_moment_a_writer_begins(tmp_path: Path) -> None:
    """Other programs neither, which know nothing of the lock file."""
    ledger = Ledger.in_store(tmp_path)

    def work(session: Session) -> None:
        other = sqlite3.connect(tmp_path / "ledger.sqlite3", timeout=0)
        with closing(other), pytest.raises(sqlite3.OperationalError, match="locked"):
            other.execute("INSERT INTO lock_holder VALUES (9, 'x')")
        session.execute(text("SELECT 1"))

    ledger.write(Holder("x", "test"), work)


def test_a_program_that_is_not_ours_may_hold_the_database(ledger: Ledger, ledger_url: str) -> None:
    waiting = Ledger.open(ledger_url, wait=SHORT)
    with ledger.database.engine.connect() as other:
        if on_sqlite(ledger):
            other.exec_driver_sql("INSERT INTO lock_holder VALUES (9, 'x')")
        else:
            other.exec_driver_sql("LOCK TABLE runs IN EXCLUSIVE MODE")
        with pytest.raises(LedgerFailure) as failure:
            recorded(waiting, "2018-1", AMOUNTS)
        assert failure.value.code == "ledger_busy_unknown"
        assert_told(failure.value, waiting.name)
        other.rollback()
    recorded(waiting, "2018-1", AMOUNTS)


def test_a_new_file_that_another_is_still_making_is_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite3"
    with closing(sqlite3.connect(path, isolation_level=None, check_same_thread=False)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LedgerFailure, match="ledger_busy_unknown"):
            Ledger.open(f"sqlite:///{path}", wait=SHORT)
        done = threading.Timer(0.3, other.rollback)
        done.start()
        assert runs(Ledger.open(f"sqlite:///{path}")) == []
        done.join()


def terminate(ledger: Ledger, session: Session) -> None:
    """The server ends the session's connection."""
    pid = session.scalar(text("SELECT pg_backend_pid()"))
    with behind_its_back(ledger) as connection:
        connection.execute(text("SELECT pg_terminate_backend(:pid, 5000)"), {"pid": pid})


def test_a_connection_lost_in_the_middle_leaves_nothing(postgresql_url: str) -> None:
    ledger = with_approver(Ledger.open(postgresql_url))
    run = approved(ledger, recorded(ledger, "2018-1", AMOUNTS))
    before = events(ledger)

    def cut(connection: Any, cursor: Any, statement: str, *_: Any) -> None:
        if statement.startswith("INSERT INTO publications"):
            terminate(ledger, Session(connection))

    event.listen(ledger.database.engine, "before_cursor_execute", cut)
    with pytest.raises(LedgerFailure, match="ledger_connection_lost") as failure:
        published(ledger, run, AMOUNTS)
    event.remove(ledger.database.engine, "before_cursor_execute", cut)
    assert_told(failure.value, ledger.name)
    assert (publications(ledger), events(ledger)) == ([], before)
    with behind_its_back(ledger) as connection:
        assert connection.scalar(text("SELECT count(*) FROM publication_lines")) == 0
    assert published(ledger, run, AMOUNTS).sequence == 1


@pytest.mark.parametrize("kept", [False, True])
def test_a_connection_lost_at_the_commit_is_asked_again(postgresql_url: str, kept: bool) -> None:
    """Whether the server has committed or not when the connection goes: asking again publishes once."""
    ledger = with_approver(Ledger.open(postgresql_url))
    run = approved(ledger, recorded(ledger, "2018-1", AMOUNTS))

    cuts: list[int] = []

    def cut(connection: Any) -> None:
        if not cuts and Session(connection).scalar(text("SELECT count(*) FROM publication_lines")):
            cuts.append(1)
            pid = connection.connection.driver_connection.info.backend_pid
            if kept:
                connection.connection.driver_connection.commit()
            with behind_its_back(ledger) as other:
                other.execute(text("SELECT pg_terminate_backend(:pid, 5000)"), {"pid": pid})
            connection.exec_driver_sql("SELECT 1")

    engine = ledger.database.engine
    event.listen(engine, "commit", cut)
    with pytest.raises(LedgerFailure, match="ledger_connection_lost"):
        published(ledger, run, AMOUNTS)
    assert len(publications(ledger)) == int(kept)
    assert published(ledger, run, AMOUNTS).sequence == 1
    assert publication_of(ledger, "2018-1") == published(ledger, run, AMOUNTS)
    assert [each.action for each in events(ledger)].count("run_published") == 1


def interfering(ledger: Ledger, times: int) -> tuple[Callable[[Session], str], list[int]]:
    """Work in whose way another transaction comes, so many times."""
    tried: list[int] = []

    def work(session: Session) -> str:
        tried.append(1)
        session.execute(text("SELECT holder FROM lock_holder"))
        if len(tried) <= times:
            with behind_its_back(ledger) as connection:
                connection.execute(text("UPDATE lock_holder SET holder = 'other'"))
        session.execute(text("UPDATE lock_holder SET holder = 'mine'"))
        return "done"

    return work, tried


def test_a_transaction_that_the_database_gave_up_is_tried_again(postgresql_url: str) -> None:
    ledger = with_approver(Ledger.open(postgresql_url))
    work, tried = interfering(ledger, times=2)
    assert ledger.write(Holder("x", "test"), work) == "done"
    assert len(tried) == 3


def test_trying_again_has_an_end(postgresql_url: str) -> None:
    ledger = with_approver(Ledger.open(postgresql_url))
    work, tried = interfering(ledger, times=99)
    with pytest.raises(LedgerFailure, match="ledger_contended"):
        ledger.write(Holder("x", "test"), work)
    assert len(tried) == 5


@contextmanager
def no_more_pages(ledger: Ledger) -> Iterator[None]:
    """The database may not grow."""

    def limit(connection: sqlite3.Connection, _: Any) -> None:
        connection.execute("PRAGMA max_page_count = 1")

    event.listen(ledger.database.engine, "connect", limit)
    yield
    event.remove(ledger.database.engine, "connect", limit)


@contextmanager
def no_larger_files(ledger: Ledger) -> Iterator[None]:
    """The operating system lets no file grow beyond 64 KiB."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (64 * 1024, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.parametrize("full", [no_more_pages, no_larger_files])
def test_a_full_disk_publishes_nothing_and_all_once_there_is_room(tmp_path: Path, full: Any) -> None:
    ledger = with_approver(Ledger.in_store(tmp_path))
    amounts = {**AMOUNTS, **{f"person-{number}": number for number in range(20_000)}}
    run = approved(ledger, recorded(ledger, "2018-1", amounts))
    before = events(ledger)
    with full(ledger), pytest.raises(LedgerFailure) as failure:
        published(ledger, run, amounts)
    assert failure.value.code in {"ledger_disk_full", "ledger_disk_failed"}
    assert_told(failure.value, ledger.name)
    assert (publications(ledger), events(ledger)) == ([], before)
    assert published(ledger, run, amounts).people == 20_002


STATES = {
    "53100": "ledger_disk_full",
    "58030": "ledger_disk_failed",
    "57P01": "ledger_connection_lost",
    "42501": "ledger_not_permitted",
    "XX001": "ledger_damaged",
    "22012": "ledger_failed",
}


@pytest.mark.parametrize("state", STATES)
def test_what_a_server_reports_has_a_code(postgresql_url: str, state: str) -> None:
    ledger = with_approver(Ledger.open(postgresql_url))
    run = approved(ledger, recorded(ledger, "2018-1", AMOUNTS))
    with behind_its_back(ledger) as connection:
        connection.exec_driver_sql(
            "CREATE FUNCTION fails() RETURNS trigger LANGUAGE plpgsql AS"
            f" $$ BEGIN RAISE EXCEPTION 'canary %%', NEW.person_id USING ERRCODE = '{state}'; END $$"
        )
        connection.exec_driver_sql(
            "CREATE TRIGGER fails BEFORE INSERT ON publication_lines FOR EACH ROW EXECUTE FUNCTION fails()"
        )
    with pytest.raises(LedgerFailure) as failure:
        published(ledger, run, AMOUNTS)
    assert failure.value.code == STATES[state]
    assert_told(failure.value, ledger.name)
    assert publications(ledger) == []


def test_a_reader_without_rights_is_told_so(postgresql_url: str) -> None:
    ledger = Ledger.open(postgresql_url)
    schema = postgresql_url.rsplit("search_path%3D", 1)[1]
    with behind_its_back(ledger) as connection:
        connection.exec_driver_sql(f"CREATE ROLE r_{schema}")
        connection.exec_driver_sql(f"GRANT USAGE ON SCHEMA {schema} TO r_{schema}")
    with pytest.raises(LedgerFailure, match="ledger_not_permitted"):
        Ledger.open(postgresql_url + f"%20-crole%3Dr_{schema}")


def test_a_folder_in_the_ledgers_place_cannot_be_opened(tmp_path: Path) -> None:
    (tmp_path / "ledger.sqlite3").mkdir()
    with pytest.raises(LedgerFailure, match="ledger_not_permitted"):
        Ledger.in_store(tmp_path)
