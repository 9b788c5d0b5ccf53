"""The text of a CSV file, whatever it was written in: byte order mark, else strict UTF-8, else strict GB18030.

Nothing is guessed from frequencies: many Chinese names in UTF-8 are also valid GB18030, so the order decides.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

import polars as pl

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
PIECE = 1 << 18
"""About so many bytes are looked at together."""

STANDARD = dict(
    zip(
        "\ue816\ue817\ue818\ue81e\ue826\ue82b\ue82c\ue831\ue832\ue83b\ue843\ue854\ue855\ue864",
        "\U00020087\U00020089\U000200cc\u9fb4\u9fb5\u9fb6\u9fb7\U000215d7\u9fb8\U0002298f\u9fb9\u9fba\U000241fe\u9fbb",
        strict=True,
    )
)
"""Ideographs whose two bytes of GB18030 the codec takes for private use, as editions before 2022 did, and their own
code points: a name is the same person's whichever program wrote it, and in UTF-8.
"""
PRIVATE = re.compile(f"[{''.join(STANDARD)}]")


class EncodingUnreadable(Exception):
    """The bytes are no text in any encoding that is read; ``line`` is the first in the rarer of two mixed encodings."""

    def __init__(self, line: int | None = None) -> None:
        super().__init__("the bytes are no text in one of the encodings that are read")
        self.line = line


def utf8_text(data: bytes) -> bytes:
    """The text of ``data`` in UTF-8 without mark, its line ends single line feeds. Raises ``EncodingUnreadable``."""
    text = _in_utf8(data)
    if b"\0" in text:
        raise EncodingUnreadable
    if b"\r" not in text:
        return text
    return text.replace(b"\r\n", b"\n") if b"\n" in text else text.replace(b"\r", b"\n")


def _in_utf8(data: bytes) -> bytes:
    for mark, codec in MARKS:
        if data.startswith(mark):
            return _decoded(data, codec).encode()
    if is_utf8(data):
        return data
    text = PRIVATE.sub(lambda sign: STANDARD[sign[0]], _decoded(data, "gb18030")).encode()
    _refuse_mixture(data)
    return text


def is_utf8(data: bytes) -> bool:
    """Whether the bytes are strict UTF-8, without making a wide string of them, or a copy of all."""
    try:
        for piece in _pieces(data):
            pl.Series([piece], dtype=pl.Binary).cast(pl.String)
    except pl.exceptions.PolarsError:
        return False
    return True


def _pieces(data: bytes) -> Iterator[bytes]:
    """The bytes in pieces that end where a line does, which no character of UTF-8 goes across."""
    start = 0
    while start < len(data):
        end = next_line(data, start + PIECE)
        yield data[start:end]
        start = end


def next_line(text: bytes, at: int) -> int:
    """Where the line after the one that holds byte ``at`` begins; the end of the text where there is none."""
    return text.find(b"\n", at) + 1 or len(text)


def _decoded(data: bytes, codec: str) -> str:
    try:
        return data.decode(codec)
    except UnicodeError as error:
        raise EncodingUnreadable from error


def _refuse_mixture(data: bytes) -> None:
    """Refuse GB18030 in which lines are Chinese in UTF-8: these would be read as other characters."""
    in_utf8: list[int] = []
    others: list[int] = []
    for number, line in enumerate(data.split(b"\n"), start=1):
        if not line.isascii():
            (in_utf8 if _is_chinese_utf8(line) else others).append(number)
    if in_utf8:
        raise EncodingUnreadable(min(in_utf8, others, key=len)[0])


def _is_chinese_utf8(line: bytes) -> bool:
    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return any("\u3000" <= character <= "\u9fff" for character in text)
