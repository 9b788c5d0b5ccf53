"""Files of a run on their way out: all or none, for their owner only, and each with a receipt."""

from __future__ import annotations

import io
import json
import os
import stat
from collections.abc import Iterator
from decimal import Decimal
from importlib import import_module
from pathlib import Path

import pytest
from handed_over import Handed, handed
from openpyxl import load_workbook

from contracts.encrypted_workbook import opened
from contracts.problem import LANGUAGES, Refused
from pay_linkage.handover import Request, due, export, receipts
from pay_linkage.layouts import Layout, layout_bytes, read_layout
from pay_linkage.ledger import Ledger
from pay_linkage.ledger.publication_files import publication_files
from pay_linkage.runs import Store, StoreFailure, durable
from tests.gate.gate_district import ASKED


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Handed:
    return handed(tmp_path_factory.mktemp("handover"))


@pytest.fixture
def umask() -> Iterator[None]:
    before = os.umask(0)
    yield
    os.umask(before)


def write(scene: Handed, run: int, request: Request) -> dict[Path, tuple[str, int]]:
    brought = due(Store(scene.store), scene.runs[run].manifest.run_id, Ledger.in_store(scene.store))
    return dict(export(Store(scene.store), brought, request).files)


def codes(refusal: pytest.ExceptionInfo[Refused]) -> list[str]:
    for problem in refusal.value.problems:
        assert all(problem.text(part, lang) for part in ("what", "expected", "mend") for lang in LANGUAGES)
    return [problem.code for problem in refusal.value.problems]


def test_the_first_publication_brings_full_amounts_later_ones_differences(scene: Handed) -> None:
    names = [sorted(path.name for path in write(scene, run, Request("person-amounts"))) for run in range(3)]
    assert names == [
        ["person-amounts-0001-full.csv"],
        ["person-amounts-0002-supplement.csv"],
        ["person-amounts-0003-recovery.csv"],
    ]


@pytest.mark.parametrize("run", [0, 1, 2])
def test_amounts_are_those_of_the_ledgers_own_files(run: int, scene: Handed) -> None:
    own = publication_files(Ledger.in_store(scene.store), run + 1)
    for path, (kind, count) in write(scene, run, Request("person-amounts")).items():
        name = {"full": "payroll-full.csv"}.get(kind, f"{kind}.csv")
        assert path.read_bytes() == own[name]
        assert len(path.read_text().splitlines()) == count + 1


def test_a_run_that_is_not_published_brings_what_it_would_bring_now(scene: Handed, tmp_path: Path) -> None:
    draft = handed(tmp_path, publish=0)
    assert [path.name for path in write(draft, 0, Request("person-amounts"))] == ["person-amounts-draft-full.csv"]
    second = handed(tmp_path / "second", publish=1)
    assert [path.name for path in write(second, 1, Request("person-amounts"))] == [
        "person-amounts-draft-supplement.csv"
    ]
    assert [path.name for path in write(second, 0, Request("person-amounts"))] == ["person-amounts-0001-full.csv"]


def test_whoever_left_and_gives_money_back_keeps_the_name(scene: Handed) -> None:
    (path,) = write(scene, 2, Request("wage-sheet"))
    sheet = load_workbook(path).worksheets[0]
    people = {row[0].value: row[1].value for row in sheet.iter_rows(min_row=2)}
    assert people["0005"] == "阿依古丽·买买提"
    assert "0005" not in scene.runs[2].table("payroll")["person_id"].to_list()


def test_a_publication_must_be_the_runs(scene: Handed) -> None:
    store, ledger = Store(scene.store), Ledger.in_store(scene.store)
    assert due(store, scene.runs[1].manifest.run_id, ledger, 2).subject.publication == 2
    for sequence in (1, 3, 99):
        with pytest.raises(Refused) as refusal:
            due(store, scene.runs[1].manifest.run_id, ledger, sequence)
        assert codes(refusal) == ["export_publication_of_other_run"]


@pytest.mark.usefixtures("umask")
def test_files_are_their_owners_only(tmp_path: Path) -> None:
    scene = handed(tmp_path, publish=0)
    (path,) = write(scene, 0, Request("wage-sheet"))
    (out,) = write(scene, 0, Request("wage-sheet", out=tmp_path / "wages.xlsx"))
    assert path.read_bytes() == out.read_bytes()
    made = [out, *path.parent.rglob("*")]
    assert len(made) == 4
    assert {stat.S_IMODE(each.stat().st_mode) for each in made if each.is_file()} == {0o600}
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert list((scene.store / "staging").iterdir()) == []


def test_another_file_is_never_replaced(scene: Handed, tmp_path: Path) -> None:
    out = tmp_path / "pay.csv"
    assert list(write(scene, 0, Request("person-amounts", out=out))) == [out]
    assert list(write(scene, 0, Request("person-amounts", out=out))) == [out]
    out.write_text("mine")
    with pytest.raises(Refused) as refusal:
        write(scene, 0, Request("person-amounts", out=out))
    assert codes(refusal) == ["export_file_exists"]
    assert out.read_text() == "mine"
    link = tmp_path / "link.csv"
    link.symlink_to(out)
    with pytest.raises(Refused):
        write(scene, 0, Request("person-amounts", out=link))
    assert out.read_text() == "mine"


@pytest.mark.parametrize(
    ("layout", "name"), [("person-amounts", "a.xlsx"), ("person-amounts", "a.ET"), ("wage-sheet", "a.csv")]
)
def test_a_name_that_tells_another_kind_of_file_is_refused(scene: Handed, tmp_path: Path, layout, name) -> None:
    with pytest.raises(Refused) as refused:
        write(scene, 0, Request(layout, out=tmp_path / name))
    assert codes(refused) == ["export_name_misleading"]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("layout", "name"), [("person-amounts", "a.txt"), ("person-amounts", "a"), ("wage-sheet", "a.XLSX")]
)
def test_any_other_name_is_taken(scene: Handed, tmp_path: Path, layout, name) -> None:
    assert len(write(scene, 0, Request(layout, out=tmp_path / name))) == 1


def test_differences_have_their_kind_in_the_name(scene: Handed, tmp_path: Path) -> None:
    assert [path.name for path in write(scene, 1, Request("wage-sheet", out=tmp_path / "pay"))] == [
        "pay-supplement.xlsx"
    ]


def test_nothing_is_written_where_anything_is_wrong(scene: Handed, tmp_path: Path) -> None:
    before = sorted(scene.store.rglob("*"))
    missing = tmp_path / "none.xlsx"
    for request in (Request("sap-infotype-0015"), Request("none"), Request("wage-sheet", template=missing),
                    Request("person-amounts", password="one")):  # fmt: skip
        with pytest.raises(Refused):
            write(scene, 1, request)
    with pytest.raises(Refused) as refusal:
        write(scene, 2, Request("tax-client-annual-bonus", {"passport": "中国护照"}))
    assert codes(refusal) == ["export_kind_not_carried"]
    assert sorted(scene.store.rglob("*")) == before


def test_a_run_that_changes_nothing_brings_nothing(tmp_path: Path) -> None:
    scene = handed(tmp_path, publish=2, raised=("", "+"))
    with pytest.raises(Refused) as refusal:
        write(scene, 1, Request("person-amounts"))
    assert codes(refusal) == ["export_nothing_due"]


class _Full:
    """An operating system whose disk is full once the file has its place beside the target."""

    def __getattr__(self, name: str) -> object:
        if name == "rename":
            return self._refuse
        return getattr(os, name)

    def _refuse(self, *_: object) -> None:
        raise OSError(28, "No space left on device")


def test_a_full_disk_leaves_the_old_file(scene: Handed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (path,) = write(scene, 0, Request("payroll-csv"))
    before = path.read_bytes()
    monkeypatch.setattr(durable, "os", _Full())
    with pytest.raises(StoreFailure) as failure:
        write(scene, 0, Request("payroll-csv"))
    assert failure.value.code == "store_full"
    monkeypatch.undo()
    assert path.read_bytes() == before
    assert [each for each in path.parent.iterdir() if each.name.endswith(".part")] == []


def test_an_encrypted_workbook_opens_with_its_password_only(scene: Handed, tmp_path: Path) -> None:
    (path,) = write(scene, 0, Request("wage-sheet", out=tmp_path / "closed.xlsx", password="密码"))
    assert path.read_bytes().startswith(b"\xd0\xcf\x11\xe0")
    sheet = load_workbook(io.BytesIO(opened(path.read_bytes(), "密码"))).worksheets[0]
    assert Decimal(str(sheet["C2"].value)) == Decimal(18000)
    assert not any(b"\xe7\x8e\x8b" in each.read_bytes() for each in tmp_path.iterdir())


def test_a_receipt_tells_everything_but_people_and_amounts(scene: Handed) -> None:
    for layout, parameters in ASKED.items():
        write(scene, 0, Request(layout, parameters))
    folder = scene.store / "exports" / scene.runs[0].manifest.run_id
    kept = receipts(Store(scene.store), scene.runs[0])
    wanted = next(each for each in kept if each.layout_used().layout == "frappe-additional-salary")
    assert (wanted.kind, wanted.publication, wanted.rows, wanted.encrypted) == ("full", 1, 11, False)
    assert wanted.parameters == ASKED["frappe-additional-salary"]
    assert wanted.path(folder).is_file()
    text = "".join(path.read_text() for path in folder.glob("*.receipt.json"))
    assert "18000" not in text
    assert "王小明" not in text
    assert "33000019800101001X" not in text


def test_a_layout_that_changes_meanwhile_is_kept_as_it_was_used(
    scene: Handed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text, file = layout_bytes("person-amounts"), tmp_path / "house.yaml"
    file.write_bytes(text)

    def read_and_changed(data: bytes, name: str) -> Layout:
        file.write_text("layout: another\n")
        return read_layout(data, name)

    monkeypatch.setattr(import_module("pay_linkage.handover.export"), "read_layout", read_and_changed)
    (path,) = write(scene, 0, Request(str(file), out=tmp_path / "out.csv"))
    (receipt,) = (one for one in receipts(Store(scene.store), scene.runs[0]) if one.file == str(path))
    assert (receipt.layout, path.read_text()[:1]) == (text.decode(), "p")


def test_a_changed_receipt_is_refused(tmp_path: Path) -> None:
    scene = handed(tmp_path, publish=0)
    write(scene, 0, Request("person-amounts"))
    (path,) = (scene.store / "exports").rglob("*.receipt.json")
    path.write_text(json.dumps({"format": 1}))
    with pytest.raises(StoreFailure) as failure:
        receipts(Store(scene.store), scene.runs[0])
    assert failure.value.code == "export_receipt_changed"
