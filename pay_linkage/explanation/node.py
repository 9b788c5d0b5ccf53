"""One fact of an explanation, and the facts that it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from contracts.exit_status import UNUSABLE
from contracts.problem import Language, Place, Problem
from contracts.words import Words
from pay_linkage.explanation.formula import Formula, Rounding

Value = Decimal | int | str | bool | date | None


class Fact(NamedTuple):
    """Where a value stands in the run's result tables: the table, the row's key, the column."""

    table: str
    key: tuple[Value, ...]
    column: str


class Unexplained(Exception):
    """A number of the run does not follow from its inputs by the rules of this version (``UNUSABLE``)."""

    exit_status = UNUSABLE

    def __init__(self, label: str) -> None:
        self.problem = Problem("number_unexplained", Place(""), value=label)
        super().__init__(f"number_unexplained: {label}")

    def sentence(self, lang: Language) -> str:
        """What is wrong and how to mend it."""
        return self.problem.sentence(lang)


@dataclass(frozen=True, slots=True)
class Node:
    """A fact: what it is (``label``), its ``value``, and why.

    ``shown`` is how the value is written where the bare value would not do (a grade's name). ``formula`` gives the
    value in numbers, exactly or after ``rounding``. ``notes`` are further sentences; ``section`` is the rulebook's,
    ``source`` what the scheme cites; ``places`` are the cells in which inputs stand; ``fact`` says where the value
    stands in the run's tables. Raises ``Unexplained`` where the formula does not give the value.
    """

    label: Words
    value: Value = None
    shown: Words | None = None
    fact: Fact | None = None
    formula: Formula | None = None
    rounding: Rounding | None = None
    notes: tuple[Words, ...] = ()
    section: str = ""
    source: str | None = None
    places: tuple[Place, ...] = ()
    children: tuple[Node, ...] = ()

    def __post_init__(self) -> None:
        if self.formula is not None and not self._follows(self.formula):
            raise Unexplained(self.label.en)

    def _follows(self, formula: Formula) -> bool:
        if not isinstance(self.value, Decimal | int):
            return False
        reached = formula.exact if self.rounding is None else Fraction(self.rounding.of(formula.exact))
        return reached == Fraction(self.value)
