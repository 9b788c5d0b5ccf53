"""Statements of a run: each person's, in one language (rulebook §§5-8)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cached_property

import polars as pl

from contracts.columns import COLUMNS
from contracts.masked import masked_id_number
from contracts.problem import Language, Place, Problem, Refused
from contracts.words import words_of
from pay_linkage.explanation.held import published_amounts
from pay_linkage.explanation.line_workings import line_workings
from pay_linkage.explanation.unit_inputs import Row
from pay_linkage.explanation.workings import Workings
from pay_linkage.exports.statement import Section, Statement
from pay_linkage.notices.grade_words import grade_sentences
from pay_linkage.notices.pay_words import PayWords
from pay_linkage.notices.words import NOTICES, column_name, digits, yuan
from pay_linkage.runs import StoredRun

UNNAMED, NOTHING = "—", Decimal(0)
Rows = dict[str, Row]


class Statements:
    """The statements of a run. Whoever is in the payroll has one, and their amounts add up to it."""

    def __init__(self, run: StoredRun, lang: Language) -> None:
        self._of = Workings(run)
        self._lang: Language = lang
        self._pay = PayWords(self._of, lang)
        self.title = self._said("statement_title", cycle=str(self._of.cycle), item=self._item)

    @cached_property
    def _payroll(self) -> Rows:
        return _by_person(self._of.run.table("payroll"))

    @cached_property
    def _people(self) -> Rows:
        """Everybody's input and results."""
        results = self._of.run.table("person_results").drop("score")
        return _by_person(self._of.input("people").join(results, on="person_id"))

    @cached_property
    def _lines(self) -> dict[str, list[Row]]:
        found: dict[str, list[Row]] = {}
        for row in line_workings(self._of).iter_rows(named=True):
            found.setdefault(row["person_id"], []).append(row)
        return found

    @cached_property
    def _published(self) -> dict[str, Decimal]:
        return published_amounts(self._of.run)

    def person_ids(self, wanted: Sequence[str] = ()) -> list[str]:
        """Whose statements there are, by last unit and person_id; with ``wanted``, those.

        Raises ``Refused`` with each wanted code that the run does not pay.
        """
        unknown = [code for code in dict.fromkeys(wanted) if code not in self._payroll]
        if unknown:
            place = Place(str(self._of.run.path))
            raise Refused([Problem("statement_unknown", place, value=code) for code in unknown])
        return sorted(set(wanted) or self._payroll, key=lambda code: (self._unit(code), code))

    @property
    def unit_of(self) -> dict[str, str]:
        """Person_id → last unit of everybody who is paid; an empty one for who is only held harmless."""
        return {person_id: self._unit(person_id) for person_id in self._payroll}

    def of(self, person_ids: Sequence[str]) -> Iterator[Statement]:
        """The statements of these people, one after the other."""
        return (self._statement(person_id) for person_id in person_ids)

    def _statement(self, person_id: str) -> Statement:
        paid, person = self._payroll[person_id], self._people.get(person_id)
        lines = self._lines.get(person_id, [])
        return Statement(
            person_id=person_id,
            unit_id=self._unit(person_id),
            title=self.title,
            number=self._said("statement_number", run=self._of.run.manifest.run_id, person=person_id),
            address=self._said("statement_address", name=person["person_name"] if person else UNNAMED),
            opening=self._said("statement_opening", scheme=self._scheme, cycle=str(self._of.cycle), item=self._item),
            facts=tuple(self._facts(person_id, person)),
            sections=tuple(self._sections(paid, person, lines)),
            amount=paid["amount"],
            amount_label=self._said("statement_amount", item=self._item),
            closing=self._said("statement_closing"),
        )

    def _facts(self, person_id: str, person: Row | None) -> Iterator[tuple[str, str]]:
        """Who it is; the identity number with its middle covered."""
        yield self._column("person_id"), person_id
        if person is None:
            return
        yield self._column("person_name"), person["person_name"]
        if person["id_number"] is not None:
            yield self._column("id_number"), masked_id_number(person["id_number"])
        yield self._column("unit_name"), self._of.units[person["unit_id"]]["unit_name"]
        yield self._column("role"), self._choice("role", person["role"])
        yield self._column("individual_grade"), self._of.names.grade(person["individual_grade"]).of(self._lang)
        yield self._column("individual_coefficient"), digits(person["individual_coefficient"])
        yield self._column("base_pay"), yuan(person["base_pay"])

    def _sections(self, paid: Row, person: Row | None, lines: Sequence[Row]) -> Iterator[Section]:
        if person is not None:
            yield Section(self._said("heading_grade"), tuple(grade_sentences(self._of, person, self._lang)))
        parts = self._pay.sentences(lines)
        total = self._pay.total(lines, paid)
        kept = [self._held(paid)] if paid["held"] else []
        yield Section(self._said("heading_pay"), (*parts, *kept, total))

    def _held(self, paid: Row) -> str:
        """What is held, and why: last published less what the lines come to now."""
        published = self._published.get(paid["person_id"], NOTHING)
        earned = paid["amount"] - paid["held"]
        return self._said("held", held=yuan(paid["held"]), published=yuan(published), earned=yuan(earned))

    def _unit(self, person_id: str) -> str:
        person = self._people.get(person_id)
        return person["unit_id"] if person else ""

    @property
    def _item(self) -> str:
        return words_of(self._of.scheme.pay_item.name).of(self._lang)

    @property
    def _scheme(self) -> str:
        return words_of(self._of.scheme.title).of(self._lang)

    def _said(self, key: str, /, **blanks: str) -> str:
        return NOTICES.of(key, self._lang, **blanks)

    def _column(self, name: str) -> str:
        return column_name(name, self._lang)

    def _choice(self, name: str, value: str) -> str:
        return COLUMNS[name].choices[value] if self._lang == "zh" else value


def _by_person(frame: pl.DataFrame) -> Rows:
    return {row["person_id"]: row for row in frame.iter_rows(named=True)}
