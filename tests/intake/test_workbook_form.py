from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest
from intake_files import DISTRICT, Cell, Rows, workbook
from msoffcrypto.format.ooxml import OOXMLFile
from polars.testing import assert_frame_equal

from contracts.problem import LANGUAGES
from pay_linkage.intake import read_inputs
from pay_linkage.intake.xlsx_marks import sheet_scan
from tests.xls_file import xls_file

UNITS: Rows = [["unit_id", "unit_name", "category"], ["U1", "甲", "c"]]


def with_part(path: Path, part: str, content: bytes | None = None, old: bytes = b"", new: bytes = b"") -> Path:
    """The workbook with one part added, or changed in one place."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts[part] = content if content is not None else parts[part].replace(old, new, 1)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return path


def refusals(path: Path) -> list[str]:
    tables, problems = read_inputs(path)
    assert tables == {}
    assert all(p.text(part, lang) for p in problems for part in ("what", "expected", "mend") for lang in ("en", "zh"))
    return [p.code for p in problems]


def test_sheets_are_found_by_their_names_in_both_languages_and_others_are_ignored(tmp_path: Path) -> None:
    sheets = {"说明": [["随便"]], "单位": UNITS, "People": DISTRICT["people"], "任职": DISTRICT["assignments"]}
    tables, problems = read_inputs(workbook(tmp_path / "book.xlsx", sheets))
    assert (list(tables), problems) == (["units", "people", "assignments"], [])
    assert tables["units"].origin.sheet == "单位"


def test_every_cell_knows_its_address_wherever_the_table_stands(tmp_path: Path) -> None:
    rows = [
        [None],
        [None, None, "2018年度考核单位"],
        [None],
        [None, None, "考核类别", None, "单位编码", "单位名称"],
        [None],
        [None, None, "c", None, "U1", "甲"],
        [None],
        [None, None, None, None, "U2", Cell("#N/A", formula="=NA()")],
    ]
    tables, problems = read_inputs(workbook(tmp_path / "book.xlsx", {"units": rows}))
    assert tables["units"].frame.rows() == [("U1", "甲", "c", 6), ("U2", None, None, 8)]
    assert [p.place.cell for p in problems] == ["F8"]
    assert tables["units"].origin.place(6, "category").cell == "C6"


def test_white_space_rows_are_blank(tmp_path: Path) -> None:
    rows = [*UNITS, [" ", "　", None], ["U2", "乙", "c"]]
    tables, _ = read_inputs(workbook(tmp_path / "book.xlsx", {"units": rows}))
    assert tables["units"].frame["_row"].to_list() == [2, 4]


def test_a_table_on_two_sheets_is_refused(tmp_path: Path) -> None:
    tables, problems = read_inputs(workbook(tmp_path / "book.xlsx", {"单位": UNITS, "units": UNITS}))
    assert (tables, [(p.code, p.table) for p in problems]) == ({}, [("table_twice", "units")])


def test_a_hidden_sheet_does_not_count_and_is_named_where_it_is_the_only_one(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", {"人员": DISTRICT["people"], "单位": UNITS}, hidden=["单位"])
    tables, problems = read_inputs(path)
    assert (list(tables), [(p.code, p.place.sheet) for p in problems]) == (["people"], [("sheet_hidden", "单位")])
    path = workbook(tmp_path / "b.xlsx", {"units": UNITS, "单位": UNITS, "列表": UNITS}, hidden=["单位", "列表"])
    tables, problems = read_inputs(path)
    assert (list(tables), problems) == (["units"], [])
    (tmp_path / "c.xls").write_bytes(xls_file({"x": [["a"]], "单位": UNITS}, hidden=["单位"]))
    assert refusals(tmp_path / "c.xls") == ["sheet_hidden"]


def test_a_misspelt_sheet_is_named_unless_its_table_is_there(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", {"units": UNITS, "contest": UNITS})
    tables, problems = read_inputs(path)
    assert (list(tables), [(p.code, p.table, p.value) for p in problems]) == (
        ["units"],
        [("table_name_unclear", "contests", "contest")],
    )
    path = workbook(tmp_path / "b.xlsx", {"units": UNITS, "units1": UNITS})
    assert read_inputs(path)[1] == []


def test_a_workbook_without_tables_is_refused(tmp_path: Path) -> None:
    assert refusals(workbook(tmp_path / "book.xlsx", {"Sheet1": [["x", "y"], ["1", "2"]]})) == ["inputs_without_tables"]


def test_a_sheet_without_the_codes_of_people_is_told_what_it_is_like_and_lacks(tmp_path: Path) -> None:
    rows = [["姓名", "部门", "绩效基数", "考核得分"], ["丁桃花", "财务科", 36000, 91]]
    _, problems = read_inputs(workbook(tmp_path / "book.xlsx", {"Sheet1": rows}))
    assert [(p.code, p.table) for p in problems] == [("inputs_without_tables", None), ("sheet_like_table", "people")]
    assert "人员编码 (person_id)" in problems[1].facts["lacking"]
    for problem in problems:
        assert all("map" in problem.text("mend", lang) for lang in LANGUAGES)
    assert "丁桃花" not in str([problem.as_record("zh") for problem in problems])


def test_an_empty_sheet_and_one_without_header_are_refused(tmp_path: Path) -> None:
    path = workbook(tmp_path / "book.xlsx", {"units": [], "people": [["甲", "乙"], ["P1", "x"]]})
    assert refusals(path) == ["file_empty", "header_missing"]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"%PDF-1.7 ...",
        b"unit_id,unit_name,category\nU1,x,c\n",
        b"<html><table>",
        b"PK\x03\x04 broken",
        bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600,
    ],
)
def test_what_is_no_workbook_is_refused_whatever_its_name(tmp_path: Path, data: bytes) -> None:
    for name in ("book.xlsx", "book.xls"):
        (tmp_path / name).write_bytes(data)
        assert refusals(tmp_path / name) == ["workbook_not_readable"]


def test_a_truncated_workbook_is_refused(tmp_path: Path) -> None:
    whole = workbook(tmp_path / "book.xlsx", {"units": UNITS * 50}).read_bytes()
    for size in (len(whole) // 3, len(whole) - 30):
        (tmp_path / "cut.xlsx").write_bytes(whole[:size])
        assert refusals(tmp_path / "cut.xlsx") == ["workbook_not_readable"]
    broken = bytearray(whole)
    at = whole.index(b"xl/worksheets/sheet1.xml") + 40
    broken[at : at + 8] = b"\xff" * 8
    (tmp_path / "bad.xlsx").write_bytes(broken)
    assert refusals(tmp_path / "bad.xlsx") == ["workbook_not_readable"]


def test_a_zip_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "book.xlsx", "w") as archive:
        archive.writestr("content.xml", "<x/>")
    assert refusals(tmp_path / "book.xlsx") == ["workbook_not_readable"]


def test_an_xlsx_called_xls_is_read_all_the_same(tmp_path: Path) -> None:
    workbook(tmp_path / "book.xlsx", {"units": UNITS}).rename(tmp_path / "book.xls")
    assert list(read_inputs(tmp_path / "book.xls")[0]) == ["units"]


def test_an_encrypted_workbook_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.xls").write_bytes(xls_file({"units": UNITS}, encrypted=True))
    assert refusals(tmp_path / "a.xls") == ["workbook_encrypted"]
    data = bytearray(workbook(tmp_path / "c.xlsx", {"units": UNITS}).read_bytes())
    at = data.index(b"PK\x01\x02")
    data[at + 8] |= 1
    (tmp_path / "c.xlsx").write_bytes(data)
    assert refusals(tmp_path / "c.xlsx") == ["workbook_encrypted"]
    whole = workbook(tmp_path / "d.xlsx", {"units": UNITS}).read_bytes()
    with (tmp_path / "d.xlsx").open("wb") as locked:
        OOXMLFile(io.BytesIO(whole)).encrypt("secret", locked)
    assert refusals(tmp_path / "d.xlsx") == ["workbook_encrypted"]


def test_a_workbook_with_macros_is_refused(tmp_path: Path) -> None:
    path = with_part(workbook(tmp_path / "book.xlsx", {"units": UNITS}), "xl/vbaProject.bin", b"x")
    assert refusals(path) == ["workbook_with_macros"]


def test_a_workbook_that_unpacks_to_too_much_is_refused_unread(tmp_path: Path) -> None:
    path = workbook(tmp_path / "book.xlsx", {"units": UNITS})
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive, archive.open("xl/media/x.bin", "w") as part:
        for _ in range(520):
            part.write(b"\0" * 1024**2)
    assert path.stat().st_size < 1024**2
    assert refusals(path) == ["workbook_too_large"]


def test_a_document_type_is_refused_before_any_entity_is_expanded(tmp_path: Path) -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><worksheet'
    for part, tag in (
        ("xl/worksheets/sheet1.xml", b"<worksheet"),
        ("xl/styles.xml", b"<styleSheet"),
        ("xl/workbook.xml", b"<workbook"),
    ):
        path = workbook(tmp_path / "book.xlsx", {"units": UNITS})
        with_part(path, part, old=tag, new=bomb.replace(b"<worksheet", tag))
        assert refusals(path) in (["workbook_with_entities"], ["workbook_not_readable"])


@pytest.mark.parametrize("cell", [b"XFD1048576", b"A1048576", b"XFD3"])
def test_a_far_cell_with_a_value_is_refused_before_memory_is_taken(tmp_path: Path, cell: bytes) -> None:
    path = workbook(tmp_path / "book.xlsx", {"units": [*UNITS] * 300})
    far = b'<row r="1048576"><c r="' + cell + b'"><v>1</v></c></row></sheetData>'
    with_part(path, "xl/worksheets/sheet1.xml", old=b"</sheetData>", new=far)
    tables, problems = read_inputs(path)
    assert ([p.code for p in problems], tables) == (["sheet_too_large"], {}) or cell in (b"XFD3", b"A1048576")


@pytest.mark.parametrize("address", [b"C9999999999999999999999999999991", b"c99999999999", b"A0", b"1A", b"", b"ABCD1"])
def test_a_cell_with_an_address_that_no_sheet_has_is_refused(tmp_path: Path, address: bytes) -> None:
    path = workbook(tmp_path / "book.xlsx", {"units": UNITS})
    with_part(path, "xl/worksheets/sheet1.xml", old=b'r="C1"', new=b'r="' + address + b'"')
    assert refusals(path) == ["workbook_not_readable"]


@pytest.mark.parametrize(
    ("old", "new"), [(b'"UTF-8"', b'"UTF-Q"'), (b'numFmtId="164"', b'numFmtId="x"'), (b"<fonts", b"<")]
)
def test_broken_styles_are_refused(tmp_path: Path, old: bytes, new: bytes) -> None:
    path = workbook(tmp_path / "book.xlsx", {"units": [*UNITS, [Cell(7, "000")]]})
    assert refusals(with_part(path, "xl/styles.xml", old=old, new=new)) == ["workbook_not_readable"]


@pytest.mark.parametrize(
    ("address", "reach"),
    [("Z299999", None), ("Z300000", (300000, 26)), ("B1048576", (1048576, 2)), ("AA1", (1, 27)), ("XFD3", (3, 16384))],
)
def test_a_sheet_is_measured_where_a_cell_lies_far_out(address: str, reach: tuple[int, int] | None) -> None:
    coloured = '<c r="ZZ9" s="1"/>' if reach else ""
    xml = f'<worksheet><sheetData><row r="1"><c r="{address}"><v>1</v></c>{coloured}</row></sheetData></worksheet>'
    scan = sheet_scan([xml.encode()], {})
    assert (scan.rows, scan.columns) == (reach or (299_999, 26))


def test_far_cells_that_are_only_coloured_do_no_harm(tmp_path: Path) -> None:
    path = workbook(tmp_path / "book.xlsx", {"units": UNITS})
    far = b'<row r="1048576"><c r="XFD1048576" s="0"/></row></sheetData>'
    with_part(path, "xl/worksheets/sheet1.xml", old=b"</sheetData>", new=far)
    tables, problems = read_inputs(path)
    assert (tables["units"].frame.height, problems) == (1, [])


SHEET = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'
)


def sheet_of(path: Path, rows: list[str]) -> Path:
    """The workbook with the rows' XML in place of its first sheet."""
    xml = SHEET.format("".join(f"<row>{row}</row>" for row in rows))
    return with_part(workbook(path, {"units": UNITS}), "xl/worksheets/sheet1.xml", xml.encode())


def texts(*cells: str) -> str:
    return "".join(f'<c t="inlineStr"><is><t>{cell}</t></is></c>' for cell in cells)


def test_cells_without_address_are_counted_from_the_left(tmp_path: Path) -> None:
    path = sheet_of(tmp_path / "book.xlsx", [texts("unit_id", "unit_name", "category"), texts("U1", "甲", "c")])
    assert read_inputs(path)[0]["units"].frame.rows() == [("U1", "甲", "c", 2)]


@pytest.mark.parametrize("cell", ['<c t="e"><v>#REF!</v></c>', "<c><f>1+1</f></c>", "<c >\n<f>1+1</f><v>2</v></c>"])
def test_cells_without_address_are_refused_where_an_address_matters(tmp_path: Path, cell: str) -> None:
    path = sheet_of(tmp_path / "book.xlsx", [texts("unit_id", "unit_name", "category"), texts("U1", "甲") + cell])
    assert refusals(path) == ["workbook_not_readable"]


FORMULAS = {
    '<c r="C2" t="str"><f>""</f><v></v></c>': None,
    '<c r="C2" t="str"><f>""</f><v/></c>': "formula_without_value",
    '<c r="C2" t="str"><f>"c"</f></c>': "formula_without_value",
    '<c r="C2"><f>1+1</f><v></v></c>': "formula_without_value",
    '<c r="C2"><f>1+1</f>\n<v /></c>': "formula_without_value",
    '<c r="C2"><f t="shared" si="0"/></c>': "formula_without_value",
    "<c r='C2' t='e'><f>A1</f><v>#REF!</v></c>": "formula_error",
    '<c t = "e" r = "C2"><v>#N/A</v></c>': "formula_error",
    '<c r="C2" s="3"><f t="shared" si="0"/><v>7</v></c>': None,
    '<c r="C2" t="str"><f>"c"</f><v>c</v></c>': None,
}


@pytest.mark.parametrize(("cell", "code"), FORMULAS.items())
def test_formulas_in_every_writing_are_told_apart(tmp_path: Path, cell: str, code: str | None) -> None:
    row = '<c r="A{0}" t="inlineStr"><is><t>{1}</t></is></c><c r="B{0}" t="inlineStr"><is><t>{2}</t></is></c>'
    head = row.format(1, "unit_id", "unit_name") + '<c r="C1" t="inlineStr"><is><t>category</t></is></c>'
    path = sheet_of(tmp_path / "book.xlsx", [head, row.format(2, "U1", "甲") + cell])
    for prefix in ("", "x:"):
        with zipfile.ZipFile(path) as archive:
            xml = archive.read("xl/worksheets/sheet1.xml")
        if prefix:
            tagged = re.sub(rb"<(/?)(\w)", rb"<\1x:\2", xml).replace(b"xmlns=", b"xmlns:x=")
            with_part(path, "xl/worksheets/sheet1.xml", tagged)
        assert [(p.code, p.place.cell) for p in read_inputs(path)[1]] == ([(code, "C2")] if code else [])


def test_a_sheet_not_in_utf8_is_refused(tmp_path: Path) -> None:
    path = workbook(tmp_path / "book.xlsx", {"units": UNITS})
    with zipfile.ZipFile(path) as archive:
        xml = archive.read("xl/worksheets/sheet1.xml").decode()
    with_part(path, "xl/worksheets/sheet1.xml", xml.replace("UTF-8", "UTF-16").encode("utf-16"))
    assert refusals(path) == ["workbook_not_readable"]


def test_xls_and_xlsx_are_the_same_frames(tmp_path: Path) -> None:
    xlsx, _ = read_inputs(workbook(tmp_path / "a.xlsx", DISTRICT))
    (tmp_path / "a.xls").write_bytes(
        xls_file({name: [[c or None for c in row] for row in rows] for name, rows in DISTRICT.items()})
    )
    xls, problems = read_inputs(tmp_path / "a.xls")
    assert (problems, list(xls)) == ([], list(xlsx))
    for name, table in xls.items():
        assert_frame_equal(table.frame, xlsx[name].frame)
