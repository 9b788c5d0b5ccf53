"""One column of a layout: its heading, what stands under it, and in which form.

Belongs here: what a column may say, and what does not fit together inside one column. Stays out: names that only the
whole layout knows (``layout``), and the cells (``cells``).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from pay_linkage.layouts.heading import Heading
from pay_linkage.layouts.names import COUNTS, DAYS, MONEY, FileKind
from pay_linkage.layouts.pattern import Pattern
from pay_linkage.schemes.choice import Fact, one_of
from pay_linkage.schemes.finding import Finding
from pay_linkage.schemes.listing import Names, OptionalTable
from pay_linkage.schemes.numbers import Whole
from pay_linkage.schemes.rule import Rule
from pay_linkage.schemes.text import Name, Text

Format = Literal["text", "amount", "integer", "YYYY-MM-DD", "YYYYMMDD", "YYYY/MM/DD", "DD.MM.YYYY"]
DAY_FORMATS = {"YYYY-MM-DD": "%Y-%m-%d", "YYYYMMDD": "%Y%m%d", "YYYY/MM/DD": "%Y/%m/%d", "DD.MM.YYYY": "%d.%m.%Y"}
"""Format of a day → how it is written."""
Sign = Literal["as_it_is", "negated", "absolute"]
Condition = Literal["amount > 0", "amount != 0", "held > 0", "held != 0"]


class Filling(Rule):
    """What stands in the cells: a column or fact (``from``), or a text with names in braces; neither leaves them
    empty.
    """

    from_: Name | None = Field(default=None, alias="from")
    text: Heading | None = None

    def findings(self) -> Iterator[Finding]:
        """Both at once."""
        if self.from_ is not None and self.text is not None:
            yield Finding("layout_filled_twice", ("text",), self.text, {"from": self.from_})


class Column(Filling):
    """A column under its heading; ``also`` are headings that a house's own template may have in its place.

    ``recovery`` is what stands there instead in a file of amounts to take back. ``condition`` leaves the cell empty
    where it does not hold. ``words`` translate the values of ``from``.
    """

    heading: Heading
    also: Names = ()
    format: Annotated[Format, one_of(Format)] | None = None
    required: Fact = False
    condition: Annotated[Condition, one_of(Condition)] | None = None
    sign: Annotated[Sign, one_of(Sign)] | None = None
    words: OptionalTable[Text] = Field(default_factory=dict)
    pattern: Pattern | None = None
    longest: Whole | None = None
    recovery: Filling | None = None

    def filling(self, kind: FileKind) -> Filling:
        """What fills the cells in a file of this kind."""
        return self.recovery if kind == "recovery" and self.recovery is not None else self

    @property
    def fillings(self) -> tuple[Filling, ...]:
        """All that may fill the cells."""
        return (self,) if self.recovery is None else (self, self.recovery)

    def written_as(self, kind: FileKind, *, is_day: bool = False) -> Format:
        """The format of the cells: the given one, or the one that goes without saying."""
        if self.format is not None:
            return self.format
        name = self.filling(kind).from_
        if name in MONEY:
            return "amount"
        if name in COUNTS:
            return "integer"
        return "YYYY-MM-DD" if name in DAYS or is_day else "text"

    def findings(self) -> Iterator[Finding]:
        """Keys that could have no effect, and a format that the cells cannot have."""
        yield from super().findings()
        is_money = self.from_ in MONEY
        if self.sign is not None and not is_money:
            yield Finding("layout_key_without_effect", ("sign",), self.sign, {"name": "amount, held"})
        if self.words and self.from_ is None:
            yield Finding("layout_key_without_effect", ("words",), facts={"name": "from"})
        if is_money != (self.format == "amount") and self.format is not None:
            yield Finding("layout_format_unfit", ("format",), self.format, {"from": self.from_ or "–"})
        if is_money and (self.pattern is not None or self.longest is not None or self.words):
            key = "pattern" if self.pattern is not None else "longest" if self.longest is not None else "words"
            yield Finding("layout_key_without_effect", (key,), facts={"name": "text"})
