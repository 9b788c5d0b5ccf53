"""A district whose first run is published, and its command line."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from pay_linkage.bookkeeping import opened_ledger, record_lineage
from pay_linkage.cli import main
from pay_linkage.ledger import add_approver, approve, publish_stored_run
from tests.corrections.small_district import District

Typed = Callable[..., str]
SECRET = "a long enough secret"


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> District:
    district = District(tmp_path_factory.mktemp("published"))
    run, ledger = district.first, opened_ledger(str(district.store.root), None)
    add_approver(ledger, "王芳", SECRET, "管理员")
    record_lineage(ledger, district.store, run.name)
    approve(ledger, run.name, run.manifest.content_hash, "王芳", SECRET, "同意")
    publish_stored_run(ledger, district.store, run.name, "出纳")
    return district


@pytest.fixture
def typed(published: District, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Typed:
    def told(*words: str, status: int = 0) -> str:
        """What the command says; its words end with the store."""
        monkeypatch.setattr(sys, "argv", ["pay-linkage", *words])
        with pytest.raises(SystemExit) as left:
            main()
        said = "".join(capsys.readouterr())
        assert int(left.value.code or 0) == status, said
        assert "Traceback" not in said
        return said

    return told


def contents(folder: Path) -> Mapping[str, bytes]:
    """Every file below a folder, byte for byte."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
