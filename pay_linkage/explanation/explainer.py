"""The trees of a run, by the code of a unit or a person."""

from __future__ import annotations

from contracts.problem import Place, Problem, Refused
from pay_linkage.explanation.node import Node
from pay_linkage.explanation.people import People
from pay_linkage.explanation.person import person_node
from pay_linkage.explanation.unit import unit_node
from pay_linkage.explanation.workings import Workings
from pay_linkage.runs import StoredRun


class Explainer:
    """A run whose results are explained one after the other: what they share is calculated once."""

    def __init__(self, run: StoredRun) -> None:
        self._of = Workings(run)
        self._people = People(self._of)

    def unit(self, unit_id: str) -> Node:
        """The tree of facts behind a unit's results. Raises ``Refused`` where the run has no such unit."""
        if unit_id not in self._of.units:
            raise self._unknown(unit_id)
        return unit_node(self._of, self._of.units[unit_id])

    def person(self, person_id: str) -> Node:
        """The tree of facts behind a person's amount. Raises ``Refused`` where the run pays no such person."""
        if person_id not in self._people.amounts:
            raise self._unknown(person_id)
        return person_node(self._of, self._people, person_id)

    def any(self, code: str) -> list[Node]:
        """The trees of the unit and of the person with this code. Raises ``Refused`` where there is neither."""
        trees = [self.unit(code)] if code in self._of.units else []
        return [*trees, self.person(code)] if code in self._people.amounts or not trees else trees

    def _unknown(self, code: str) -> Refused:
        return Refused([Problem("explained_unknown", Place(str(self._of.run.path)), value=code)])
