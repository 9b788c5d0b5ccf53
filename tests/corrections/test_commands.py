"""The commands corrections-template, rerun and diff, as somebody types them."""

from __future__ import annotations

import json
import subprocess
import sys

import openpyxl
import pytest

from contracts.problem import Refused
from pay_linkage.bookkeeping import opened_ledger, record_lineage
from pay_linkage.ledger import add_approver, approve, publish_stored_run
from pay_linkage.rerun import RerunOrder, rerun
from pay_linkage.steps import RERUN_STEPS
from pay_linkage.year_end import Measured

from .small_district import District

SECRET = "a secret of seven words for tests"
UP = ("component_scores", "T04|work", "change", "score", "84", "88", "", "A-1")


def typed(district: District, *words: str, lang: str = "en") -> subprocess.CompletedProcess[str]:
    return told(district, *words, "--store", str(district.store.root), "--lang", lang)


def told(district: District, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from pay_linkage.cli import main; main()", *words]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=district.folder)


def test_a_rerun_from_the_template_to_the_comparison(district) -> None:
    run = district.first.manifest.run_id
    assert typed(district, "corrections-template", run, "filled.xlsx", lang="zh").returncode == 0
    workbook = openpyxl.load_workbook(district.folder / "filled.xlsx")
    line = ["项目得分", "T04|work", "更正", "得分", "84", "88", "复核", "A-1"]
    workbook["申诉更正"].append(line)
    workbook.save(district.folder / "filled.xlsx")

    made = typed(district, "rerun", run, "--corrections", "filled.xlsx", "--reason", "申诉", "--json")
    assert made.returncode == 0, made.stderr
    record = json.loads(made.stdout)
    assert record["parent"] == run
    assert record["control_totals"]["held_cents"] == 0

    shown = typed(district, "diff", run, record["run_id"], "--out", "moves.xlsx", lang="zh")
    assert shown.returncode == 0, shown.stderr
    assert "T04: 得分 85.5800 → 89.5600, 名次 4 → 2, 等次 C → B – 本单位项目得分更正（申诉 A-1）" in shown.stdout
    assert "工作簿已写入 moves.xlsx" in shown.stdout
    as_json = typed(district, "diff", run, record["run_id"][:9], "--json")
    assert [row["unit_id"] for row in json.loads(as_json.stdout)["units"]] == ["T04", "T02", "T03"]


def test_a_rerun_tells_its_steps_what_is_held_and_what_to_look_at(district) -> None:
    file = str(district.file(UP))
    made = typed(district, "rerun", district.first.manifest.run_id, "--corrections", file, "--reason", "appeal")
    assert made.returncode == 0, made.stderr
    assert "» 1/7 reading the run and making the corrections" in made.stderr
    assert "» 6/7 comparing with what was published" in made.stderr
    assert made.stderr.count("»") == len(RERUN_STEPS)
    assert "held harmless, beyond the pools: 0.00 yuan" in made.stdout
    assert f"pay-linkage diff {district.first.manifest.run_id} " in made.stdout


@pytest.mark.parametrize("reason", ["", " \u3000\t"])
def test_a_rerun_without_a_reason_is_refused_before_anything_is_done(district, reason: str) -> None:
    before = {manifest.run_id for manifest in district.store.runs()}
    parent, file = district.first.manifest.run_id, str(district.file(UP))
    asked = typed(district, "rerun", parent, "--corrections", file, "--reason", reason, lang="zh")
    assert (asked.returncode, asked.stderr.count("»")) == (2, 0), asked.stderr
    assert "理由为空或没有实际内容" in asked.stderr
    with pytest.raises(Refused, match="text_missing"):  # as the flow appeal-rerun does it
        rerun(RerunOrder(parent, file, str(district.store.root), reason), Measured(), lambda: None)
    assert {manifest.run_id for manifest in district.store.runs()} == before


def test_what_holding_harmless_costs_is_shown_before_anybody_approves(district) -> None:
    """A first publication, an appeal that lowers others, and the approver who sees its cost."""
    first, store = district.first.manifest, str(district.store.root)
    ledger = opened_ledger(store, None)
    record_lineage(ledger, district.store, first.run_id)
    add_approver(ledger, "王芳", SECRET, "管理员", "wang")
    approve(ledger, first.run_id, first.content_hash, "wang", SECRET, "同意")
    publish_stored_run(ledger, district.store, first.run_id, "出纳")
    better = ("component_scores", "T04|work", "change", "score", "84", "89", "", "A-9")
    asked = ("rerun", first.run_id, "--corrections", str(district.file(better)), "--reason", "申诉", "--json")
    rerun = json.loads(typed(district, *asked).stdout)["run_id"]
    (district.folder / "secret").write_text(SECRET)
    decided = ("--approver", "wang", "--reason", "同意", "--secret-file", "secret")
    told = typed(district, "approve", rerun, *decided, lang="zh")
    assert told.returncode == 0, told.stderr
    assert "其中保底补差 1,200.00 元（在绩效总额之外）" in told.stdout
    assert told.stdout.index("保底补差") < told.stdout.index("已批准")
    shown = typed(district, "show", rerun)
    assert "held harmless, beyond the pools: 1,200.00 yuan" in shown.stdout
    assert f"  rerun of {first.run_id}\n  approved by 王芳 (wang)" in shown.stdout
    record = json.loads(typed(district, "show", first.run_id, "--json").stdout)
    assert (record["parent"], record["made"]["by"], record["approvals"][0]["reason"]) == (None, first.made.by, "同意")
    assert {name: record["publication"][name] for name in ("sequence", "by", "force_reason")} == {
        "sequence": 1,
        "by": "出纳",
        "force_reason": None,
    }
    listed = typed(district, "runs").stdout.splitlines()
    assert [line.split("  ")[-1] for line in listed if first.run_id == line[:17]] == ["published as 1"]
    assert [line.split("  ")[-1] for line in listed if rerun == line[:17]] == ["approved"]

    publish_stored_run(ledger, district.store, rerun, "出纳")
    aside = district.rerun(district.first, (*better[:5], "86", "", "A-10")).manifest
    record_lineage(ledger, district.store, aside.run_id)
    approve(ledger, aside.run_id, aside.content_hash, "wang", SECRET, "同意")
    publish_stored_run(ledger, district.store, aside.run_id, "出纳", "上级要求")
    forced = typed(district, "show", aside.run_id, lang="zh").stdout
    assert f"  强制发布（不是由 {rerun} 更正而来）：上级要求" in forced


def test_a_refused_file_leaves_no_run_and_no_traceback(district) -> None:
    runs = len(district.store.runs())
    pay = ("people", "P1", "change", "base_pay", "54321", "1")
    file = str(district.file((*UP[:4], "85", "88"), pay))
    told = typed(district, "rerun", district.first.manifest.run_id, "--corrections", file, "--reason", "r", lang="zh")
    assert told.returncode == 2
    assert "未通过：2 个问题，没有写入任何结果。" in told.stderr
    what = "项目得分（component_scores）T04|work：该运行中得分（score）的值为“84”，不是“85”。"
    assert f"corrections.csv · 第 2 行：{what}" in told.stderr
    assert "Traceback" not in told.stderr
    assert not any(value in told.stderr for value in ("54321", "12000"))
    assert len(district.store.runs()) == runs


def test_a_run_that_the_ledger_refuses_keeps_its_folder_and_says_so(district) -> None:
    better = (*UP[:5], "84.5", "", "A-3")
    asked = ("rerun", district.first.manifest.run_id, "--corrections", str(district.file(better)), "--reason", "r")
    made = {manifest.run_id for manifest in district.store.runs()}
    told = typed(district, *asked, "--by", "a\x07", lang="zh")
    (kept,) = {manifest.run_id for manifest in district.store.runs()} - made
    assert told.returncode == 2
    folder = district.store.root / "runs" / kept
    assert f"未通过：1 个问题。此前已写入的内容仍保留：{folder}\n" in told.stderr
    assert json.loads(typed(district, *asked, "--by", "a\x07", "--json").stdout)["kept"] == str(folder)


def test_what_the_corrected_tables_lack_is_told_as_corrected(district) -> None:
    file = str(district.file((*UP[:5], "188", "", "A-7")))
    told = typed(district, "rerun", district.first.manifest.run_id, "--corrections", file, "--reason", "r")
    assert told.returncode == 2
    assert "corrections.csv · row 2 (corrected by appeal A-7): Component score T04|work is 188" in told.stderr


@pytest.mark.parametrize(
    "command", [("rerun", "2018-x", "--corrections", "c.csv", "--reason", "r"), ("diff", "2018-x", "y")]
)
def test_a_run_that_is_not_there_is_refused(district, command) -> None:
    told = typed(district, *command)
    assert told.returncode == 2
    assert "There is no run “2018-x” in this store." in told.stderr


@pytest.mark.parametrize("command", ["corrections-template", "rerun", "diff", "what-if", "compare-schemes"])
def test_help_is_bilingual(district, command) -> None:
    texts = [told(district, command, "--help", "--lang", lang).stdout for lang in ("en", "zh")]
    assert texts[0] != texts[1]
    assert any("\u4e00" <= character <= "\u9fff" for character in texts[1])
