"""A run with all its trees, and what must hold of each of them."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from contracts.problem import LANGUAGES
from contracts.tables import RESULT_TABLES
from pay_linkage.explanation import Fact, Node
from pay_linkage.explanation.people import People
from pay_linkage.explanation.person import person_node
from pay_linkage.explanation.unit import unit_node
from pay_linkage.explanation.workings import Workings
from pay_linkage.runs import stored_run
from pay_linkage.year_end import run_cycle
from tests.explanation.evaluated import evaluated, taken

Row = dict[str, Any]
RATING = {"rating_total", "rating_rank", "rating_band", "interview"}
LINE = {"time_share", "base_pay", "individual_coefficient", "amount"}
PERSON = {"unit_id", "score", "individual_grade", "individual_coefficient"}


class ExplainedRun:
    """A run made from inputs, and its trees."""

    def __init__(self, scheme: str | Path, inputs: Path, cycle: int, store: Path) -> None:
        self.run = stored_run(run_cycle(scheme, inputs, cycle, store))
        self.of = Workings(self.run)
        self.people = People(self.of)
        self._tables = {
            name: {tuple(row[key] for key in table.key): row for row in self.run.table(name).iter_rows(named=True)}
            for name, table in RESULT_TABLES.items()
        }

    def unit_trees(self) -> Iterator[tuple[Row, Node]]:
        """Each unit's row and tree."""
        for unit in self.of.units.values():
            yield unit, unit_node(self.of, unit)

    def tree(self, person_id: str) -> Node:
        """A person's tree."""
        return person_node(self.of, self.people, person_id)

    def value(self, fact: Fact) -> object:
        """What the run's table holds there."""
        return self._tables[fact.table][fact.key][fact.column]

    def judge_unit(self, unit: Row, tree: Node) -> None:
        """Every number is the run's, every formula gives its value, and no column of the results is left out."""
        shown = {fact.column for fact in self.judge(tree) if fact.key == (unit["unit_id"],)}
        rated = self.of.scheme.categories[unit["category"]].rating is not None
        wanted = set(RESULT_TABLES["unit_results"].dtypes) - {"unit_id", "category"} - (set() if rated else RATING)
        assert wanted <= shown, (unit["unit_id"], wanted - shown)

    def judge_person(self, person_id: str) -> None:
        """The same of a person's tree."""
        facts = self.judge(self.tree(person_id))
        shown = {(fact.table, *fact.key, fact.column) for fact in facts}
        wanted = {("payroll", person_id, "amount")} | {("person_results", person_id, column) for column in PERSON}
        direct = {"unit_coefficient"} if self.of.scheme.linkage.mode == "direct" else set()
        for key in self._tables["pay_lines"]:
            if key[0] == person_id:
                wanted |= {("pay_lines", *key, column) for column in LINE | direct}
        if self._tables["payroll"][person_id,]["held"]:
            wanted.add(("payroll", person_id, "held"))
        assert wanted <= shown, wanted - shown

    def judge(self, tree: Node) -> list[Fact]:
        """What must hold of every tree; gives the facts in it."""
        facts = []
        for node in nodes(tree):
            judge_words(node)
            if node.formula is not None:
                assert isinstance(node.value, Decimal | int), node
                reached = evaluated(node.formula.text)
                if node.rounding is not None:
                    reached = taken(reached, node.rounding.decimals, down=node.rounding.down)
                assert reached == Fraction(node.value), (node.label, node.value, node.formula.text)
            if node.fact is not None:
                assert self.value(node.fact) == node.value, node
                facts.append(node.fact)
        return facts


def judge_words(node: Node) -> None:
    """Both languages say something, and no blank was left."""
    for words in (node.label, *node.notes, *([node.shown] if node.shown else [])):
        for lang in LANGUAGES:
            assert words.of(lang).strip(), node


def nodes(tree: Node) -> Iterator[Node]:
    """The node and all below it."""
    yield tree
    for child in tree.children:
        yield from nodes(child)
