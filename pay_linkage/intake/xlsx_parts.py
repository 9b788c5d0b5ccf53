"""The parts of an xlsx workbook that say where its sheets are and how its numbers are shown."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from typing import Self
from xml.etree.ElementTree import Element

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from pay_linkage.intake.cell_mark import BUILT_IN_PERCENT, CellMark, format_mark
from pay_linkage.intake.encoding import is_utf8
from pay_linkage.intake.workbook_archive import WORKBOOK_PART, NotOpened

RELATIONS_PART = "xl/_rels/workbook.xml.rels"
STYLES_PART = "xl/styles.xml"
TEXTS_PART = "xl/sharedStrings.xml"
PIECE = 1 << 20
LONGEST_TEXT = 4 << 20
"""Bytes between two tags, of which no program writes more: a cell holds 32,767 characters."""
BROKEN = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError, EOFError, ValueError)
"""What reading a part of a damaged archive raises."""


class XlsxParts:
    """An open xlsx archive. Every method raises ``NotOpened`` where a part is broken or not plain XML in UTF-8."""

    def __init__(self, data: bytes) -> None:
        self._archive = zipfile.ZipFile(io.BytesIO(data))
        self._names = {name.casefold(): name for name in self._archive.namelist()}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._archive.close()

    def sheets(self) -> dict[str, str]:
        """Sheet name → name of the part that holds it."""
        targets = {
            relation.get("Id"): posixpath.normpath(posixpath.join("/xl", relation.get("Target", ""))).lstrip("/")
            for relation in self._tree(RELATIONS_PART)
        }
        return {
            sheet.get("name", ""): targets[identifier]
            for sheet in self._tree(WORKBOOK_PART).iterfind(".//{*}sheet")
            for attribute, identifier in sheet.items()
            if attribute.endswith("}id") and identifier in targets
        }

    def style_marks(self) -> dict[int, CellMark]:
        """Style number of a cell → the mark of numbers in that style, where they are not shown as they are."""
        if STYLES_PART.casefold() not in self._names:
            return {}
        styles = self._tree(STYLES_PART)
        formats = dict(BUILT_IN_PERCENT) | {
            _format_number(f): format_mark(f.get("formatCode", "")) for f in styles.iterfind(".//{*}numFmt")
        }
        used = enumerate(styles.iterfind("{*}cellXfs/{*}xf"))
        marks = {style: formats.get(_format_number(xf)) for style, xf in used}
        return {style: mark for style, mark in marks.items() if mark}

    def judge_texts(self) -> None:
        """Refuse shared texts that hold what a sheet may not hold: they are read by somebody else."""
        if TEXTS_PART.casefold() in self._names:
            for _ in self.pieces(TEXTS_PART):
                pass

    def pieces(self, part: str) -> Iterator[bytes]:
        """A part's bytes as they are unpacked, in pieces that end with a tag: XML in UTF-8 without a document type."""
        name = self._names.get(part.casefold())
        if name is None:
            raise NotOpened("workbook_not_readable")
        rest = b""
        for read in self._unpacked(name):
            whole, rest = cut_after(b">", rest + read)
            if len(rest) > LONGEST_TEXT:
                raise NotOpened("workbook_not_readable")
            yield _judged(whole)
        yield _judged(rest)

    def _unpacked(self, name: str) -> Iterator[bytes]:
        try:
            with self._archive.open(name) as part:
                while read := part.read(PIECE):
                    yield read
        except BROKEN as error:
            raise NotOpened("workbook_not_readable") from error

    def _tree(self, part: str) -> Element:
        try:
            tree: Element = fromstring(b"".join(self.pieces(part)), forbid_dtd=True)
        except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
            raise NotOpened("workbook_not_readable") from error
        return tree


def cut_after(end: bytes, text: bytes) -> tuple[bytes, bytes]:
    """The text up to the last ``end``, this included, and what follows it."""
    at = text.rfind(end)
    return (text[: at + len(end)], text[at + len(end) :]) if at >= 0 else (b"", text)


def _judged(xml: bytes) -> bytes:
    if not is_utf8(xml):
        raise NotOpened("workbook_not_readable")
    if b"<!DOCTYPE" in xml or b"<!ENTITY" in xml:
        raise NotOpened("workbook_with_entities")
    return xml


def _format_number(element: Element) -> int:
    text = element.get("numFmtId", "0")
    if not text.isdecimal():
        raise NotOpened("workbook_not_readable")
    return int(text)
