"""A ledger is made, upgraded, or refused when it is opened."""

# ruff: noqa: S608 - statements made of these tests' own constants

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from ledger_databases import behind_its_back, on_sqlite
from sqlalchemy import text

from contracts.problem import LANGUAGES
from pay_linkage.ledger import Ledger, LedgerFailure, runs, schema, verify
from pay_linkage.ledger.models import Base
from pay_linkage.runs import Store


def test_migrations_make_the_tables_that_the_models_speak_of(ledger: Ledger) -> None:
    with ledger.reading() as session:
        options = {"version_table": schema.VERSION_TABLE, "compare_type": True}
        context = MigrationContext.configure(session.connection(), opts=options)
        assert compare_metadata(context, Base.metadata) == []


def test_the_versions_that_the_program_knows_are_its_migrations() -> None:
    config = Config()
    config.set_main_option("script_location", "pay_linkage.ledger:migrations")
    config.set_main_option("path_separator", "os")
    steps = ScriptDirectory.from_config(config).walk_revisions()
    assert tuple(reversed([step.revision for step in steps])) == schema.VERSIONS


def test_a_ledger_that_is_up_to_date_is_opened_without_alembic(ledger: Ledger, ledger_url: str) -> None:
    program = (
        "import sys; from pay_linkage.ledger import Ledger; Ledger.open(sys.argv[1]);sys.exit('alembic' in sys.modules)"
    )
    with ledger.reading() as session:
        assert schema.version(session.connection()) == schema.newest_version()
    subprocess.run([sys.executable, "-c", program, ledger_url], check=True)


def test_an_older_ledger_is_upgraded_and_keeps_what_it_holds(ledger_url: str, tmp_path: Path) -> None:
    older = Ledger.open(ledger_url)
    with behind_its_back(older) as connection:
        for table in [*Base.metadata.tables, schema.VERSION_TABLE]:
            connection.execute(text(f"DROP TABLE {table}" + ("" if on_sqlite(older) else " CASCADE")))
        if not on_sqlite(older):
            functions = connection.execute(
                text("SELECT proname FROM pg_proc WHERE pronamespace = current_schema()::regnamespace")
            )
            for (name,) in functions.all():
                connection.execute(text(f"DROP FUNCTION {name}"))
    with behind_its_back(older) as connection:
        schema.upgrade(connection, "0001")
        connection.execute(
            text("INSERT INTO runs VALUES ('2018-1', 1, NULL, 2018, 'h', 'z', 'z', :at, '', 0, 0, 'e', 0, 'c')"),
            {"at": "2018-12-31T15:30:00.000000Z"},
        )
    upgraded = Ledger.open(ledger_url)
    assert [run.run_id for run in runs(upgraded)] == ["2018-1"]
    with upgraded.reading() as session:
        assert schema.version(session.connection()) == schema.newest_version() != "0001"
    assert "verify_guard_changed" not in {finding.code for finding in verify(Store(tmp_path), upgraded)}


def test_a_newer_ledger_is_refused(ledger: Ledger, ledger_url: str) -> None:
    with behind_its_back(ledger) as connection:
        connection.execute(text(f"UPDATE {schema.VERSION_TABLE} SET version_num = '9999'"))
    with pytest.raises(LedgerFailure, match="ledger_newer_than_program"):
        Ledger.open(ledger_url)


def test_tables_of_another_program_are_not_touched(ledger: Ledger, ledger_url: str) -> None:
    with behind_its_back(ledger) as connection:
        connection.execute(text(f"DROP TABLE {schema.VERSION_TABLE}"))
    with pytest.raises(LedgerFailure, match="ledger_database_occupied") as failure:
        Ledger.open(ledger_url)
    assert "publication_lines" in failure.value.sentence("zh")


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
def test_the_file_in_the_store_is_private_whatever_the_umask(tmp_path: Path, umask: int) -> None:
    before = os.umask(umask)
    try:
        ledger = Ledger.in_store(tmp_path / "store")
        with ledger.reading():
            modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "store").iterdir()}
    finally:
        os.umask(before)
    assert set(modes) >= {"ledger.sqlite3", "ledger.sqlite3.lock"}
    assert set(modes.values()) == {0o600}
    assert stat.S_IMODE((tmp_path / "store").stat().st_mode) == 0o700


@pytest.mark.parametrize("url", ["mysql://localhost/x", "nonsense", "sqlite://", "sqlite:///:memory:"])
def test_a_url_that_is_no_ledgers_is_refused(url: str) -> None:
    with pytest.raises(LedgerFailure, match="ledger_url_unknown"):
        Ledger.open(url)


def test_a_password_stands_in_no_message() -> None:
    with pytest.raises(LedgerFailure, match="ledger_connection_lost") as failure:
        Ledger.open("postgresql://who:canary-secret@127.0.0.1:1/none")
    told = [str(failure.value), repr(failure.value.__cause__), *(failure.value.sentence(lang) for lang in LANGUAGES)]
    assert not any("canary-secret" in sentence for sentence in told)


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    (tmp_path / "ledger.sqlite3").write_bytes(b"not a database at all" * 100)
    with pytest.raises(LedgerFailure, match="ledger_damaged"):
        Ledger.in_store(tmp_path)


def test_a_link_in_the_ledgers_place_is_not_followed_to_make_it(tmp_path: Path) -> None:
    (tmp_path / "ledger.sqlite3.lock").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(LedgerFailure, match="ledger_disk_failed"):
        Ledger.in_store(tmp_path)
    assert not (tmp_path / "elsewhere").exists()
