"""A CSV file read back through pandas, every cell as the text that it is."""

from __future__ import annotations

import codecs
import io
import re

import pandas as pd

from contracts.publication_gate.promise import CsvForm
from contracts.publication_gate.written import Written, WrittenSheet

QUOTED = re.compile(r'"(?:[^"]|"")*"')
LINE = re.compile(r"in line (\d+)")


def written_csv(data: bytes, form: CsvForm) -> Written:
    """Facts and cells of the file, read as ``form`` says; whatever else it is stands among the facts."""
    has_mark = data.startswith(codecs.BOM_UTF8)
    facts = {"gate_byte_order_mark_other": has_mark == form.byte_order_mark}
    body = data[len(codecs.BOM_UTF8) :] if has_mark else data
    text = _decoded(body, form.encoding)
    facts["gate_encoding_other"] = text is not None
    if text is None:
        return Written(facts)
    facts |= {"gate_line_end_other": _has_line_ends(text, form.line_end), "gate_file_cut_off": text.endswith("\n")}
    return _cells(text, form, facts)


def _decoded(body: bytes, encoding: str) -> str | None:
    try:
        text = body.decode(encoding)
    except UnicodeDecodeError:
        return None
    return None if "\x00" in text else text


def _has_line_ends(text: str, line_end: str) -> bool:
    """Whether all lines end as promised; what stands between quotes is no line end."""
    bare = QUOTED.sub("", text) if '"' in text else text
    returns, feeds = bare.count("\r"), bare.count("\n")
    return returns == (feeds if line_end == "\r\n" else 0) and bare.count("\r\n") == returns


def _cells(text: str, form: CsvForm, facts: dict[str, bool]) -> Written:
    try:
        read = pd.read_csv(
            io.StringIO(text),
            sep=form.separator,
            header=None,
            dtype=str,
            na_filter=False,
            skip_blank_lines=False,
            engine="c",
        )
    except pd.errors.EmptyDataError:
        return Written({**facts, "gate_file_unreadable": False})
    except pd.errors.ParserError as error:
        line = LINE.search(str(error))
        rows = {"gate_rows_ragged": int(line[1])} if line else {}
        return Written({**facts, "gate_rows_ragged": False}, None, rows)
    read.columns = pd.Index([str(place) for place in range(read.shape[1])])
    read.index = pd.RangeIndex(1, len(read) + 1)
    short = read.isna().any(axis=1)
    facts["gate_rows_ragged"] = not short.any()
    rows = {"gate_rows_ragged": int(short.to_numpy().argmax()) + 1} if short.any() else {}
    headings = tuple("" if pd.isna(cell) else str(cell) for cell in read.iloc[0])
    cells = read.iloc[1:].mask(read.iloc[1:] == "")
    return Written(facts, (WrittenSheet((headings,), cells),), rows)
