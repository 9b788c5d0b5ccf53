"""A province file is read strictly: every slip is refused with its file, line and key."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from contracts.problem import LANGUAGES, Problem, Refused
from pay_linkage.province import read_province
from pay_linkage.province.chosen import chosen

SOUND = """\
title: {en: Zhejiang, zh: 浙江省}
scheme: dinghai-2017
cycle: 2017
due: 2018-01-31
store: stores/{id}
inputs: in/{id}
districts:
  - id: "330902"
    name: {en: Dinghai, zh: 定海区}
  - id: putuo
    name: {en: Putuo, zh: 普陀区}
    scheme: own.yaml
    cycle: 2018
    due: 2018-02-01
    ledger: postgresql://ledger/{id}
"""
LIST = """\
区县代码,英文名称,中文名称,考核年度,inputs
330902,Dinghai,定海区,,
putuo,Putuo,普陀区,2018,elsewhere/putuo
"""


def problems(folder: Path, text: str, listed: str | bytes = LIST) -> list[Problem]:
    (folder / "province.yaml").write_text(text, encoding="utf-8")
    data = listed.encode() if isinstance(listed, str) else listed
    (folder / "districts.csv").write_bytes(data)
    with pytest.raises(Refused) as refusal:
        read_province(folder / "province.yaml", "hr")
    return list(refusal.value.problems)


def test_a_district_says_what_is_its_own_and_the_head_the_rest(tmp_path: Path) -> None:
    (tmp_path / "province.yaml").write_text(SOUND, encoding="utf-8")
    province = read_province(tmp_path / "province.yaml", "hr", "year end")
    first, second = province.districts
    assert province.title == ("Zhejiang", "浙江省")
    assert (first.order.scheme, first.order.cycle, first.due) == ("dinghai-2017", 2017, date(2018, 1, 31))
    assert first.order.inputs == str(tmp_path / "in" / "330902")
    assert first.order.store == str(tmp_path / "stores" / "330902")
    assert (first.order.by, first.order.reason, first.ledger) == ("hr", "year end", None)
    assert (second.order.scheme, second.order.cycle) == (str(tmp_path / "own.yaml"), 2018)
    assert (second.ledger, second.due) == ("postgresql://ledger/putuo", date(2018, 2, 1))


def test_districts_may_stand_in_a_csv_file_with_headings_of_either_language(tmp_path: Path) -> None:
    text = SOUND[: SOUND.index("districts:")] + "districts: districts.csv\n"
    (tmp_path / "province.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "districts.csv").write_bytes(b"\xef\xbb\xbf" + LIST.replace("\n", "\r\n").encode())
    first, second = read_province(tmp_path / "province.yaml", "hr").districts
    assert (first.id, first.name.zh, first.order.cycle) == ("330902", "定海区", 2017)
    assert (second.id, second.order.cycle, second.order.inputs) == ("putuo", 2018, str(tmp_path / "elsewhere/putuo"))


SLIPS = {
    "an unknown key": ("scheme: own.yaml", "schema: own.yaml", "scheme_unknown_key", 12, "districts.schema"),
    "a part of a pool": (
        "    cycle: 2018",
        "    categories: [organ]",
        "province_splits_ranking_pool",
        13,
        None,
    ),
    "an id that no path takes": ("id: putuo", "id: ../putuo", "province_district_id_unusable", 10, "districts.id"),
    "a district twice": ("id: putuo", 'id: "330902"', "province_district_twice", 10, "districts.id"),
    "no name": ("    name: {en: Putuo, zh: 普陀区}\n", "", "scheme_key_missing", 10, "districts.name"),
    "a name in one language": ("{en: Putuo, zh: 普陀区}", "{en: Putuo}", "scheme_key_missing", 11, None),
    "a cycle that is no year": ("cycle: 2018", "cycle: 18", "scheme_number_out_of_range", 13, "districts.cycle"),
    "a cycle with words": ("cycle: 2018", "cycle: 2018年", "scheme_not_a_whole_number", 13, "districts.cycle"),
    "a day that is none": ("2018-02-01", "2018-02-30", "scheme_not_a_day", 14, "districts.due"),
    "no scheme anywhere": ("scheme: dinghai-2017\n", "", "scheme_key_missing", 7, "districts.scheme"),
    "one store for all": ("store: stores/{id}", "store: stores", "province_place_for_all", 5, "store"),
    "the store of another": ("    cycle: 2018", "    store: stores/330902", "province_place_shared", 13, None),
    "inputs of another": ("    cycle: 2018", "    inputs: in/x/../330902", "province_place_shared", 13, None),
    "a key twice": ("cycle: 2017", "cycle: 2017\ncycle: 2018", "scheme_key_twice", 4, "cycle"),
    "an anchor": ("cycle: 2017", "cycle: &c 2017", "scheme_yaml_anchor", 3, "cycle"),
    "no title": ("title: {en: Zhejiang, zh: 浙江省}\n", "", "scheme_key_missing", 1, "title"),
    "no list of districts": ("districts:\n", "districts: nowhere.csv\nx:\n", "province_file_not_found", None, None),
}


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_is_refused_with_file_line_and_key(slip: str, tmp_path: Path) -> None:
    old, new, code, line, key = SLIPS[slip]
    assert old in SOUND
    found = problems(tmp_path, SOUND.replace(old, new, 1))
    problem = next(one for one in found if one.code == code)
    assert problem.place.file == ("nowhere.csv" if "nowhere" in new else "province.yaml")
    assert problem.place.row == line
    assert key is None or problem.key == key
    for lang in LANGUAGES:
        assert all(problem.text(part, lang) for part in ("what", "expected", "mend"))


CSV_SLIPS = {
    "an unknown heading": (LIST.replace("考核年度", "年度"), "province_heading_unknown", 1),
    "a heading twice": (LIST.replace("inputs", "id"), "province_heading_twice", 1),
    "a missing comma": (LIST.replace("定海区,,", "定海区,"), "province_row_ragged", 2),
    "an open quotation mark": (LIST.replace("Putuo", '"Putuo'), "province_csv_malformed", 3),
    "a bell": (LIST.replace("Putuo", "Pu\atuo"), "scheme_text_unusable", 3),
    "an id that no path takes": (LIST.replace("putuo,", "a b,"), "province_district_id_unusable", 3),
    "no rows": (LIST.split("\n", 1)[0] + "\n", "scheme_nothing_listed", 1),
    "a cycle that is no year": (LIST.replace("2018", "18"), "scheme_number_out_of_range", 3),
    "a district twice": (LIST.replace("putuo,", "330902,"), "province_district_twice", 3),
    "another encoding": (LIST.encode("gb18030"), "province_not_utf8", None),
}


@pytest.mark.parametrize("slip", CSV_SLIPS)
def test_a_slip_in_the_list_is_refused_with_its_line(slip: str, tmp_path: Path) -> None:
    listed, code, line = CSV_SLIPS[slip]
    text = SOUND[: SOUND.index("districts:")] + "districts: districts.csv\n"
    problem = next(one for one in problems(tmp_path, text, listed) if one.code == code)
    assert (problem.place.file, problem.place.row) == ("districts.csv", line)


def test_all_slips_are_told_at_once(tmp_path: Path) -> None:
    text = SOUND.replace("cycle: 2018", "cycle: 18").replace("title: {en: Zhejiang, zh: 浙江省}", "tilte: x")
    codes = {problem.code for problem in problems(tmp_path, text)}
    assert {"scheme_unknown_key", "scheme_key_missing", "scheme_number_out_of_range"} <= codes


def test_a_district_that_is_not_there_cannot_be_chosen(tmp_path: Path) -> None:
    (tmp_path / "province.yaml").write_text(SOUND, encoding="utf-8")
    province = read_province(tmp_path / "province.yaml", "hr")
    assert [one.id for one in chosen(province, ["putuo"])] == ["putuo"]
    with pytest.raises(Refused) as refusal:
        chosen(province, ["putou"])
    (problem,) = refusal.value.problems
    assert problem.facts["closest"] == "putuo"
