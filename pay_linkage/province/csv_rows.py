"""The districts as a CSV file: a row a district, headings in English or Chinese, in any order, all of them known."""

from __future__ import annotations

import csv
import io

from pay_linkage.schemes.document import Document, Tree, scheme_problem
from pay_linkage.schemes.finding import Finding, shown
from pay_linkage.schemes.suggestion import unknown

COLUMNS = {
    "id": "区县代码",
    "name_en": "英文名称",
    "name_zh": "中文名称",
    "scheme": "方案",
    "inputs": "输入数据",
    "store": "存储目录",
    "ledger": "台账",
    "cycle": "考核年度",
    "due": "完成期限",
}
KEYS = {heading: key for key, zh in COLUMNS.items() for heading in (key, zh)}
NAMES = {"name_en": "en", "name_zh": "zh"}


def csv_document(text: str, file: str) -> Document:
    """What the file says, each value with its line; whatever cannot be read stands among the document's problems."""
    document = Document(file)
    reader = csv.reader(io.StringIO(text), strict=True)
    try:
        keys = _headings(next(reader, []), document)
        listed = [_row(row, keys, reader.line_num, document) for row in reader if any(row)]
    except csv.Error:
        document.problems.append(scheme_problem(Finding("province_csv_malformed"), file, reader.line_num))
        return document
    document.tree = {"districts": [entry for entry, _ in listed]}
    for at, (entry, line) in enumerate(listed):
        document.lines.update({("districts", at, *path): line for path in ((), *((key,) for key in entry))})
    return document


def _headings(row: list[str], document: Document) -> list[str | None]:
    keys = [KEYS.get(heading.strip()) for heading in row]
    for heading, key in zip(row, keys, strict=True):
        if key is None:
            finding = unknown("province_heading_unknown", heading, [f"{en} {zh}" for en, zh in COLUMNS.items()])
            document.problems.append(scheme_problem(finding, document.file, 1))
        elif keys.count(key) > 1:
            document.problems.append(scheme_problem(Finding("province_heading_twice", (key,)), document.file, 1))
    return keys


def _row(row: list[str], keys: list[str | None], line: int, document: Document) -> tuple[dict[str, Tree], int]:
    """The district that a row says; an empty cell says nothing."""
    if len(row) != len(keys):
        facts = {"expected": str(len(keys)), "found": str(len(row))}
        document.problems.append(scheme_problem(Finding("province_row_ragged", facts=facts), document.file, line))
    found: dict[str, Tree] = {}
    name: dict[str, Tree] = {}
    for key, cell in zip(keys, row, strict=False):
        if key is None or not cell.strip():
            continue
        if not cell.isprintable():
            finding = Finding("scheme_text_unusable", (key,), shown(cell.encode("unicode_escape").decode()))
            document.problems.append(scheme_problem(finding, document.file, line))
        elif key in NAMES:
            name[NAMES[key]] = cell.strip()
        else:
            found[key] = cell.strip()
    return ({**found, "name": name} if name else found), line
