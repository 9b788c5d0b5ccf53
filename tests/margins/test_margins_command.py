"""``pay-linkage margins`` on a district that can be followed by hand."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from pay_linkage.cli import main
from tests.corrections.small_district import District

Margins = Callable[..., str]


@pytest.fixture(scope="module")
def district(tmp_path_factory: pytest.TempPathFactory) -> District:
    return District(tmp_path_factory.mktemp("district"))


@pytest.fixture
def margins(district: District, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Margins:
    def told(*arguments: str, status: int = 0) -> str:
        run, store = district.first.manifest.run_id, str(district.store.root)
        monkeypatch.setattr(sys, "argv", ["pay-linkage", "margins", run, *arguments, "--store", store])
        with pytest.raises(SystemExit) as left:
            main()
        assert int(left.value.code or 0) == status
        return "".join(capsys.readouterr())

    return told


def _found(margins: Margins, code: str, kind: str = "") -> dict[str, Any]:
    """Target → (change, what it leads to) of one value."""
    record = json.loads(margins(code, "--json"))
    rows = [row for row in (*record["units"], *record["people"]) if row.get("lever_kind", "") == kind]
    return {row["target"]: (row["needed_change"], row["reached"] or row["out_of_reach"]) for row in rows}


def test_a_unit_s_margins_are_those_worked_out_by_hand(margins: Margins) -> None:
    # T04: 84 × 0.995 + 2 = 85.58; T03, the last in B: 86 × 1 = 86; a tie at the edge goes to the better grade
    assert _found(margins, "T04", "final_score")["better_grade"] == ("0.4200", "B")
    assert _found(margins, "T04", "component")["better_grade"] == ("0.4221", "B")  # 84.4221 × 0.995 + 2 ≥ 85.99995
    # rated as well as T03 both have 0.9975: 84 × 0.9975 + 2 = 85.79 > 86 × 0.9975 = 85.785
    assert _found(margins, "T04", "rating")["better_grade"] == ("5.0000", "B")
    assert _found(margins, "T03", "rating")["worse_rank"] == ("-5.0000", "4")
    assert _found(margins, "T03", "component")["worse_grade"] == ("-0.4201", "C")
    assert _found(margins, "T04", "deduction")["better_grade"] == (None, "limits")
    assert _found(margins, "T01", "bonus")["better_grade"] == (None, "at_best")
    assert _found(margins, "T05", "bonus")["worse_rank"] == (None, "at_worst")


def test_a_person_s_margins_are_those_worked_out_by_hand(margins: Margins) -> None:
    # P1 90 and P2 80 share one place for excellent; a tie at the edge goes to the worse grade
    assert _found(margins, "P2")["better_grade"] == ("10.0001", "excellent")
    assert _found(margins, "P1")["worse_grade"] == ("-10.0000", "competent")
    assert _found(margins, "P1")["better_grade"] == (None, "at_best")
    assert _found(margins, "P3")["better_grade"] == (None, "limits")  # units with B have no place for excellent


def test_it_speaks_both_languages_and_names_nobody(margins: Margins) -> None:
    en, zh = (margins("--lang", lang) for lang in ("en", "zh"))
    assert len(en.splitlines()) == len(zh.splitlines()) == 8
    assert "better grade B: +0.42 (" in en
    assert not any(sign in zh + margins("P2", "--lang", "zh") for sign in (": ", "(", ", "))
    assert "上一等次 B：+0.42（" in zh
    for code in ("T04", "P2"):
        assert "丁" not in margins(code) + en + zh
    assert "− " not in en
    assert "T04 镇4: 85.5800 points, rank 4, C" in margins("T04", "--lang", "en")
    assert "P2 (T01): score 80.0000, competent" in margins("P2", "--lang", "en")
    assert "P2（T01）：得分 80.0000，称职" in margins("P2", "--lang", "zh")
    assert "work 84.0000 +0.4221 = 84.4221 → B" in margins("T04", "--lang", "en")


def test_an_unknown_code_is_refused(margins: Margins) -> None:
    assert "T99" in margins("T99", status=2)


def test_the_workbook_holds_every_margin_and_is_never_overwritten(margins: Margins, tmp_path: Path) -> None:
    file = tmp_path / "margins.xlsx"
    margins("--out", str(file))
    units, people = (sheet.max_row - 1 for sheet in load_workbook(file).worksheets)
    assert units == 5 * 4 * len(("final", "work", "rating", "bonus", "deduction"))
    assert people == 8 * 2
    assert file.stat().st_mode & 0o077 == 0
    margins("--out", str(file), status=2)
