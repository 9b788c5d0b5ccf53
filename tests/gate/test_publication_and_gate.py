"""Publishing asks the gate: before anything is entered, and again over the files that payroll gets."""

from __future__ import annotations

from pathlib import Path

import pytest
from gate_district import approved, published, run_district
from gate_scene import exported, promised

from contracts.problem import Refused
from contracts.publication_gate import Check, Judge, PromisedFile, judged_file
from pay_linkage import publication
from pay_linkage.gate import gate
from pay_linkage.gate.gate import gated
from pay_linkage.gate.kept import last_verdict
from pay_linkage.handover import Request, due, export
from pay_linkage.ledger import Ledger, publications, verify
from pay_linkage.publication import publish_run
from pay_linkage.runs import Store, StoredRun

PASSWORD = "opens the drafts"


@pytest.fixture
def run(tmp_path: Path) -> StoredRun:
    """An approved run that is not published."""
    made = run_district(tmp_path / "district", tmp_path / "store")
    approved(tmp_path / "store", made)
    return made


def publish(run: StoredRun, password: str = "") -> Path:
    store = run.path.parent.parent
    return publish_run(Ledger.in_store(store), Store(store), run.manifest.run_id, "出纳", None, lambda: password)[1]


def refused(run: StoredRun) -> list[tuple[str, int | None]]:
    """Codes and rows of what publishing is refused for; the first speaks of the whole. What stays is named."""
    with pytest.raises(Refused) as refusal:
        publish(run)
    was_judged = refusal.value.problems[0].code in {"gate_is_red", "publication_files_red"}
    assert Path(refusal.value.kept).exists() if was_judged else not refusal.value.kept
    for problem in refusal.value.problems:
        assert all(problem.text(part, lang) for part in ("what", "expected", "mend") for lang in ("en", "zh"))
    return [(problem.code, problem.place.row) for problem in refusal.value.problems]


def pages(run: StoredRun) -> list[str]:
    folder = run.path.parent.parent / "gates" / run.manifest.run_id
    return [page.read_text() for page in sorted(folder.glob("*.html"))]


def test_the_gate_is_asked_before_and_after_and_its_pages_are_kept(run: StoredRun) -> None:
    publish(run)
    before, after = pages(run)
    assert "payroll.xlsx" in before
    assert "payroll-full.csv" not in before
    assert "payroll-full.csv" in after


def test_publishing_judges_each_file_once(run: StoredRun, monkeypatch: pytest.MonkeyPatch) -> None:
    judged: list[str] = []

    def noting(promise: PromisedFile, judge: Judge) -> tuple[Check, ...]:
        judged.append(promise.path.name)
        return judged_file(promise, judge)

    monkeypatch.setattr(gate, "judged_file", noting)
    publish(run)
    assert sorted(judged) == ["payroll-full.csv", "payroll.csv", "payroll.xlsx"]
    assert all(name in pages(run)[-1] for name in judged)


def test_publishing_again_asks_the_gate_only_where_the_files_were_not_judged(
    run: StoredRun, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A publisher that was killed between the ledger's entry and the second verdict left files unjudged."""
    monkeypatch.setattr(publication, "_has_passed", lambda *_: True)
    publish(run)
    monkeypatch.undo()
    assert len(pages(run)) == 1
    for _ in range(3):
        publish(run)
    assert len(pages(run)) == 2


def test_a_red_gate_lets_nothing_be_published_and_names_the_row(run: StoredRun) -> None:
    store = run.path.parent.parent
    exported(store, run, {"wage-sheet": {}, "payroll-csv": {}})
    (draft,) = (store / "exports" / run.manifest.run_id).glob("payroll-csv*.csv")
    lines = draft.read_text().splitlines(keepends=True)
    whole = draft.read_bytes()
    draft.write_text("".join([*lines[:3], *lines[4:]]))
    found = refused(run)
    assert found[0] == ("gate_is_red", None)
    assert {code for code, _ in found[1:]} > {"gate_person_missing", "gate_sum_of_run_other"}
    assert publications(Ledger.in_store(store)) == []
    assert not (store / "publications").exists()
    verdict = last_verdict(Store(store), run.manifest.run_id)
    assert verdict is not None
    assert not verdict.is_green
    draft.write_bytes(whole)
    assert publish(run).is_dir()


def test_a_draft_that_is_gone_speaks_against_nothing_but_a_published_export_must_be_there(run: StoredRun) -> None:
    store = run.path.parent.parent
    out = store.parent / "draft.csv"
    brought = due(Store(store), run.manifest.run_id, Ledger.in_store(store))
    export(Store(store), brought, Request("payroll-csv", out=out))
    out.unlink()
    publish(run)
    brought = due(Store(store), run.manifest.run_id, Ledger.in_store(store))
    export(Store(store), brought, Request("payroll-csv", out=out))
    out.unlink()
    report, _ = gated(Store(store), run.manifest.run_id, Ledger.in_store(store), "出纳")
    assert [check.code for check in report.red] == ["gate_file_missing"]


def test_a_draft_of_full_amounts_is_withdrawn_once_only_differences_are_due(tmp_path: Path) -> None:
    store = tmp_path / "store"
    first, second = (run_district(tmp_path / (raised or "-"), store, raised) for raised in ("", "0002"))
    exported(store, second, {"wage-sheet": {}, "payroll-csv": {}})
    published(store, first)
    exported(store, second, {"wage-sheet": {}})
    names = {file.path.name for file in promised(store, second)}
    assert "wage-sheet-draft-supplement.xlsx" in names
    assert "wage-sheet-draft-full.xlsx" not in names
    assert "payroll-csv-draft-full.csv" in names  # nobody has asked for this layout again


def test_encrypted_drafts_are_judged_with_their_password(run: StoredRun) -> None:
    store = run.path.parent.parent
    exported(store, run, {"wage-sheet": {}}, PASSWORD)
    assert refused(run)[1:] == [("gate_password_other", None)]
    assert publish(run, PASSWORD).is_dir()


def test_nobody_waits_for_the_gate_where_nobody_has_approved(tmp_path: Path) -> None:
    made = run_district(tmp_path / "district", tmp_path / "store")
    assert refused(made) == [("publication_not_approved", None)]
    assert pages(made) == []


def test_an_approval_that_comes_while_publishing_does_not_pass_the_gate_by(
    run: StoredRun, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(publication, "_is_to_be_judged", lambda *_: False)
    assert refused(run) == [("publication_not_judged", None)]
    assert publications(Ledger.in_store(run.path.parent.parent)) == []


def test_files_that_were_damaged_right_after_they_were_written_are_not_handed_on(
    run: StoredRun, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, enter = run.path.parent.parent, publication.publish_stored_run

    def damaging(*arguments: object) -> object:
        done, folder = enter(*arguments)  # type: ignore[arg-type]
        file = folder / "payroll-full.csv"
        file.write_bytes(file.read_bytes().replace(b"0003,", b"0004,", 1))
        return done, folder

    monkeypatch.setattr(publication, "publish_stored_run", damaging)
    found = refused(run)
    assert found[0] == ("publication_files_red", None)
    assert ("gate_person_twice", 6) in found
    monkeypatch.undo()
    (store / "publications" / f"0001-{run.manifest.run_id}" / "payroll-full.csv").unlink()
    (store / "publications" / f"0001-{run.manifest.run_id}" / "control-totals.json").unlink()
    (store / "publications" / f"0001-{run.manifest.run_id}").rmdir()
    publish(run)
    assert len(publications(Ledger.in_store(store))) == 1
    assert verify(Store(store), Ledger.in_store(store)) == []


def test_the_kept_pages_open_offline_and_hold_nobodys_name_number_or_pay(run: StoredRun) -> None:
    publish(run)
    people = run.input("people")
    secret = [*people["person_name"], *people["id_number"], *map(str, people["base_pay"])]
    secret += list(map(str, run.table("payroll")["amount"]))
    for page in pages(run):
        assert "http://" not in page
        assert "https://" not in page
        assert "<script" not in page
        assert [each for each in secret if len(each) > 4 and each in page] == []
