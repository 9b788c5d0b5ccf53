"""The money that pay lines share (rulebook §7)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Annotated, Literal

from pay_linkage.schemes.choice import one_of
from pay_linkage.schemes.finding import Finding
from pay_linkage.schemes.rule import Rule

PoolMode = Literal["cap", "fill"]
PoolScope = Literal["all", "category", "unit"]
PoolSplit = Literal["joint", "unit_first"]


class Pool(Rule):
    """A cap on the lines of each scope, or a sum that they fill; ``unit_first`` divides it among units first."""

    mode: Annotated[PoolMode, one_of(PoolMode)]
    scope: Annotated[PoolScope, one_of(PoolScope)] = "all"
    split: Annotated[PoolSplit, one_of(PoolSplit)] = "joint"

    def scopes(self, categories: Iterable[str], units: Iterable[str]) -> list[str]:
        """The scopes that need a pool each, where these are the categories and the units."""
        return {"all": ["all"], "category": list(categories), "unit": list(units)}[self.scope]

    def findings(self) -> Iterator[Finding]:
        """A cap that is to be divided."""
        if self.split == "unit_first" and self.mode != "fill":
            yield Finding("scheme_split_without_fill", ("split",), self.split)
