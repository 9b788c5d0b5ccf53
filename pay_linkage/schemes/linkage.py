"""How the results of unit and person become pay (rulebook §6, §7)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pay_linkage.schemes.choice import one_of
from pay_linkage.schemes.finding import Finding
from pay_linkage.schemes.individual_coefficient import IndividualCoefficient
from pay_linkage.schemes.numbers import ONE, Share
from pay_linkage.schemes.pool import Pool
from pay_linkage.schemes.rule import Rule
from pay_linkage.schemes.time_share import TimeShare
from pay_linkage.schemes.unit_coefficient import UnitCoefficient

LinkageMode = Literal["direct", "indirect"]
Combine = Literal["product", "weighted"]


class Weights(Rule):
    """What the unit's and the person's coefficient weigh in a weighted sum; together 1."""

    unit: Share
    individual: Share


class Linkage(Rule):
    """Direct: both coefficients make the pay; indirect: the unit's grade has made the shares of individual grades."""

    mode: Annotated[LinkageMode, one_of(LinkageMode)]
    time_share: TimeShare
    individual_coefficient: IndividualCoefficient
    unit_coefficient: UnitCoefficient | None = None
    combine: Annotated[Combine, one_of(Combine)] = "product"
    weights: Weights | None = None
    pool: Pool | None = None

    def findings(self) -> Iterator[Finding]:
        """Keys that the mode lacks or has no use for; weights without a weighted sum, or not 1 together."""
        if self.mode == "indirect":
            yield from self._of_no_use()
        elif self.unit_coefficient is None:
            yield Finding("scheme_direct_without_unit_coefficient", ("unit_coefficient",))
        yield from self._weights()

    def _of_no_use(self) -> Iterator[Finding]:
        if self.unit_coefficient is not None:
            yield Finding("scheme_indirect_with_unit_coefficient", ("unit_coefficient",), self.unit_coefficient.from_)
        if self.combine == "weighted":
            yield Finding("scheme_indirect_with_weights", ("combine",), self.combine)

    def _weights(self) -> Iterator[Finding]:
        if self.combine == "weighted" and self.weights is None:
            yield Finding("scheme_weighted_without_weights", ("weights",))
        if self.weights is None:
            return
        if self.combine != "weighted":
            yield Finding("scheme_weights_without_weighted", ("weights",))
        total = self.weights.unit + self.weights.individual
        if total != ONE:
            yield Finding("scheme_weights_not_one", ("weights",), str(total))
