"""A CSV file read back through pandas, every cell as the text that it is."""

from __future__ import annotations

import codecs
import io
import re

import pandas as pd

from contracts.publication_gate.promise import CsvForm
from contracts.publication_gate.written import Written, WrittenSheet

QUOTED = re.compile(r'"(?:[^"]|"")*"')
CUT_OFF = "\ufffd"


def written_csv(data: bytes, form: CsvForm) -> Written:
    """Facts and cells of the file, read as ``form`` says; whatever else it is stands among the facts."""
    has_mark = data.startswith(codecs.BOM_UTF8)
    facts = {"gate_byte_order_mark_other": has_mark == form.byte_order_mark}
    body = data[len(codecs.BOM_UTF8) :] if has_mark else data
    text = _decoded(body, form.encoding)
    facts["gate_encoding_other"] = text is not None
    if text is None:
        return Written(facts)
    bare = QUOTED.sub("", text) if '"' in text else text  # between quotes nothing ends lines or parts cells
    facts |= {"gate_line_end_other": _has_line_ends(bare, form.line_end), "gate_file_cut_off": text.endswith("\n")}
    ragged = _first_ragged(bare, form.separator)
    facts["gate_rows_ragged"] = ragged is None
    rows = {} if ragged is None else {"gate_rows_ragged": ragged}
    return Written(facts, _sheets(text, form, facts), rows)


def _decoded(body: bytes, encoding: str) -> str | None:
    try:
        text = body.decode(encoding)
    except UnicodeDecodeError as error:
        if error.end < len(body) or not error.start:
            return None
        text = body[: error.start].decode(encoding) + CUT_OFF  # only the last character is not whole
    return None if "\x00" in text else text


def _has_line_ends(bare: str, line_end: str) -> bool:
    returns, feeds = bare.count("\r"), bare.count("\n")
    return returns == (feeds if line_end == "\r\n" else 0) and bare.count("\r\n") == returns


def _first_ragged(bare: str, separator: str) -> int | None:
    """The first line with more or fewer cells than the first one; none where all have as many."""
    counts = [line.count(separator) for line in bare.removesuffix("\n").split("\n")]
    if counts.count(counts[0]) == len(counts):
        return None
    return next(number for number, count in enumerate(counts, 1) if count != counts[0])


def _sheets(text: str, form: CsvForm, facts: dict[str, bool]) -> tuple[WrittenSheet, ...] | None:
    try:
        read = pd.read_csv(
            io.BytesIO(text.encode()),
            sep=form.separator,
            header=None,
            dtype="object",
            na_filter=False,
            skip_blank_lines=False,
            engine="c",
        )
    except pd.errors.EmptyDataError:
        facts["gate_file_unreadable"] = False
        return None
    except pd.errors.ParserError:
        return None
    read.columns = pd.Index([str(place) for place in range(read.shape[1])])
    read.index = pd.RangeIndex(1, len(read) + 1)
    headings = tuple(read.iloc[0])
    return (WrittenSheet((headings,), read.iloc[1:]),)
