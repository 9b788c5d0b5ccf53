"""Real LibreOffice opens every workbook without repair, computes nothing, and keeps IDs as they are.

It saves each sheet as CSV itself, texts quoted; what it takes for a number stands there without quotes.
"""

from __future__ import annotations

import csv
import shutil
import subprocess
from pathlib import Path

import pytest
from handed_over import handed

from pay_linkage.handover import Request, due, export
from pay_linkage.ledger import Ledger
from pay_linkage.runs import Store
from tests.libreoffice import formulas, saved_by_libreoffice

AS_SAVED = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,true,true,false,false,false,-1"
"""Comma, double quotes, UTF-8, from row 1, all texts quoted, values and no formulas, every sheet a file of its own."""


ASKED: dict[str, dict[str, str]] = {
    "wage-sheet": {},
    "tax-client-annual-bonus": {"passport": "外国护照"},
    "tax-client-annual-bonus-older": {"passport": "外国护照"},
    "payroll-csv": {},
}


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the files in all layouts that hold names, and payroll.xlsx."""
    home = tmp_path_factory.mktemp("libreoffice")
    scene = handed(home, publish=0, raised=("",))
    store, run = Store(scene.store), scene.runs[0]
    brought = due(store, run.manifest.run_id, Ledger.in_store(scene.store))
    for layout, asked in ASKED.items():
        suffix = "csv" if layout.endswith("csv") else "xlsx"
        export(store, brought, Request(layout, asked, out=home / f"{layout}.{suffix}"))
    shutil.copy(run.path / "payroll" / "payroll.xlsx", home / "payroll.xlsx")
    return home


@pytest.fixture(scope="module")
def saved(written: Path) -> dict[str, str]:
    """File and sheet → what LibreOffice saved of it as CSV."""
    books = sorted(str(path) for path in written.glob("*.xlsx"))
    command = ["soffice", f"-env:UserInstallation=file://{written}/profile", "--headless", "--convert-to", AS_SAVED]
    subprocess.run([*command, "--outdir", str(written / "out"), *books], check=True, capture_output=True, timeout=240)
    return {path.stem: path.read_text(encoding="utf-8") for path in (written / "out").iterdir()}


def test_no_cell_is_computed_but_the_totals(written: Path) -> None:
    files = sorted(path for path in written.iterdir() if path.suffix in {".csv", ".xlsx"})
    found = dict(zip(files, saved_by_libreoffice(files, written / "again"), strict=True))
    computed = {path.name: formulas(saved) for path, saved in found.items() if formulas(saved)}
    assert set(computed) == {"payroll.xlsx"}
    assert all(formula.startswith("SUM(") for formula in computed["payroll.xlsx"])


def rows(saved: dict[str, str], name: str) -> list[list[str]]:
    (found,) = [text for stem, text in saved.items() if stem.startswith(f"{name}-") or stem == name]
    return list(csv.reader(found.splitlines()))


def test_every_sheet_is_opened(saved: dict[str, str]) -> None:
    assert len(saved) == 6
    assert sum(stem.startswith("payroll-") for stem in saved) == 3


@pytest.mark.parametrize("layout", ["tax-client-annual-bonus", "tax-client-annual-bonus-older"])
def test_ids_codes_and_names_are_kept(layout: str, saved: dict[str, str]) -> None:
    headings, *found = rows(saved, f"{layout}-全年一次性奖金")
    assert headings[:5] == ["工号", "*姓名", "*证件类型", "*证件号码", "*全年一次性奖金额"]
    kept = {row[0]: (row[1], row[3]) for row in found}
    assert kept["0000"] == ("王小明", "33000019800101001X")
    assert kept["0001"] == ("李,四", "330000198001010028")
    assert kept["0003"] == ("=1+1", "330000198001010044")
    assert kept["0009"][1] == "00123456"
    assert len(kept) == 11
    assert [row[4] for row in found[:2]] == ["18000", "20011.93"]


def test_texts_are_texts_and_nothing_is_computed(saved: dict[str, str]) -> None:
    for stem, text in saved.items():
        assert "#NAME?" not in text, stem
        assert "#VALUE!" not in text, stem
    (wages,) = [text for stem, text in saved.items() if stem.startswith("wage-sheet")]
    assert '"0000","王小明",18000\n' in wages
    assert '"0003","=1+1",' in wages
    (bonus,) = [text for stem, text in saved.items() if stem.startswith("tax-client-annual-bonus-全年")]
    assert '"0001","李,四","居民身份证","330000198001010028",20011.93' in bonus
