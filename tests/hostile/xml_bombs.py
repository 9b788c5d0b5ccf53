"""XML that is built against its parser: entities, depth, breadth."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from tests.hostile.family import READ, Family
from tests.hostile.xlsx_bytes import (
    BOOK,
    HEAD,
    MAIN,
    RELATIONS,
    ROWS,
    SHARED,
    SHEET,
    STYLES,
    UNITS,
    Repeated,
    parts,
    sheet,
    with_bomb,
    workbook,
)

PLACES: Mapping[str, str] = {
    "the sheet": SHEET,
    "the shared strings": SHARED,
    "the styles": STYLES,
    "the workbook part": BOOK,
    "the relations": RELATIONS,
}
REFUSED = ("workbook_with_entities", "workbook_not_readable")
STOPPED = (
    "reading_too_much",
    "reading_too_long",
    "reading_broke_off",
    "workbook_not_readable",
    "workbook_with_entities",
)
LAUGHS = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
BILLION = f'<!DOCTYPE x [<!ENTITY a0 "ha">{LAUGHS}]>'
QUADRATIC = f'<!DOCTYPE x [<!ENTITY a9 "{"a" * 50_000}">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a9 SYSTEM "file:///etc/hostname">]>'


def _with_entity(part: str, declared: str, times: int = 1) -> Callable[[Path], Path]:
    def make(folder: Path) -> Path:
        text = str(parts()[part])
        root = text.rindex("</") if "</" in text else text.rindex("/>")
        body = "&a9;" * times
        inside = f"{text[:root]}{body}{text[root:]}" if "</" in text else f"{text[:root]}>{body}</sst>"
        return workbook(folder, {part: inside.replace(HEAD, HEAD + declared)})

    return make


def _in_utf16(folder: Path) -> Path:
    text = sheet().replace(HEAD, '<?xml version="1.0" encoding="UTF-16"?>' + BILLION)
    return workbook(folder, {SHEET: text.encode("utf-16")})


def _deep(part: str) -> Callable[[Path], Path]:
    def make(folder: Path) -> Path:
        text = str(parts()[part])
        deep = "<a>" * 200_000 + "</a>" * 200_000
        end = text.rindex("</") if "</" in text else text.rindex("/>")
        inside = text[:end] + deep + text[end:] if "</" in text else f"{text[:end]}>{deep}</sst>"
        return workbook(folder, {part: inside})

    return make


def _many_attributes(folder: Path) -> Path:
    names = " ".join(f'a{number}="1"' for number in range(200_000))
    return workbook(folder, {STYLES: f'{HEAD}<styleSheet xmlns="{MAIN}" {names}/>'})


def _many_formats(folder: Path) -> Path:
    piece = b'<numFmt numFmtId="164" formatCode="' + b"0" * 200 + b'"/>'
    head = f'<styleSheet xmlns="{MAIN}"><numFmts>'.encode()
    return with_bomb(folder, STYLES, Repeated(head, piece * 1000, 1500, b"</numFmts></styleSheet>"))


def _many_strings(folder: Path) -> Path:
    head = f'<sst xmlns="{MAIN}">'.encode()
    return with_bomb(folder, SHARED, Repeated(head, b"<si><t>a</t></si>" * 1000, 20_000, b"</sst>"))


def _many_sheets(folder: Path) -> Path:
    text = str(parts()[BOOK])
    more = "".join(f'<sheet name="s{n}" sheetId="{n}" r:id="rId1"/>' for n in range(2, 50_000))
    return workbook(folder, {BOOK: text.replace("</sheets>", more + "</sheets>")})


def _merged(folder: Path) -> Path:
    cells = "".join(f'<mergeCell ref="A{n}:XFD{n}"/>' for n in range(5, 100_000))
    return workbook(folder, {SHEET: sheet(ROWS, after=f"<mergeCells>{cells}</mergeCells>")})


FAMILIES = (
    *(Family(f"a billion laughs in {name}", _with_entity(part, BILLION), REFUSED) for name, part in PLACES.items()),
    *(Family(f"a file from outside in {name}", _with_entity(part, OUTSIDE), REFUSED) for name, part in PLACES.items()),
    Family("one entity a thousand times", _with_entity(SHARED, QUADRATIC, 1000), REFUSED),
    Family("a billion laughs in UTF-16", _in_utf16, ("workbook_not_readable", "workbook_with_entities")),
    *(Family(f"200,000 elements in each other in {name}", _deep(part), READ, UNITS) for name, part in PLACES.items()),
    Family("200,000 attributes", _many_attributes, READ, UNITS),
    Family("1.5 million number formats", _many_formats, STOPPED),
    Family("20 million shared strings", _many_strings, STOPPED),
    Family("50,000 sheets", _many_sheets, ("reading_too_long",)),
    Family("100,000 merged ranges", _merged, READ, UNITS),
)
