"""One category of units: what they are scored by, rated by and graded into (rulebook §2, §4)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pay_linkage.schemes.choice import one_of
from pay_linkage.schemes.component import Component
from pay_linkage.schemes.finding import Finding
from pay_linkage.schemes.grades import Grades
from pay_linkage.schemes.label import Label
from pay_linkage.schemes.listing import Table
from pay_linkage.schemes.rating import Rating
from pay_linkage.schemes.rule import Rule

AbsentComponent = Literal["refuse", "reweight"]


class Category(Rule):
    """Units that are ranked against each other."""

    label: Label | None = None
    components: Table[Component]
    absent_component: Annotated[AbsentComponent, one_of(AbsentComponent)] = "refuse"
    rating: Rating | None = None
    grades: Grades

    @property
    def scaled(self) -> tuple[str, ...]:
        """The components that the coefficient multiplies, in the file's order; without a coefficient none."""
        coefficient = self.rating and self.rating.coefficient
        return coefficient.scaled(self.components) if coefficient else ()

    def findings(self) -> Iterator[Finding]:
        """Scaled components that are not there."""
        if self.rating is not None and self.rating.coefficient is not None:
            for finding in self.rating.coefficient.strangers(self.components):
                yield Finding(finding.code, ("rating", "coefficient", *finding.path), finding.value, finding.facts)
