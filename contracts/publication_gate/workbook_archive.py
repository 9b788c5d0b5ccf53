"""A workbook's parts: its sheets by name, its shared texts, and whether there is anything in it that we never write."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from xml.etree.ElementTree import Element

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

LARGEST_CONTENT = 4 * 1024**3
OURS = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|docProps/(app|core)\.xml"
    r"|xl/(workbook|styles|sharedStrings|metadata)\.xml|xl/_rels/workbook\.xml\.rels"
    r"|xl/theme/theme\d+\.xml|xl/worksheets/sheet\d+\.xml"
)
"""Parts of a workbook without macros, links, pictures, comments."""


BROKEN = (zipfile.BadZipFile, zlib.error, ValueError, NotImplementedError, RuntimeError, OSError, EOFError)


class Unreadable(Exception):
    """The bytes are no workbook that can be read to its end."""


class WorkbookArchive:
    """An open workbook. Every method raises ``Unreadable`` where a part is missing or broken."""

    def __init__(self, data: bytes) -> None:
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
            parts = self._archive.infolist()
            damaged = sum(part.file_size for part in parts) > LARGEST_CONTENT or self._archive.testzip()
        except BROKEN as error:
            raise Unreadable from error
        names = [part.filename for part in parts]
        if damaged or len(set(names)) < len(names):
            raise Unreadable
        self.foreign_parts = [name for name in names if not OURS.fullmatch(name)]
        self._names = frozenset(names)

    def sheets(self) -> dict[str, str]:
        """Sheet name → name of the part that holds it; a sheet that people cannot see has a tab before its name."""
        targets = {
            relation.get("Id"): posixpath.normpath(posixpath.join("/xl", relation.get("Target", ""))).lstrip("/")
            for relation in self._tree("xl/_rels/workbook.xml.rels")
        }
        found = {}
        for sheet in self._tree("xl/workbook.xml").iterfind(".//{*}sheet"):
            identifier = next((value for key, value in sheet.items() if key.endswith("}id")), None)
            if identifier not in targets:
                raise Unreadable
            hidden = "" if sheet.get("state", "visible") == "visible" else "\t"
            found[hidden + sheet.get("name", "")] = targets[identifier]
        return found

    def shared_texts(self) -> list[str]:
        """The texts that cells refer to by number; readings beside Chinese text are no part of it."""
        if "xl/sharedStrings.xml" not in self._names:
            return []
        items = self._tree("xl/sharedStrings.xml").iterfind("{*}si")
        return ["".join(part.text or "" for part in _text_parts(item)) for item in items]

    def part(self, name: str) -> bytes:
        """A part's bytes: XML without a document type."""
        try:
            data = self._archive.read(name)
        except (KeyError, *BROKEN) as error:
            raise Unreadable from error
        if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
            raise Unreadable
        return data

    def _tree(self, name: str) -> Element:
        try:
            tree: Element = fromstring(self.part(name), forbid_dtd=True)
        except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
            raise Unreadable from error
        return tree


def _text_parts(item: Element) -> list[Element]:
    return [*item.iterfind("{*}t"), *item.iterfind("{*}r/{*}t")]
