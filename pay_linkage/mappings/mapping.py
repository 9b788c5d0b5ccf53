"""A mapping: which file, sheet and heading of a house's own layout gives which column of which input table.

Belongs here: what a mapping file may say, and what does not fit together in it. Stays out: reading the sheets.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from contracts.columns import COLUMNS
from contracts.tables import INPUT_TABLES
from pay_linkage.mappings.header_rows import HeaderRows
from pay_linkage.schemes.choice import Fact, one_of
from pay_linkage.schemes.finding import Finding
from pay_linkage.schemes.listing import List, Names, OptionalTable, Table, strangers
from pay_linkage.schemes.numbers import Decimals, Whole
from pay_linkage.schemes.rule import Rule
from pay_linkage.schemes.text import Name, Text

Combine = Literal["one", "sum", "mean"]


class Rows(Rule):
    """Rows of a sheet: of which file (where the inputs are a folder) and sheet (where there are several), below which
    header; ``only`` and ``leave_out`` choose rows by what stands under a heading, ``filled`` by something being there.
    """

    file: Name | None = None
    sheet: Name | None = None
    header: HeaderRows | None = None
    hidden_rows: Annotated[Literal["read"], one_of(Literal["read"])] | None = None
    only: OptionalTable[Names] = Field(default_factory=dict)
    leave_out: OptionalTable[Names] = Field(default_factory=dict)
    filled: Names = ()

    @property
    def chosen_by(self) -> tuple[str, ...]:
        """The headings under which it is told which rows count."""
        return (*self.only, *self.leave_out, *self.filled)


class Lookup(Rows):
    """A value out of the rows of another sheet. ``match``: heading here → heading there, equal cells belong together.

    ``combine`` several rows to one number by ``sum`` or ``mean``: then exactly ``rows`` of them, and a mean is rounded
    half up to ``decimals``. ``others: ignore`` allows rows there that belong to nobody here.
    """

    heading: Name
    match: Table[Name]
    combine: Annotated[Combine, one_of(Combine)] = "one"
    rows: Whole | None = None
    decimals: Decimals | None = None
    others: Annotated[Literal["ignore"], one_of(Literal["ignore"])] | None = None

    def findings(self) -> Iterator[Finding]:
        """Numbers that are combined without saying of how many rows, or to how many decimals."""
        if self.combine != "one" and not self.rows:
            yield Finding("scheme_key_missing", ("rows",), facts={"name": "rows"})
        if self.combine == "mean" and self.decimals is None:
            yield Finding("scheme_key_missing", ("decimals",), facts={"name": "decimals"})


class Cell(Rule):
    """Where a column's cells come from: a heading, a constant, headings joined to one text, a prefix before the row's
    number, or a lookup. ``values`` translate what stands there, ``empty`` is what an empty cell means.
    """

    heading: Name | None = None
    constant: Text | None = None
    joined: Names = ()
    between: Text | None = None
    numbered: Text | None = None
    lookup: Lookup | None = None
    values: OptionalTable[Text] = Field(default_factory=dict)
    empty: Text | None = None

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings of the table's own sheet that the cells come from. What is wrong with a cell is told at the
        first of them: a value looked up in vain at the code that is not found.
        """
        matched = tuple(self.lookup.match) if self.lookup else ()
        return (*([self.heading] if self.heading else ()), *self.joined, *matched)

    def findings(self) -> Iterator[Finding]:
        """No source of values, or several."""
        ways = {"heading": self.heading, "constant": self.constant, "joined": self.joined, "numbered": self.numbered}
        given = [name for name, value in {**ways, "lookup": self.lookup}.items() if value]
        if len(given) != 1:
            yield Finding("mapping_cell_sources", (), ", ".join(given) or "–")
        if self.joined and len(self.joined) < 2:  # noqa: PLR2004 - one heading alone is ``heading``
            yield Finding("mapping_cell_sources", ("joined",), ", ".join(self.joined))


def cell(value: Any) -> Any:
    """A heading alone in place of ``{heading: …}``."""
    return {"heading": value} if isinstance(value, str) else value


class Spread(Rule):
    """Columns side by side that are rows of a table: ``headings`` (heading → what ``into`` says), their cells in
    ``value``; a row without a cell is left out where ``empty`` says so.
    """

    into: Name
    value: Name
    headings: Table[Text]
    empty: Annotated[Literal["leave_out"], one_of(Literal["leave_out"])] | None = None


class Source(Rows):
    """One sheet that gives rows of one table. ``once``: equal rows are one, as the units of a list of people."""

    once: Fact = False
    columns: Table[Annotated[Cell, BeforeValidator(cell)]]
    spread: Spread | None = None

    @property
    def headings(self) -> tuple[str, ...]:
        """Every heading that the sheet must have."""
        own = [heading for one in self.columns.values() for heading in one.headings]
        return tuple(dict.fromkeys([*own, *self.chosen_by, *(self.spread.headings if self.spread else ())]))


class Mapping(Rule):
    """The whole mapping: of each table the sheets that it is put together from; others are not there."""

    mapping: Name
    tables: Table[List[Source]]

    def findings(self) -> Iterator[Finding]:
        """Names that are no table or column, columns that are missing, doubled, or given in two ways."""
        yield from strangers("scheme_unknown_key", self.tables, INPUT_TABLES, "tables")
        for name, listed in self.tables.items():
            if name in INPUT_TABLES:
                for at, source in enumerate(listed):
                    yield from _column_findings(name, source, ("tables", name, at))


def _column_findings(name: str, source: Source, where: tuple[str | int, ...]) -> Iterator[Finding]:
    table = INPUT_TABLES[name]
    known = tuple(column.name for column in table.columns)
    for finding in strangers("scheme_unknown_key", source.columns, known, "columns"):
        yield Finding(finding.code, (*where, *finding.path), finding.value, finding.facts)
    spread = (source.spread.into, source.spread.value) if source.spread else ()
    for finding in strangers("scheme_unknown_key", spread, known):
        yield Finding(finding.code, (*where, "spread"), finding.value, finding.facts)
    given = (*source.columns, *spread)
    for column in (*table.required, *table.empty_cells):
        if column not in given:
            yield Finding("scheme_key_missing", (*where, "columns", column), facts={"name": column})
    for column, cell_of in source.columns.items():
        combined = cell_of.lookup is not None and cell_of.lookup.combine != "one"
        if combined and column in COLUMNS and COLUMNS[column].kind not in ("number", "count"):
            yield Finding("mapping_combine_not_number", (*where, "columns", column, "lookup", "combine"))
    for column in spread:
        if column in source.columns:
            yield Finding("mapping_cell_sources", (*where, "columns", column), f"columns, spread: {column}")


def named_files(mapping: Mapping) -> list[str | None]:
    """The files that a mapping speaks of, None for the only one there is."""
    sheets: list[Rows] = [source for listed in mapping.tables.values() for source in listed]
    cells = [cell for listed in mapping.tables.values() for source in listed for cell in source.columns.values()]
    sheets += [cell.lookup for cell in cells if cell.lookup is not None]
    return list(dict.fromkeys(sheet.file for sheet in sheets))
