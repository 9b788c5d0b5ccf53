"""The marks of an xlsx sheet's cells, and how far its values reach, looked up in the sheet's XML.

The XML is searched, not parsed, and cell by cell only where a formula, an error, a style that matters or a far cell
occurs at all. A cell is the text from its tag's name on: first its attributes, then ``>`` and its content.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import polars as pl
from xlsxwriter.utility import xl_cell_to_rowcol

from pay_linkage.intake.cell_mark import CellMark, SheetScan
from pay_linkage.intake.workbook_archive import NotOpened

PREFIX = re.compile(rb"<(\w+:)?worksheet[\s>]")
FAR = r"[^A-Z1-9]|[A-Z][^1-9]|[A-Z]?[1-9][0-9]*[^0-9\"']|[A-Z]?[0-9]{7}|[A-Z]?[3-9][0-9]{5}"
"""What begins an address that is not one letter and a number below 300,000."""
SPECIAL = rf"<(?:\w+:)?f[\s/>]|\st\s*=\s*[\"']e[\"']|\sr\s*=\s*[\"'](?:{FAR})"
ROW = re.compile(rb"<(?:\w+:)?row\b[^>]*>")
ROW_NUMBER = re.compile(rb"\sr\s*=\s*[\"']([0-9]{1,7})[\"']")
EMPTY_CELL = re.compile(rb"<(?:\w+:)?c(?:\s[^<>]*)?\sr\s*=[^<>]*/>")
EMPTY_ROW = re.compile(rb"<(?:\w+:)?row\s[^<>]*(?:/>|></(?:\w+:)?row>)")
"""Cells and rows of nothing but formats: a clerk who has coloured a whole sheet leaves a million of them."""
HIDING = re.compile(rb"\shidden\s*=\s*[\"'](?:1|true)[\"']|\sht\s*=\s*[\"']0(?:\.0+)?[\"']")
CELL = r"<(?:\w+:)?c[\s/>]"
PLACED = r"<(?:\w+:)?c(?:\s[^>]*?)?\sr\s*=\s*[\"'][A-Z]+[1-9][0-9]*[\"']"
PIECE = 1 << 20
ADDRESS = "^[A-Z]{1,3}[1-9][0-9]{0,6}$"
CHILD = r"^[^>]*[^/>]>\s*<(?:\w+:)?"
FORMULA = rf"{CHILD}f[\s/>]"
VALUE = r"^[^>]*[^/>]>(?:\s*<(?:\w+:)?f\b[^<]*(?:</(?:\w+:)?f>)?)?\s*<(?:\w+:)?v(?:\s[^>]*)?>([^<]*)</"


def sheet_scan(xml: bytes, styles: Mapping[int, CellMark]) -> SheetScan:
    """The scan of one sheet; ``styles`` are the marks of the styles that matter.

    Raises ``NotOpened`` where two cells have the same address, where some have none, and, among cells that matter,
    where one has an address that no sheet has: they could be read as any place.
    """
    found = PREFIX.search(xml)
    prefix = (found[1] or b"").decode() if found else ""
    hidden = _hidden_rows(xml)
    xml, emptied = _without_empty(xml)
    text = pl.Series([xml], dtype=pl.Binary).cast(pl.String)
    _refuse_cells_in_one_place(xml, prefix, may_lack_all=not emptied)
    if not styles and not text.str.contains(SPECIAL).item():
        return SheetScan({}, hidden_rows=hidden)
    cells = _cells(text, prefix)
    if not cells["address"].str.contains(ADDRESS).all() or cells["address"].has_nulls():
        raise NotOpened("workbook_not_readable")
    return SheetScan(_marks(cells, styles), *_reach(cells.filter("filled").select("address")), hidden)


def _without_empty(xml: bytes) -> tuple[bytes, int]:
    """The sheet without cells and rows that hold nothing, and how many cells these were."""
    found = [EMPTY_CELL.subn(b"", piece) for piece in _pieces(xml, b">")]
    return b"".join(EMPTY_ROW.sub(b"", piece) for piece, _ in found), sum(count for _, count in found)


def _hidden_rows(xml: bytes) -> frozenset[int]:
    """The rows, from 0, that nobody sees: hidden by hand or by a filter, or without height."""
    if not HIDING.search(xml):
        return frozenset()
    hidden = set()
    number = 0
    for row in ROW.finditer(xml):
        given = ROW_NUMBER.search(row[0])
        number = int(given[1]) if given else number + 1
        if HIDING.search(row[0]):
            hidden.add(number - 1)
    return frozenset(hidden)


def _refuse_cells_in_one_place(xml: bytes, prefix: str, *, may_lack_all: bool) -> None:
    """Refuse two cells with one address, of which only the last would be read, and cells of which some have none; all
    may lack one where no empty cell had one.
    """
    rows = [pl.Series(dtype=pl.String)]
    cells = placed = 0
    for piece in _pieces(xml, f"</{prefix}row>".encode()):
        text = pl.Series([piece], dtype=pl.Binary).cast(pl.String)
        addresses = text.str.extract_all(PLACED).explode().str.extract("([A-Z]+[0-9]+).$").drop_nulls()
        if addresses.n_unique() != addresses.len():
            raise NotOpened("workbook_not_readable")
        cells, placed = cells + text.str.count_matches(CELL).item(), placed + addresses.len()
        rows.append(addresses.str.extract("([0-9]+)$").unique())
    numbers = pl.concat(rows)
    if numbers.n_unique() != numbers.len() or placed not in ({0, cells} if may_lack_all else {cells}):
        raise NotOpened("workbook_not_readable")


def _pieces(xml: bytes, row_end: bytes) -> Iterator[bytes]:
    """The XML in pieces of about a megabyte, each up to the end of a row or tag: what is searched for stays small."""
    start = 0
    while start < len(xml):
        found = xml.find(row_end, start + PIECE)
        end = len(xml) if found < 0 else found + len(row_end)
        yield xml[start:end]
        start = end


def _reach(addresses: pl.DataFrame) -> tuple[int, int]:
    """The last row and the last column, from 1, among the addresses."""
    row = addresses.select(pl.col("address").str.extract("([0-9]+)").cast(pl.Int64).max()).item()
    letters = addresses["address"].str.extract("([A-Z]+)").unique()
    return row or 0, max((xl_cell_to_rowcol(f"{name}1")[1] + 1 for name in letters), default=0)


def _cells(text: pl.Series, prefix: str) -> pl.DataFrame:
    """Address, type, style, value and kind of content of every cell."""
    tag = f"<{prefix}c"
    if text.str.count_matches(rf"{tag}[\s/>]").item() != text.str.count_matches(f"{tag} ", literal=True).item():
        raise NotOpened("workbook_not_readable")
    cell = pl.col("cell")
    return (
        text.str.split(f"{tag} ")
        .explode()
        .slice(1)
        .alias("cell")
        .to_frame()
        .select(
            address=_attribute("r"),
            type=_attribute("t"),
            style=_attribute("s").cast(pl.Int64, strict=False),
            value=cell.str.extract(VALUE).str.strip_chars(),
            formula=cell.str.contains(FORMULA),
            filled=cell.str.contains(rf"{CHILD}\w"),
        )
    )


def _attribute(name: str) -> pl.Expr:
    return pl.col("cell").str.extract(rf"^(?:[^>]*\s)?{name}\s*=\s*[\"']([^\"'>]*)[\"']")


def _marks(cells: pl.DataFrame, styles: Mapping[int, CellMark]) -> dict[tuple[int, int], CellMark]:
    no_text = pl.col("value").is_null() | ((pl.col("value") == "") & (pl.col("type").fill_null("n") != "str"))
    number = pl.col("type").fill_null("n") == "n"
    special = cells.select(
        "address",
        style=pl.when(number & pl.col("value").is_not_null() & pl.col("style").is_in(list(styles))).then("style"),
        value=pl.col("value").fill_null(""),
        error=(pl.col("type") == "e").fill_null(value=False),
        no_value=pl.col("formula") & no_text,
    ).filter(pl.col("error") | pl.col("no_value") | pl.col("style").is_not_null())
    marks = {}
    for address, style, value, error, no_value in special.iter_rows():
        fault = CellMark("error", value or "#") if error else CellMark("no_value")
        marks[xl_cell_to_rowcol(address)] = fault if error or no_value else styles[style]
    return marks
