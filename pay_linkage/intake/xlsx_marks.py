"""The marks of an xlsx sheet's cells, and how far its values reach, looked up in the sheet's XML.

The XML is searched, not parsed, block by block, and cell by cell only in blocks where a formula, an error, a style that
matters or a far cell occurs. A cell is the text from its tag's name on: first its attributes, then ``>`` and its
content.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

import polars as pl
from xlsxwriter.utility import xl_cell_to_rowcol

from pay_linkage.intake.cell_mark import NEAR_COLUMNS, NEAR_ROWS, CellMark, SheetScan
from pay_linkage.intake.workbook_archive import NotOpened
from pay_linkage.intake.xlsx_rows import Block, row_blocks

FAR = r"[^A-Z1-9]|[A-Z][^1-9]|[A-Z]?[1-9][0-9]*[^0-9\"']|[A-Z]?[0-9]{7}"
"""What begins an address that is not one letter and a number below a million."""
SPECIAL = rf"<(?:\w+:)?f[\s/>]|\st\s*=\s*[\"']e[\"']|\sr\s*=\s*[\"'](?:{FAR})"
CELL = r"<(?:\w+:)?c[\s/>]"
PLACED = r"<(?:\w+:)?c(?:\s[^>]*?)?\sr\s*=\s*[\"'][A-Z]+[1-9][0-9]*[\"']"
FILLED = r"[^>\s]\s*</(?:\w+:)?[vt]>"
"""The end of a value that is not empty."""
ADDRESS = "^[A-Z]{1,3}[1-9][0-9]{0,6}$"
CHILD = r"^[^>]*[^/>]>\s*<(?:\w+:)?"
FORMULA = rf"{CHILD}f[\s/>]"
VALUE = r"^[^>]*[^/>]>(?:\s*<(?:\w+:)?f\b[^<]*(?:</(?:\w+:)?f>)?)?\s*<(?:\w+:)?v(?:\s[^>]*)?>([^<]*)</"


def sheet_scan(
    pieces: Iterable[bytes], styles: Mapping[int, CellMark], tell: Callable[[int], object] = lambda _: None
) -> SheetScan:
    """The scan of one sheet, whose XML comes in pieces; ``styles`` are the marks of the styles that matter; ``tell``
    hears how many cells are filled as they are counted.

    Raises ``NotOpened`` where two cells have the same address, where some have none, and, among cells that matter,
    where one has an address that no sheet has: they could be read as any place.
    """
    sheet = _Sheet(styles)
    for block in row_blocks(pieces):
        sheet.take(block)
        tell(sheet.filled)
    return sheet.scan()


class _Sheet:
    """What is known of a sheet after some of its blocks."""

    def __init__(self, styles: Mapping[int, CellMark]) -> None:
        self._styles = styles
        self._marks: dict[tuple[int, int], CellMark] = {}
        self._hidden: set[int] = set()
        self._numbers = [pl.Series(dtype=pl.Int64)]
        self._rows = self._columns = 0
        self._cells = self._placed = self._emptied = 0
        self.filled = 0

    def take(self, block: Block) -> None:
        """Look at a further block."""
        addresses = _addresses(block.xml)
        cells = block.xml.str.count_matches(CELL).item()
        self._numbers.append(addresses["row"].unique())
        self._hidden |= block.hidden
        self._cells, self._placed = self._cells + cells, self._placed + addresses.height
        self._emptied += block.emptied
        self.filled += min(cells, block.xml.str.count_matches(FILLED).item())
        if cells and (self._styles or block.xml.str.contains(SPECIAL).item()):
            addresses = self._marked(block)
        self._reach(addresses)

    def _marked(self, block: Block) -> pl.DataFrame:
        """Note the marks of a block's cells: the addresses of those that are filled."""
        cells = _cells(block.xml, block.prefix)
        if not cells["address"].str.contains(ADDRESS).all() or cells["address"].has_nulls():
            raise NotOpened("workbook_not_readable")
        self._marks |= _marks(cells, self._styles)
        return _parts(cells.filter("filled")["address"], "^([A-Z]+)([0-9]+)$")

    def _reach(self, addresses: pl.DataFrame) -> None:
        """Note the last row and column, from 1, among the addresses."""
        columns = (xl_cell_to_rowcol(f"{letters}1")[1] + 1 for letters in addresses["column"].unique())
        self._rows = max(self._rows, addresses.select(pl.col("row").max()).item() or 0)
        self._columns = max(self._columns, *columns, 0)

    def scan(self) -> SheetScan:
        """The scan of the whole sheet; all cells may lack an address where no empty cell had one."""
        numbers = pl.concat(self._numbers)
        lacking = {0} if not self._emptied else set()
        if numbers.n_unique() != numbers.len() or self._placed not in {self._cells} | lacking:
            raise NotOpened("workbook_not_readable")
        reach = (self._rows, self._columns) if self._placed else (NEAR_ROWS, NEAR_COLUMNS)
        return SheetScan(self._marks, *reach, frozenset(self._hidden), filled=self.filled)


def _addresses(xml: pl.Series) -> pl.DataFrame:
    """The addresses of a block's cells. Of two cells in one place only the last would be read: refused."""
    addresses = _parts(xml.str.extract_all(PLACED).explode().drop_nulls(), "([A-Z]+)([0-9]+).$")
    if addresses.n_unique() != addresses.height:
        raise NotOpened("workbook_not_readable")
    return addresses


def _parts(addresses: pl.Series, pattern: str) -> pl.DataFrame:
    """``column`` (its letters) and ``row`` of each address; a row of more than 18 digits is none."""
    found = addresses.str.extract_groups(pattern).struct.unnest()
    return found.select(column=pl.nth(0), row=pl.nth(1).cast(pl.Int64, strict=False))


def _cells(text: pl.Series, prefix: str) -> pl.DataFrame:
    """Address, type, style, value and kind of content of every cell."""
    tag = f"<{prefix}c"
    if text.str.count_matches(CELL).item() != text.str.count_matches(f"{tag} ", literal=True).item():
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
