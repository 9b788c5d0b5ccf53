"""Sheets whose cells, rows and columns are not what they should be."""

from __future__ import annotations

from pathlib import Path

from tests.hostile.family import READ, Family
from tests.hostile.xlsx_bytes import (
    BOOK,
    HEAD,
    HEADINGS,
    MAIN,
    PACKAGE,
    RELATIONS,
    ROWS,
    SHARED,
    SHEET,
    UNITS,
    Repeated,
    parts,
    row,
    rows_workbook,
    sheet,
    text_cell,
    text_row,
    with_bomb,
    workbook,
)

SCORES = ("unit_id", "component", "score")
NOT_READABLE = ("workbook_not_readable",)
STOPPED = ("reading_too_much", "reading_too_long", "workbook_not_readable", "sheet_too_large", "workbook_too_large")


def _scores(folder: Path, cell: str) -> Path:
    """A workbook of component scores, one of them the cell D2's like."""
    rows = (text_row(1, SCORES), row(2, (text_cell("A2", "U1"), text_cell("B2", "c"), cell)))
    text = str(parts()[BOOK]).replace('name="units"', 'name="component_scores"')
    return workbook(folder, {SHEET: sheet(rows), BOOK: text})


def _score(name: str, cell: str, *codes: str) -> Family:
    return Family(name, lambda folder: _scores(folder, cell), codes)


def _unit(name: str, cells: str, *codes: str, units: tuple[str | None, ...] = ()) -> Family:
    """A third unit, whose row is given."""
    return Family(name, lambda folder: rows_workbook(folder, *ROWS, f'<row r="4">{cells}</row>'), codes or READ, units)


def _empty_rows(folder: Path) -> Path:
    piece = b'<row r="9" spans="1:3" s="1" customFormat="1"/>' * 1000
    return with_bomb(folder, SHEET, Repeated(_until_rows(), piece, 1000, b"</sheetData></worksheet>"))


def _empty_cells(folder: Path) -> Path:
    piece = b'<row r="9"><c r="A9" s="0"/><c r="B9" s="0"/><c r="C9" s="0"/></row>' * 1000
    return with_bomb(folder, SHEET, Repeated(_until_rows(), piece, 1000, b"</sheetData></worksheet>"))


def _coloured(folder: Path, last: int = 300_000) -> Path:
    """A sheet that somebody has coloured far down: cells that hold nothing."""
    rows = (f'<row r="{n}"><c r="A{n}" s="0"/><c r="B{n}" s="0"/></row>' for n in range(4, last + 1))
    return rows_workbook(folder, *ROWS, *rows)


def _tall(folder: Path) -> Path:
    """A sheet whose rows have all been given a height."""
    return rows_workbook(folder, *ROWS, *(f'<row r="{n}" ht="14.25" customHeight="1"/>' for n in range(4, 1_048_577)))


def _same_cell(folder: Path) -> Path:
    piece = b'<c r="D4"><v>1</v></c>' * 1000
    return with_bomb(
        folder, SHEET, Repeated(_until_rows() + b'<row r="4">', piece, 8000, b"</row></sheetData></worksheet>")
    )


def _until_rows() -> bytes:
    return sheet().partition("</sheetData>")[0].encode()


def _wide(folder: Path) -> Path:
    more = '<c t="inlineStr"><is><t>x</t></is></c>' * (16_384 - 3)
    return rows_workbook(folder, ROWS[0].replace("</row>", f"{more}</row>"), *ROWS[1:])


def _long_text(folder: Path) -> Path:
    head = f'<sst xmlns="{MAIN}"><si><t>'.encode()
    return with_bomb(folder, SHARED, Repeated(head, b"a" * 1024**2, 120, b"</t></si></sst>"))


def _count_of_strings(folder: Path) -> Path:
    return workbook(folder, {SHARED: f'{HEAD}<sst xmlns="{MAIN}" count="4294967295" uniqueCount="4294967295"/>'})


def _linked(folder: Path) -> Path:
    external = f'{HEAD}<externalLink xmlns="{MAIN}"/>'
    rows = (*ROWS, text_row(4, ("", "甲", "c")).replace("<row r", "<row r", 1))
    linked = rows[3].replace(text_cell("A4", ""), '<c r="A4" t="str"><f>[1]Sheet1!A1</f><v>U3</v></c>')
    relations = str(parts()[RELATIONS]).replace(
        "</Relationships>",
        '<Relationship Id="rId9" Type="x/externalLink" Target="externalLinks/externalLink1.xml"/></Relationships>',
    )
    targets = (
        f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" TargetMode="External" '
        'Type="x/externalLinkPath" Target="file:///etc/passwd"/></Relationships>'
    )
    added = {
        "xl/externalLinks/externalLink1.xml": external,
        "xl/externalLinks/_rels/externalLink1.xml.rels": targets,
        RELATIONS: relations,
    }
    return workbook(folder, {SHEET: sheet((*ROWS, linked)), **added})


FAMILIES = (
    Family("300,000 rows coloured by hand", _coloured, READ, UNITS),
    Family("a million rows coloured by hand", lambda f: _coloured(f, 1_048_576), READ, UNITS),
    Family("a million rows of a height", _tall, READ, UNITS),
    Family("a million empty rows with formats", _empty_rows, READ, UNITS),
    Family("three million empty cells with formats", _empty_cells, READ, UNITS),
    Family("the same cell eight million times", _same_cell, STOPPED),
    Family("16,384 columns", _wide, ("workbook_not_readable", "sheet_too_large")),
    Family("one text of 120 MB", _long_text, (*STOPPED, "reading_broke_off")),
    Family("four billion shared strings announced", _count_of_strings, ("reading_too_much",)),
    Family(
        "a dimension of the whole sheet",
        lambda f: rows_workbook(f, *ROWS, before='<dimension ref="A1:XFD1048576"/>'),
        READ,
        UNITS,
    ),
    Family("a dimension of one cell", lambda f: rows_workbook(f, *ROWS, before='<dimension ref="A1"/>'), READ, UNITS),
    _unit("a cell in the last corner", '<c r="XFD1048576"><v>1</v></c>', "sheet_too_large"),
    _unit("a cell beyond the last column", '<c r="XFE4"><v>1</v></c>', units=(*UNITS, None)),
    _unit("a cell in row 0", '<c r="A0"><v>1</v></c>', "workbook_not_readable"),
    _unit("a cell in column ZZZZZZZZ", '<c r="ZZZZZZZZ4"><v>1</v></c>', "workbook_not_readable"),
    _unit("a cell twice", "".join(text_cell("A4", unit) for unit in ("U3", "U4")), "workbook_not_readable"),
    Family(
        "a row twice",
        lambda f: rows_workbook(f, *ROWS, text_row(3, ("U3", "乙", "c"))),
        ("workbook_not_readable",),
    ),
    _unit("a shared string that is not there", '<c r="A4" t="s"><v>99</v></c>', "workbook_not_readable"),
    _unit("a shared string of negative number", '<c r="A4" t="s"><v>-1</v></c>', "workbook_not_readable"),
    _unit("a style that is not there", '<c r="A4" s="999999"><v>3</v></c>' + text_cell("C4", "c"), units=(*UNITS, "3")),
    Family("links to other workbooks", _linked, READ, (*UNITS, "U3")),
    _unit("#REF!", '<c r="A4" t="e"><f>#REF!A1</f><v>#REF!</v></c>', "formula_error"),
    _unit("a formula that was never computed", '<c r="A4"><f>B4&amp;C4</f></c>', "formula_without_value"),
    _unit("a control character", text_cell("A4", "U_x0007_3"), "character_forbidden"),
    _unit("a bidi override", text_cell("A4", "U\u202e3"), "character_forbidden"),
    _unit("a blank of no width", text_cell("A4", "U\u200b3"), "character_forbidden"),
    Family(
        "a heading twice",
        lambda f: rows_workbook(f, text_row(1, (*HEADINGS, "单位编码")), *ROWS[1:]),
        ("column_twice",),
    ),
    _score("NaN", '<c r="C2"><v>NaN</v></c>', "number_not_finite"),
    _score("infinity", '<c r="C2"><v>INF</v></c>', "number_not_finite"),
    _score("10 to the 300", '<c r="C2"><v>1e300</v></c>', "number_too_large"),
    _score("10 to the 400", '<c r="C2"><v>1e400</v></c>', "number_not_finite"),
    _score("NaN as text", text_cell("C2", "NaN"), "number_not_finite"),
    _score("a date where a number belongs", '<c r="C2" t="d"><v>2018-01-01</v></c>', "number_not_readable"),
    _score("a truth where a number belongs", '<c r="C2" t="b"><v>1</v></c>', "number_not_readable"),
)
