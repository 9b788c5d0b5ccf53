"""Circulated rankings, sheets of units, lists: the run's numbers, and nothing before its time."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from contracts.problem import LANGUAGES, Language, Refused
from pay_linkage.exports.document import MISSING, Document, Table
from pay_linkage.notices import award_list, circulation, interview_list, partial_year, result_sheets, stage_sheets
from pay_linkage.runs import StoredRun, stored_run
from pay_linkage.year_end import run_cycle
from tests.notices.read_back import judge_equations

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = {
    "dinghai_2017": ("dinghai-2017", 2017),
    "dinghai_2018": ("dinghai-2018-indirect", 2018),
    "community": ("community-contest", 2020),
    "public_institution": ("public-institution-2023", 2023),
}
NUMBERS = {
    "最终得分": "final_score",
    "基本分": "base_score",
    "加分": "bonus",
    "减分": "deduction",
    "系数": "coefficient",
    "评价总分": "rating_total",
    "评价名次": "rating_rank",
    "不计系数得分": "score_without_coefficient",
    "不计系数名次": "rank_without_coefficient",
}
ARROWS = {True: "↑", False: "↓"}


@pytest.fixture(scope="module", params=SAMPLES)
def run(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> StoredRun:
    scheme, cycle = SAMPLES[request.param]
    inputs = ROOT / "sample_data" / request.param
    return stored_run(run_cycle(scheme, inputs, cycle, tmp_path_factory.mktemp("store")))


def table(document: Document, part: int = 0) -> Table:
    found = document.parts[part].table
    assert found is not None
    return found


def test_the_circulated_ranking_holds_every_unit_with_the_runs_numbers(run: StoredRun) -> None:
    units = run.input("units").select("unit_id", "unit_name").join(run.table("unit_results"), on="unit_id")
    results = {row["unit_name"]: row for row in units.iter_rows(named=True)}
    told = 0
    for document in circulation(run, "zh"):
        ranking = table(document)
        headings = [heading.text for heading in ranking.headings]
        ranks = [int(str(row[0])) for row in ranking.rows]
        assert ranks == sorted(ranks)
        for row in ranking.rows:
            cells, unit = dict(zip(headings, row, strict=True)), results[str(row[1])]
            assert cells["名次"] == str(unit["rank"])
            for heading in set(headings) & set(NUMBERS):
                assert cells[heading] == unit[NUMBERS[heading]], (unit, heading)
            if "名次变化" in cells:
                gained = unit["places_gained"]
                assert cells["名次变化"] == (f"{ARROWS[gained > 0]}{abs(gained)}" if gained else "—")
            assert ("约谈" in str(cells["备注"])) == unit["interview"]
            assert ("取消评优" in str(cells["备注"])) == unit["barred"]
            assert ("不合格" in str(cells["备注"])) == unit["failed"]
            told += 1
    assert told == units.height


def test_the_movement_through_the_coefficient_is_the_published_one(tmp_path: Path) -> None:
    run = stored_run(run_cycle("dinghai-2017", ROOT / "sample_data" / "dinghai_2017", 2017, tmp_path))
    zh, en = (circulation(run, lang)[0].parts[1].sentences[0] for lang in ("zh", "en"))
    assert zh.startswith("受评价系数影响，4 个单位名次上升（最多上升 3 位），3 个单位名次下降")
    assert en.startswith("Through the coefficient 4 of the units rose (at most 3 up), 3 fell")


def test_result_sheets_hold_the_runs_numbers_and_their_equations_hold(run: StoredRun) -> None:
    results = {row["unit_id"]: row for row in run.table("unit_results").iter_rows(named=True)}
    for lang in LANGUAGES:
        sheets = dict(result_sheets(run, lang))
        assert set(sheets) == set(results)
        for unit_id, sheet in sheets.items():
            unit = results[unit_id]
            sentences = [sentence for part in sheet.parts for sentence in part.sentences]
            assert sum(judge_equations(s) for s in sentences if "min" not in s) >= 1
            facts = {str(value) for _, value in sheet.facts}
            assert f"{unit['final_score'].normalize():f}" in facts


def test_result_sheets_tell_events_with_their_documents(run: StoredRun) -> None:
    sheets = dict(result_sheets(run, "zh"))
    events = run.input("events").rows(named=True)
    assert events
    for event in events:
        cells = {
            str(c) for part in sheets[event["unit_id"]].parts if part.table for row in part.table.rows for c in row
        }
        assert event["document"] in cells
        assert event["occurred_on"].isoformat() in cells


def test_the_lists_hold_whom_they_should(run: StoredRun) -> None:
    units = run.input("units").select("unit_id", "unit_name").join(run.table("unit_results"), on="unit_id")
    called = interview_list(run, "zh").parts[0].table
    names = {row[1] for row in called.rows} if called else set()
    assert names == {row["unit_name"] for row in units.iter_rows(named=True) if row["interview"]}
    awards = {row[1]: row[4] for row in table(award_list(run, "zh")).rows}
    expected = {
        row["unit_name"]: "不具备" if row["barred"] or row["failed"] else "具备" for row in units.iter_rows(named=True)
    }
    assert awards == expected


@pytest.fixture
def partial(tmp_path: Path) -> Path:
    """Half a year: units, some scores, two of four departments, one voter group, an event, a contest's first round."""
    folder, whole = tmp_path / "half", ROOT / "sample_data" / "dinghai_2018"
    folder.mkdir()
    shutil.copy(whole / "units.csv", folder)
    for name, rows in {"indicator_scores": 9, "ballots": 5, "events": 3, "contests": 3}.items():
        lines = (whole / f"{name}.csv").read_text("utf-8").splitlines()[:rows]
        (folder / f"{name}.csv").write_text("\n".join(lines) + "\n", "utf-8")
    scores = "unit_id,component,score\n0101,economic_development,30\n0101,social_development,\n"
    (folder / "component_scores.csv").write_text(scores, "utf-8")
    return folder


def sheets(folder: Path, stage: str, lang: Language) -> dict[str, Document]:
    of = partial_year("dinghai-2018-indirect", folder, 2018)
    return dict(stage_sheets(of, "target" if stage == "target" else "midyear", lang))


def test_a_progress_sheet_shows_what_is_there_and_what_is_missing(partial: Path) -> None:
    sheet = sheets(partial, "midyear", "en")["0101"]
    rows = {str(row[0]): row[3:] for row in table(sheet).rows}
    assert rows["Economic development"] == (Decimal(30), Decimal(30))
    assert rows["Social development"] == (MISSING, MISSING)
    assert rows["Democratic evaluation"] == (MISSING, MISSING)  # two of its three voter groups have yet to vote
    assert rows["Sum"] == (None, Decimal(30))
    departments = [row[1] for row in table(sheet, 1).rows]
    assert departments[:4] == [Decimal("23.69"), Decimal("23.87"), MISSING, MISSING]
    assert "6 values are still to come." in sheet.parts[-1].sentences


def test_a_target_sheet_needs_no_more_than_the_units(partial: Path) -> None:
    for name in ("component_scores", "indicator_scores", "ballots", "events", "contests"):
        (partial / f"{name}.csv").unlink()
    found = sheets(partial, "target", "zh")
    assert len(found) == 40
    assert {row[3] for row in table(found["0101"]).rows[:-1]} == {MISSING}
    assert found["0101"].signatures


@pytest.mark.parametrize("stage", ["target", "midyear"])
def test_nothing_is_ranked_graded_or_paid_before_its_time(partial: Path, stage: str) -> None:
    for sheet in sheets(partial, stage, "en").values():
        said = " ".join(s for part in sheet.parts for s in part.sentences)
        facts = {name for name, _ in sheet.facts}
        assert facts == {"Unit ID", "Category"}
        assert not any(word in said for word in ("rank", "pay", "grade is"))


def test_a_contest_gives_its_bonus_when_it_is_over(partial: Path) -> None:
    sheet = next(s for s in sheets(partial, "midyear", "en").values() if s.name == "0204")
    rows = table(sheet, 2).rows
    assert [(row[2], row[4]) for row in rows if row[1] == "contest"] == [(MISSING, "17.75 points so far")]
    assert "Bonus 0, deduction 0".lower() in sheet.parts[-1].sentences[0].lower()


def test_what_is_wrong_is_refused_though_the_year_is_not_over(partial: Path) -> None:
    scores = "unit_id,component,score\n0101,economic_development,36\n9999,social_development,1\n0102,nothing,\n"
    (partial / "component_scores.csv").write_text(scores, "utf-8")
    with pytest.raises(Refused) as refusal:
        partial_year("dinghai-2018-indirect", partial, 2018)
    assert {problem.code for problem in refusal.value.problems} == {
        "component_score_above_full_marks",
        "component_score_of_unknown_unit",
        "component_unknown",
    }


def test_people_are_not_looked_at(partial: Path) -> None:
    (partial / "people.csv").write_text("person_id,person_name,role,base_pay,graded\nP1,x,nobody,-5,perhaps\n", "utf-8")
    assert len(sheets(partial, "midyear", "zh")) == 40


def test_a_year_without_units_is_refused(tmp_path: Path) -> None:
    (tmp_path / "component_scores.csv").write_text("unit_id,component,score\n0101,economic_development,3\n", "utf-8")
    with pytest.raises(Refused) as refusal:
        partial_year("dinghai-2018-indirect", tmp_path, 2018)
    assert "table_missing" in {problem.code for problem in refusal.value.problems}


def words(document: Document) -> Iterator[str]:
    yield from (document.title, document.number, document.closing, *document.signatures)
    for part in document.parts:
        yield from (part.heading, *part.sentences)
        yield from (heading.text for heading in part.table.headings) if part.table else ()


def test_every_document_speaks_both_languages(run: StoredRun, partial: Path) -> None:
    for lang in LANGUAGES:
        documents = [*circulation(run, lang), interview_list(run, lang), award_list(run, lang)]
        documents += [*dict(result_sheets(run, lang)).values(), *sheets(partial, "target", lang).values()]
        for document in documents:
            for text in words(document):
                assert "{" not in text
                if lang == "en":
                    assert not set(text) & set("，。：；"), text
