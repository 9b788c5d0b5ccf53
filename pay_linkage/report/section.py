"""A section of the page: a title, what it says in a sentence, charts, tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from contracts.words import Words
from pay_linkage.report.table import Table
from pay_linkage.report.words import said

Spec = dict[str, Any]
Focus = Literal["dim", "filter"]


@dataclass(frozen=True, slots=True)
class Chart:
    """A Vega-Lite chart: texts in ``spec`` and ``rows`` may be ``Words``, of which the page shows one language.

    ``rows`` have ``category`` and ``units`` by which the filters choose; ``focus`` says whether a chosen unit is shown
    alone or among the others, which pale. ``category`` is that of all rows, empty where they have several. The page
    gives each different value of ``lines_by`` among the rows so much height; without it the spec has its own.
    """

    name: str
    caption: Words
    spec: Spec
    rows: Sequence[Spec]
    focus: Focus = "filter"
    category: str = ""
    lines_by: str = "place"
    line_height: int = 24


@dataclass(frozen=True, slots=True)
class Block:
    """Charts and tables that belong together, all of one ``category`` where it is not empty."""

    charts: Sequence[Chart] = ()
    tables: Sequence[Table] = ()
    title: Words | None = None
    category: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A section: its key (the anchor), what it says, and its blocks."""

    key: str
    lede: Words
    blocks: Sequence[Block] = field(default_factory=tuple)

    @property
    def title(self) -> Words:
        """The heading."""
        return said("sections", self.key)
