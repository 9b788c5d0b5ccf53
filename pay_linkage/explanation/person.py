"""Why a person gets what they get (rulebook §§5-8). A person is named by the code in payroll alone."""

from __future__ import annotations

from decimal import Decimal

from pay_linkage.explanation.formula import number, total
from pay_linkage.explanation.held import held
from pay_linkage.explanation.node import Fact, Node
from pay_linkage.explanation.pay_line import pay_line
from pay_linkage.explanation.people import People
from pay_linkage.explanation.person_coefficient import individual_coefficient
from pay_linkage.explanation.person_grade import individual_grade
from pay_linkage.explanation.texts import as_words, money, said
from pay_linkage.explanation.unit import unit_node
from pay_linkage.explanation.workings import Workings


def person_node(of: Workings, people: People, person_id: str) -> Node:
    """A person's amount: its lines, what is held, grade and coefficient, and the units behind them."""
    paid = people.amounts[person_id]
    lines = [pay_line(of, people, line) for line in people.lines(person_id)]
    kept = [held(of, paid)] if paid["held"] else []
    terms = [number(node.value, 2) for node in (*lines, *kept) if isinstance(node.value, Decimal)]
    person = people.result(person_id)
    own = () if person is None else (individual_grade(of, people, person), individual_coefficient(of, person))
    units = dict.fromkeys(line["unit_id"] for line in people.lines(person_id))
    return Node(
        said("person", person=person_id),
        paid["amount"],
        shown=as_words(money(paid["amount"])),
        fact=Fact("payroll", (person_id,), "amount"),
        formula=total(terms),
        notes=(said("cycle", cycle=str(of.cycle)), said("lines_add_up")),
        section="§6",
        source=of.scheme.linkage.source,
        children=(*lines, *kept, *own, *(unit_node(of, of.units[unit]) for unit in units)),
    )
