"""A whole layout: which file it describes, what it asks the user for, and its columns in their order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from pay_linkage.layouts.column import Column, Condition
from pay_linkage.layouts.consistency import inconsistencies
from pay_linkage.layouts.file_form import FileForm, WorkbookForm
from pay_linkage.layouts.names import DAYS, FILE_KINDS, FileKind, Where, placeholders
from pay_linkage.layouts.parameter import Parameter
from pay_linkage.schemes.choice import Fact, one_of
from pay_linkage.schemes.finding import Finding
from pay_linkage.schemes.label import Label
from pay_linkage.schemes.listing import List, OptionalTable
from pay_linkage.schemes.rule import Rule
from pay_linkage.schemes.text import Name


class Layout(Rule):
    """How a file looks. ``files`` are the kinds that it can carry, ``condition`` tells which rows stand in it,
    ``template`` allows a house's own workbook to give the headings.
    """

    layout: Name
    title: Label
    file: FileForm
    files: List[Annotated[FileKind, one_of(FileKind)]] = FILE_KINDS
    condition: Annotated[Condition, one_of(Condition)] | None = None
    template: Fact = False
    parameters: OptionalTable[Parameter] = Field(default_factory=dict)
    columns: List[Column]

    def is_day(self, name: str | None) -> bool:
        """Whether a name stands for a day of the calendar."""
        parameter = self.parameters.get(name or "")
        return name in DAYS or (parameter is not None and parameter.kind == "date")

    @property
    def texts(self) -> Iterator[tuple[Where, str]]:
        """Every text in which names may stand in braces, and where it stands."""
        for at, column in enumerate(self.columns):
            yield from (((("columns", at, "words", key)), word) for key, word in column.words.items())
            yield from ((("columns", at, "text"), filling.text) for filling in column.fillings if filling.text)

    @property
    def headings(self) -> Iterator[tuple[Where, str]]:
        """Every text that is the same for all rows, and where it stands."""
        yield from ((("columns", at, "heading"), column.heading) for at, column in enumerate(self.columns))
        if isinstance(self.file, WorkbookForm):
            yield ("file", "sheet"), self.file.sheet

    @property
    def used(self) -> frozenset[str]:
        """All names that columns, texts and headings use."""
        texts = [text for _, text in (*self.texts, *self.headings)]
        drawn = [filling.from_ for column in self.columns for filling in column.fillings if filling.from_]
        return frozenset((*drawn, *(name for text in texts for name in placeholders(text))))

    def findings(self) -> Iterator[Finding]:
        """Names that are none, what is missing, what could have no effect."""
        yield from inconsistencies(self)
