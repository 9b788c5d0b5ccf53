"""Districts stand and fall by themselves; what they come to is added up and told in every form."""

from __future__ import annotations

import json
import pickle
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import openpyxl
import polars as pl
import pytest

from contracts.problem import LANGUAGES, Problem
from pay_linkage import year_end
from pay_linkage.bookkeeping import opened_ledger
from pay_linkage.cli import main
from pay_linkage.ledger import add_approver, approve
from pay_linkage.order import Order
from pay_linkage.province import Province, house_today, outcome_of, province_documents, read_province, roll_up, settled
from pay_linkage.province.outcome import DistrictFailed, Outcome
from pay_linkage.province.records import as_record
from pay_linkage.publication import publish_run
from pay_linkage.runs import Store
from tests.province.small_province import SEEDS, content_hashes, run_hashes, write_inputs, write_province

CANARY = "丁桃花 7733.11"
SECRET = "a secret of seven words for tests"
LATER = (
    "  - {id: late, name: {en: Late, zh: 迟}, cycle: 2018, due: 2018-12-31}",
    "  - {id: soon, name: {en: Soon, zh: 待}, cycle: 2018, due: 2099-12-31}",
    "  - {id: gone, name: {en: Gone, zh: 无}, cycle: 2018}",
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A province of two sound districts, one with a broken table, and three without inputs."""
    folder = tmp_path_factory.mktemp("province")
    cycle = write_inputs(folder / "in" / "broken", SEEDS["d1"])
    people = folder / "in" / "broken" / "people.csv"
    people.write_text(people.read_text(encoding="utf-8").replace("staff", "chief"), encoding="utf-8")
    broken = f"  - {{id: broken, name: {{en: Broken, zh: 坏}}, cycle: {cycle}}}"
    write_province(folder, extra=(broken, *LATER))
    return folder


@pytest.fixture(scope="module")
def province(folder: Path) -> Province:
    return read_province(folder / "province.yaml", "hr")


@pytest.fixture(scope="module")
def outcomes(province: Province) -> dict[str, Outcome]:
    return {one.id: outcome_of(one, house_today()) for one in province.districts}


def codes(one: Outcome) -> set[str]:
    return {problem.code for problem in one.problems}


def test_a_failing_district_stops_no_other_and_is_told_with_its_sentence(outcomes: dict[str, Outcome]) -> None:
    assert {name: one.status for name, one in outcomes.items()} == {
        **dict.fromkeys(SEEDS, "done"),
        "broken": "failed",
        "late": "failed",
        "soon": "awaited",
        "gone": "failed",
    }
    assert codes(outcomes["broken"]) == {"choice_unknown"}
    assert [outcomes[name].behind for name in ("broken", "late", "soon", "gone")] == [False, True, False, False]
    assert outcomes["broken"].sentence("en").startswith("people.csv · row 2: ")
    assert outcomes["broken"].sentence("zh").startswith("people.csv · 第 2 行：")


def test_the_districts_results_are_those_of_districts_run_by_themselves(
    folder: Path, outcomes: dict[str, Outcome], tmp_path: Path
) -> None:
    for name, seed in SEEDS.items():
        figures = outcomes[name].figures
        assert figures is not None
        cycle = write_inputs(tmp_path / "in" / name, seed)
        inputs = tmp_path / "in" / name
        alone = year_end.run_cycle(inputs / "scheme.yaml", inputs, cycle, tmp_path / "stores" / name)
        assert alone.name == figures.run_id
    assert content_hashes(tmp_path / "stores") == content_hashes(folder / "stores")
    assert run_hashes(tmp_path / "stores") == run_hashes(folder / "stores")


def test_a_district_that_is_done_or_awaited_is_left_alone(province: Province, outcomes: dict[str, Outcome]) -> None:
    again = {one.id: settled(one, house_today()) for one in province.districts}
    assert [name for name, one in again.items() if one is None] == ["broken"]
    assert all(again[name] is not None and not again[name].made for name in SEEDS)
    assert [outcomes[name].made for name in SEEDS] == [True] * len(SEEDS)
    assert [again[name].figures for name in SEEDS] == [outcomes[name].figures for name in SEEDS]


def test_only_the_mended_district_is_run_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = write_province(tmp_path, {"d1": 29, "d2": 29})
    table = tmp_path / "in" / "d2" / "units.csv"
    sound = table.read_bytes()
    table.write_bytes(sound.replace(b"unit_id", b"unit_no"))
    run: list[str] = []
    real = year_end.load

    def load(order: Order) -> object:
        run.append(Path(order.inputs).name)
        return real(order)

    monkeypatch.setattr(year_end, "load", load)
    assert pay_linkage("province", str(file), "--direct", monkeypatch=monkeypatch) == 2
    assert run == ["d1", "d2"]
    table.write_bytes(sound)
    assert pay_linkage("province", str(file), "--direct", monkeypatch=monkeypatch) == 0
    assert run == ["d1", "d2", "d2"]


def pay_linkage(*arguments: str, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr(sys, "argv", ["pay-linkage", *arguments])
    with pytest.raises(SystemExit) as left:
        main()
    return int(left.value.code or 0)


def test_a_defect_in_one_district_is_an_outcome_with_its_place_and_without_its_words(
    province: Province, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def stumble(*_: object) -> None:
        raise ValueError(CANARY)

    monkeypatch.setattr("pay_linkage.province.district_run.year_end", stumble)
    monkeypatch.setattr("pay_linkage.province.district_run.Store.find", lambda *_: None)
    one = outcome_of(province.districts[0], house_today())
    assert (one.status, codes(one), one.exit_status) == ("failed", {"district_defect"}, 1)
    told = str(one.problems) + "".join(one.happened) + repr(DistrictFailed(one))
    assert "stumble" in told
    assert not [part for part in CANARY.split() if part in told]


def test_sums_are_those_of_the_districts_payrolls(folder: Path, outcomes: dict[str, Outcome]) -> None:
    found = roll_up(list(outcomes.values()))
    runs = [Store(folder / "stores" / name).runs()[0] for name in SEEDS]
    stored = [Store(folder / "stores" / name).open(run.run_id) for name, run in zip(SEEDS, runs, strict=True)]
    assert found.people == sum(run.table("payroll").height for run in stored)
    assert found.cents == sum(int(run.table("payroll")["amount"].to_physical().sum() or 0) for run in stored)
    assert sum(found.unit_grades.values()) == sum(run.table("unit_results").height for run in stored)
    for run in stored:
        for category, grade, count in run.table("unit_results").group_by("category", "grade").len().iter_rows():
            same = [other for other in stored if other.manifest.scheme.name == run.manifest.scheme.name]
            wanted = pl.concat([other.table("unit_results").select("category", "grade") for other in same])
            total = wanted.filter(category=category, grade=grade).height
            assert found.unit_grades[run.manifest.scheme.name, category, grade] == total >= count
    assert [one.district for one in found.behind] == ["late"]
    assert found.exit_status == 2


def test_a_run_after_the_due_day_is_late(province: Province, outcomes: dict[str, Outcome]) -> None:
    from dataclasses import replace  # noqa: PLC0415

    late = settled(replace(province.districts[0], due=date(2018, 1, 1)), house_today())
    assert late is not None
    assert (late.status, late.late, late.behind) == ("done", True, True)
    assert roll_up([late]).behind == ()


def test_figures_are_those_of_the_run_that_is_published(tmp_path: Path) -> None:
    province = read_province(write_province(tmp_path, {"d1": 29}), "hr")
    (district,) = province.districts
    made = outcome_of(district, house_today()).figures
    assert made is not None
    assert made.publication is None
    books, store = opened_ledger(district.order.store, None), Store(district.order.store)
    add_approver(books, "Deputy Wang", SECRET, "administrator", "deputy")
    approve(books, made.run_id, store.open(made.run_id).manifest.content_hash, "deputy", SECRET, "seen")
    publish_run(books, store, made.run_id, "payroll")
    (tmp_path / "in" / "d1" / "units.csv").write_bytes((tmp_path / "in" / "d1" / "units.csv").read_bytes() + b"\n")
    again = outcome_of(district, house_today())
    assert again.made
    assert again.figures is not None
    assert (again.figures.run_id, again.figures.publication) == (made.run_id, 1)


def test_an_outcome_and_its_failure_travel_between_processes(outcomes: dict[str, Outcome]) -> None:
    for one in outcomes.values():
        assert pickle.loads(pickle.dumps(one)) == one  # noqa: S301  (our own)
        assert pickle.loads(pickle.dumps(DistrictFailed(one))).outcome == one  # noqa: S301


@pytest.fixture
def shown(folder: Path, outcomes: dict[str, Outcome], capfd: pytest.CaptureFixture[str]) -> Iterator[str]:
    yield str(folder / "province.yaml")
    for file in folder.glob("out.*"):
        file.unlink()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_roll_up_says_the_same_in_the_terminal_in_files_and_as_json(
    lang: str, shown: str, folder: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def asked(*more: str) -> tuple[str, str]:
        capfd.readouterr()
        assert pay_linkage("province", shown, "--direct", "--lang", lang, *more, monkeypatch=monkeypatch) == 2
        told = capfd.readouterr()
        return told.out, told.err

    out, err = asked("--out", str(folder / "out.xlsx"))
    assert len(err.splitlines()) == 6
    record = json.loads(asked("--json", "--out", str(folder / "out.html"))[0])
    amount = f"{record['cents'] // 100:,}.{record['cents'] % 100:02}"
    page = (folder / "out.html").read_text(encoding="utf-8")
    rows = list(openpyxl.load_workbook(folder / "out.xlsx").active.iter_rows(values_only=True))
    sheet = "\n".join(str(cell) for row in rows for cell in row if cell is not None)
    for text in (out, page, sheet):
        assert amount in text
        for district in record["districts"]:
            assert district["id"] in text
            assert district.get("run_id", "") in text
        assert {"en": "behind", "zh": "逾期未完成"}[lang] in text
    own = [f"{one['cents'] // 100:,}.{one['cents'] % 100:02}" for one in record["districts"] if one.get("cents")]
    assert [(one in out, f">{one}<" in page) for one in own] == 2 * [(True, True)]
    assert record["counts"] == {"done": 2, "awaited": 1, "failed": 3, "behind": 1}
    assert {(folder / f"out.{ending}").stat().st_mode & 0o777 for ending in ("xlsx", "html")} == {0o600}


def test_a_file_that_is_taken_is_refused_before_anything_is_run(
    shown: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "out.json").write_text("somebody's work")
    monkeypatch.setattr("pay_linkage.cli.commands.province.outcome_of", lambda *_: pytest.fail("it was run"))
    assert pay_linkage("province", shown, "--direct", "--out", str(folder / "out.json"), monkeypatch=monkeypatch) == 2
    assert pay_linkage("province", shown, "--direct", "--out", str(folder / "out.pdf"), monkeypatch=monkeypatch) == 2


def test_every_problem_of_the_record_is_in_the_users_language(province: Province, outcomes: dict[str, Outcome]) -> None:
    found = roll_up(list(outcomes.values()))
    for lang in LANGUAGES:
        record = json.dumps(as_record(province, found, lang), ensure_ascii=False)
        problem: Problem = outcomes["late"].problems[0]
        assert problem.text("what", lang) in record
        assert province_documents(province, found, date(2018, 1, 1), lang)[0].number
