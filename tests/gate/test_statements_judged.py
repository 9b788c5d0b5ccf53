"""Statements are read back before their run is published: whatever is wrong with them is caught by its name."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from gate_district import approved, run_district
from gate_scene import Scene, promised
from statement_damages import STATEMENT_DAMAGES, Pages

from contracts.problem import LANGUAGES, Language, Refused
from contracts.publication_gate import Check, Judge, PromisedFile, judged_file
from pay_linkage.ledger import Ledger, publications
from pay_linkage.notices.statement_files import hand_out_statements
from pay_linkage.publication import publish_run
from pay_linkage.runs import Store, StoredRun

TAMPERS = int(os.environ.get("GATE_TAMPERS", "24")) // 2
FIRST = int(os.environ.get("GATE_FIRST", "0"))
SEED = 20181231


def handed_out(run: StoredRun, out: Path, lang: Language, *people: str, one_file: bool) -> PromisedFile:
    """Write the statements and give what is promised of them."""
    store = run.path.parent.parent
    hand_out_statements(Store(store), run, out, people, lang, one_file=one_file)
    (file,) = [file for file in promised(store, run) if file.path == out]
    return file


def pages_of(folder: Path) -> Pages:
    return {page.relative_to(folder).as_posix(): page.read_text() for page in folder.rglob("*.html")}


def red(file: PromisedFile, judge: Judge) -> list[Check]:
    return [check for check in judged_file(file, judge) if not check.passed]


def written_anew(folder: Path, pages: Pages) -> None:
    for name, page in pages.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(page)


@pytest.fixture(scope="module")
def folders(scene: Scene, tmp_path_factory: pytest.TempPathFactory) -> dict[bool, PromisedFile]:
    """Whether all are in one file → the statements' promise."""
    home = tmp_path_factory.mktemp("statements")
    return {
        one_file: handed_out(scene.run, home / str(one_file), "zh" if one_file else "en", one_file=one_file)
        for one_file in (True, False)
    }


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("one_file", [True, False])
@pytest.mark.parametrize("people", [(), ("0004", "0001")])
def test_statements_as_they_were_written_pass(
    people: tuple[str, ...], one_file: bool, lang: Language, scene: Scene, tmp_path: Path
) -> None:
    file = handed_out(scene.run, tmp_path / "out", lang, *people, one_file=one_file)
    assert file.sheets[0].rows.height == (len(people) or 12)
    assert len(pages_of(file.path)) == (1 if one_file else len(people) or 12)
    assert len(judged_file(file, scene.judge)) > 20
    assert red(file, scene.judge) == []


@pytest.mark.parametrize("one_file", [True, False])
@pytest.mark.parametrize("name", STATEMENT_DAMAGES)
def test_damaged_statements_are_caught_by_name(
    name: str, one_file: bool, folders: dict[bool, PromisedFile], scene: Scene, tmp_path: Path
) -> None:
    damage, file = STATEMENT_DAMAGES[name], folders[one_file]
    pages = pages_of(file.path)
    new = damage.change(pages)
    written_anew(tmp_path, new)
    first = tmp_path / min(new)
    first.write_bytes(damage.data(first.read_bytes()))
    assert pages != new or first.read_bytes() != pages[min(new)].encode()
    expected = damage.code
    if expected == "gate_rows_out_of_order" and not one_file:
        expected = "gate_cell_changed"  # each lies where the other should
    found = red(replace(file, path=tmp_path), scene.judge)
    assert expected in {check.code for check in found}
    assert all(spot.row is None for check in found for spot in check.spots)


def test_a_page_in_the_place_of_another_is_caught(
    folders: dict[bool, PromisedFile], scene: Scene, tmp_path: Path
) -> None:
    pages = pages_of(folders[False].path)
    one, other = sorted(pages)[:2]
    written_anew(tmp_path, {**pages, one: pages[other], other: pages[one]})
    found = red(replace(folders[False], path=tmp_path), scene.judge)
    assert ("gate_cell_changed", "页面 page") in {(check.code, check.heading) for check in found}


def other_sign(sign: str, own: Random) -> str:
    return own.choice([each for each in "0123456789.,x" if each != sign])


def test_every_random_change_of_a_figure_or_a_code_is_found(
    folders: dict[bool, PromisedFile], scene: Scene, tmp_path: Path
) -> None:
    missed = []
    for number in range(FIRST, FIRST + TAMPERS):
        own = Random(f"{SEED} {number}")
        file = folders[bool(number % 2)]
        pages = pages_of(file.path)
        name = own.choice(sorted(pages))
        told = list(re.finditer(r'data-person="(\w+)"|value="([0-9.]+)"|">([0-9.,]+)</data>', pages[name]))
        place = own.choice(told)
        at = own.randrange(place.start(place.lastindex or 0), place.end(place.lastindex or 0))
        page = pages[name]
        pages[name] = page[:at] + other_sign(page[at], own) + page[at + 1 :]
        written_anew(tmp_path / str(number), pages)
        if not red(replace(file, path=tmp_path / str(number)), scene.judge):
            missed.append((number, name, page[at - 20 : at + 20]))
    assert missed == []


def test_wrong_statements_let_nothing_be_published_until_they_are_gone(tmp_path: Path) -> None:
    store = tmp_path / "store"
    run = run_district(tmp_path / "district", store)
    approved(store, run)
    file = handed_out(run, tmp_path / "out", "zh", one_file=True)
    page = file.path / "statements.html"
    page.write_text(page.read_text().replace('value="', 'value="1', 1))
    with pytest.raises(Refused) as refusal:
        publish_run(Ledger.in_store(store), Store(store), run.manifest.run_id, "出纳")
    found = {(problem.code, problem.key) for problem in refusal.value.problems}
    assert {("gate_amount_changed", "0000"), ("gate_sum_of_run_other", "run")} <= found
    assert publications(Ledger.in_store(store)) == []
    file.path.rename(tmp_path / "elsewhere")
    publish_run(Ledger.in_store(store), Store(store), run.manifest.run_id, "出纳")
    assert len(publications(Ledger.in_store(store))) == 1
