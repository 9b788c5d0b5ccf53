"""The rating of units by departments (rulebook §2)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pay_linkage.schemes.finding import Finding, shown
from pay_linkage.schemes.label import Label
from pay_linkage.schemes.listing import DistinctNames, Names, Table, strangers
from pay_linkage.schemes.numbers import ZERO, FullMarks, Percent
from pay_linkage.schemes.rank_coefficient import RankCoefficient
from pay_linkage.schemes.rule import Rule


class Rating(Rule):
    """The departments that rate, their full marks together, and what follows from the total."""

    label: Label | None = None
    departments: DistinctNames
    full_marks: FullMarks = Decimal(100)
    coefficient: RankCoefficient | None = None
    bands: Table[Percent] | None = None
    interview: Names = ()

    def findings(self) -> Iterator[Finding]:
        """Bands that leave low totals without a band or start together; an interview for a band that is not there."""
        if self.bands is not None:
            starts = tuple(self.bands.values())
            if min(starts) != ZERO:
                yield Finding("scheme_bands_not_from_zero", ("bands",), str(min(starts)))
            if len(set(starts)) < len(starts):
                yield Finding("scheme_bands_start_together", ("bands",), shown(starts))
        yield from strangers("scheme_band_unknown", self.interview, self.bands or (), "interview")
