"""Statements read back from their pages: they add up to the payroll, and every equation in them holds."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest

from contracts.problem import LANGUAGES, Language, Refused
from pay_linkage.exports.statement import statement_page, statements_page
from pay_linkage.notices import Statements
from pay_linkage.runs import StoredRun, stored_run
from pay_linkage.year_end import run_cycle
from tests.corrections.small_district import District
from tests.notices.read_back import Read, judge_equations, statements
from tests.second_opinion import generator

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = {
    "dinghai_2017": ("dinghai-2017", 2017),
    "dinghai_2018": ("dinghai-2018-indirect", 2018),
    "dinghai_2018_direct": ("dinghai-2018-direct", 2018),
    "community": ("community-contest", 2020),
    "public_institution": ("public-institution-2023", 2023),
}
T04_UP = ("component_scores", "T04|work", "change", "score", "84", "88", "", "A-1")


def read_back(run: StoredRun, lang: Language) -> list[Read]:
    told = Statements(run, lang)
    return statements(b"".join(statements_page(told.of(told.person_ids()), lang, told.title)))


def judge(run: StoredRun, read: list[Read]) -> int:
    """The amounts are the payroll's, each person has one statement, the equations hold; gives how many these are."""
    payroll = dict(run.table("payroll").select("person_id", "amount").iter_rows())
    assert {one.person_id: one.amount for one in read} == payroll
    assert len(read) == len(payroll)
    assert sum((one.amount for one in read), Decimal(0)) == Decimal(run.manifest.control_totals.amount)
    for one in read:
        assert one.shown == f"{one.amount:,.2f}"
        last = next(s for s in reversed(one.sentences) if s.startswith(("Together", "合计")))
        assert f"{one.amount:,.2f}" in last
    return sum(judge_equations(sentence) for one in read for sentence in one.sentences)


@pytest.mark.parametrize("sample", SAMPLES)
def test_statements_of_a_sample_add_up_to_its_payroll(sample: str, tmp_path: Path) -> None:
    scheme, cycle = SAMPLES[sample]
    run = stored_run(run_cycle(scheme, ROOT / "sample_data" / sample, cycle, tmp_path))
    found = {lang: judge(run, read_back(run, lang)) for lang in LANGUAGES}
    assert found["en"] == found["zh"] >= len(run.table("pay_lines"))


@pytest.mark.parametrize("seed", range(101, 126))
def test_statements_of_a_random_case_add_up_to_its_payroll(seed: int, tmp_path: Path) -> None:
    folder = tmp_path / "case"
    folder.mkdir()
    generator.write_case(seed, folder)
    cycle = json.loads((folder / "case.json").read_text())["cycle"]
    try:
        run = stored_run(run_cycle(folder / "scheme.yaml", folder, cycle, tmp_path / "store"))
    except Refused:
        return  # about one case in seven is bad on purpose
    found = {lang: judge(run, read_back(run, lang)) for lang in LANGUAGES}
    assert found["en"] == found["zh"]


def test_a_held_part_is_told_beside_the_lines(tmp_path: Path) -> None:
    district = District(tmp_path / "district")
    rerun = district.rerun(district.first, T04_UP, published=district.first)
    judge(rerun, read_back(rerun, "en"))
    own = next(one for one in read_back(rerun, "en") if one.person_id == "P5")
    told = [sentence for sentence in own.sentences if sentence.startswith(("Held", "Together"))]
    assert "Published 12,000.00 yuan, the lines now 10,800.00 yuan; the difference of 1,200.00 yuan is kept" in told[0]
    assert told[1] == "Together: 10,800.00 + 1,200.00 = 12,000.00 yuan."


def test_statements_are_the_same_alone_and_together(tmp_path: Path) -> None:
    district = District(tmp_path / "district")
    told = Statements(district.first, "zh")
    together = read_back(district.first, "zh")
    alone = [statements(statement_page(one, "zh"))[0] for one in told.of(told.person_ids())]
    assert alone == together
    assert [one.person_id for one in together] == ["P1", "P2", "P3", "P4", "P5", "P6", "P7", "P8"]


def test_only_wanted_people_are_told_and_unknown_ones_refused(tmp_path: Path) -> None:
    told = Statements(District(tmp_path / "district").first, "en")
    assert told.person_ids(["P7", "P3", "P7"]) == ["P3", "P7"]
    with pytest.raises(Refused) as refusal:
        told.person_ids(["P3", "P9", "X"])
    assert [(p.code, p.value) for p in refusal.value.problems] == [
        ("statement_unknown", "P9"),
        ("statement_unknown", "X"),
    ]
