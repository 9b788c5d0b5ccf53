"""What kind of file a layout describes: a CSV file and its bytes' form, or a workbook and its sheet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import BeforeValidator

from pay_linkage.layouts.heading import Heading
from pay_linkage.schemes.choice import Fact, one_of
from pay_linkage.schemes.finding import Finding, refusal, shown
from pay_linkage.schemes.rule import Rule
from pay_linkage.schemes.suggestion import unknown

Encoding = Literal["utf-8", "gb18030", "gbk"]
LineEnd = Literal["lf", "crlf"]
Separator = Literal["comma", "semicolon", "tab"]
SIGNS = {"comma": ",", "semicolon": ";", "tab": "\t"}
LINE_ENDS = {"lf": "\n", "crlf": "\r\n"}
LONGEST_SHEET_NAME = 31
NOT_IN_SHEET_NAMES = re.compile(r"[\[\]:*?/\\]")


class CsvForm(Rule):
    """A CSV file: encoding, byte order mark, line ends, and what parts the cells."""

    kind: Literal["csv"]
    encoding: Annotated[Encoding, one_of(Encoding)] = "utf-8"
    byte_order_mark: Fact = False
    line_end: Annotated[LineEnd, one_of(LineEnd)] = "lf"
    separator: Annotated[Separator, one_of(Separator)] = "comma"

    @property
    def sign(self) -> str:
        """What stands between two cells."""
        return SIGNS[self.separator]

    @property
    def end(self) -> str:
        """What ends a line."""
        return LINE_ENDS[self.line_end]

    def findings(self) -> Iterator[Finding]:
        """A mark that only Unicode has."""
        if self.byte_order_mark and self.encoding != "utf-8":
            yield Finding("layout_mark_without_unicode", ("byte_order_mark",), self.encoding)


class WorkbookForm(Rule):
    """A workbook with one sheet, headings in its first row."""

    kind: Literal["xlsx"]
    sheet: Heading

    def findings(self) -> Iterator[Finding]:
        """A name that no sheet can have."""
        if not is_sheet_name(self.sheet):
            yield Finding("layout_sheet_name_unusable", ("sheet",), shown(self.sheet))


def is_sheet_name(name: str) -> bool:
    """Whether spreadsheets allow the name."""
    quoted = name.startswith("'") or name.endswith("'")
    return len(name) <= LONGEST_SHEET_NAME and not quoted and not NOT_IN_SHEET_NAMES.search(name)


FORMS: dict[str, type[CsvForm | WorkbookForm]] = {"csv": CsvForm, "xlsx": WorkbookForm}


def file_form(value: object) -> CsvForm | WorkbookForm:
    """Reads the form in the shape that its ``kind`` names."""
    if isinstance(value, CsvForm | WorkbookForm):
        return value
    if not isinstance(value, dict):
        raise Finding("scheme_not_a_mapping", value=shown(value)).error()
    kind = value.get("kind")
    if kind is None:
        raise refusal("file", [Finding("scheme_key_missing", ("kind",), facts={"name": "kind"})])
    if not isinstance(kind, str) or kind not in FORMS:
        raise refusal("file", [unknown("scheme_choice_unknown", kind, FORMS, ("kind",))])
    return FORMS[kind].model_validate(value)


FileForm = Annotated[CsvForm | WorkbookForm, BeforeValidator(file_form)]
