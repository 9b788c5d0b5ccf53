"""The roll-up calls categories and grades by their names, in the scheme's order."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

from pay_linkage.province.district_run import outcome_of
from pay_linkage.province.documents import province_documents
from pay_linkage.province.outcome import house_today
from pay_linkage.province.reading import read_province
from pay_linkage.province.roll_up import roll_up

SAMPLE = Path(__file__).resolve().parents[2] / "sample_data" / "dinghai_2017"


def test_categories_and_grades_have_their_names(tmp_path: Path) -> None:
    (tmp_path / "province.yaml").write_text(
        "title: {en: P, zh: 某省}\nscheme: dinghai-2017\ncycle: 2017\nstore: stores/{id}\n"
        f"districts:\n- {{id: a, name: {{en: A, zh: 甲}}, inputs: {SAMPLE}}}\n",
        encoding="utf-8",
    )
    province = read_province(tmp_path / "province.yaml", "hr")
    found = roll_up([outcome_of(province.districts[0], house_today())])
    (document,) = province_documents(province, found, date(2018, 1, 1), "zh")
    units, people = (part.table for part in document.parts[2:4])
    assert units is not None
    assert people is not None
    assert [row[1:3] for row in units.rows] == [("乡镇（街道）", grade) for grade in "ABCD"]
    assert [row[1] for row in people.rows] == ["优秀", "称职", "不称职", "不定等次"]
    assert document.title == "某省 2017 年度绩效汇总"


def test_a_step_that_fails_writes_nothing_where_nobody_listens() -> None:
    code = "from pay_linkage.step_log import LOG; LOG.error('validate')"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert told.stdout + told.stderr == b""
