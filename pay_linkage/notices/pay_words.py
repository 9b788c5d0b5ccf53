"""How a person's amount came about, line by line, in sentences whose numbers add up to the cent (rulebook §6, §7)."""

from __future__ import annotations

from collections.abc import Sequence

from contracts.money import in_yuan
from contracts.problem import Language
from pay_linkage.explanation.unit_inputs import Row
from pay_linkage.explanation.workings import Workings
from pay_linkage.notices.words import NOTICES, digits, quotient, yuan
from pay_linkage.rules.pay_line import COEFFICIENTS
from pay_linkage.rules.time_share import time_parts

CENTS = 100
INNER = 10**6
"""What an individual coefficient is scaled by."""


class PayWords:
    """The sentences of one run's pay lines, in one language."""

    def __init__(self, of: Workings, lang: Language) -> None:
        self._of = of
        self._lang: Language = lang
        self._linkage = of.scheme.linkage
        self._parts = time_parts(self._linkage.time_share, of.cycle)
        self._time = "months" if self._linkage.time_share.by == "month" else "days"

    def sentences(self, lines: Sequence[Row]) -> list[str]:
        """What each line came to, in order."""
        return [sentence for place, line in enumerate(lines, start=1) for sentence in self._line(place, line)]

    def total(self, lines: Sequence[Row], paid: Row) -> str:
        """The lines and what is held, added up."""
        terms = [line["amount"] for line in lines] + ([paid["held"]] if paid["held"] else [])
        if len(terms) == 1:
            return self._said("total_of_one", amount=yuan(paid["amount"]))
        return self._said("total", terms=" + ".join(yuan(term) for term in terms), amount=yuan(paid["amount"]))

    def _line(self, place: int, line: Row) -> list[str]:
        unit = self._of.units[line["unit_id"]]
        held = self._said(
            f"line_{self._time}",
            place=str(place),
            start=line["start_date"].isoformat(),
            end=self._said("to_the_day", day=line["end_date"].isoformat())
            if line["end_date"]
            else self._said("to_the_end"),
            unit=unit["unit_name"],
            units=str(line["time_units"]),
            parts=str(self._parts),
        )
        coefficient = self._unit_coefficient(line, unit)
        return [held + coefficient, *self._money(line)]

    def _unit_coefficient(self, line: Row, unit: Row) -> str:
        if line["unit_coefficient"] is None:
            return ""
        grade = self._of.names.grade(unit["grade"]).of(self._lang)
        return self._said("unit_coefficient", grade=grade, coefficient=digits(line["unit_coefficient"]))

    def _money(self, line: Row) -> list[str]:
        """From the exact pay to the cent: rounded by itself, or out of a pool."""
        exact = quotient(line["exact"], CENTS * self._parts * COEFFICIENTS)
        rounding = "" if exact == yuan(line["amount"]) else self._said("rounded", amount=yuan(line["amount"]))
        earned = f"{self._base(line)} ÷ {self._parts} × {self._coefficients(line)} = {exact}"
        if line["state"] == "rounded":
            return [self._said("earned", formula=earned, rounding=rounding)]
        if line["state"] == "closed":
            pool = self._said("pool_closed", pool=self._pool(line), scope=self._scope(line))
            return [self._said("earned", formula=earned, rounding=""), pool + self._last_cent(line)]
        weight = self._said(
            "weight_inner" if line["state"] == "unit_first" else "weight",
            formula=f"{self._base(line)} × {self._weighing(line)} = {self._weight(line)}",
        )
        return [weight, self._said(f"pool_{line['state']}", **self._shared(line)) + self._last_cent(line)]

    def _base(self, line: Row) -> str:
        return f"{yuan(line['base_pay'])} × {line['time_units']}"

    def _coefficients(self, line: Row) -> str:
        individual = digits(line["individual_coefficient"])
        if self._linkage.mode == "indirect":
            return individual
        unit = digits(line["unit_coefficient"])
        weights = self._linkage.weights
        if weights is None:
            return f"{individual} × {unit}"
        return f"({digits(weights.unit)} × {unit} + {digits(weights.individual)} × {individual})"

    def _weighing(self, line: Row) -> str:
        inner = line["state"] == "unit_first"
        return digits(line["individual_coefficient"]) if inner else self._coefficients(line)

    def _scale(self, line: Row) -> int:
        return CENTS * (INNER if line["state"] == "unit_first" else COEFFICIENTS)

    def _weight(self, line: Row) -> str:
        return _scaled(line["weight"], self._scale(line))

    def _shared(self, line: Row) -> dict[str, str]:
        """The blanks of a sentence on a pool that is shared by weights."""
        share = quotient(line["weight"] * line["factor"], line["divisor"] * CENTS)
        money, divisor = yuan(in_yuan(line["factor"])), _scaled(line["divisor"], self._scale(line))
        return {
            "scope": self._scope(line),
            "pool": self._pool(line),
            "unit": self._of.units[line["unit_id"]]["unit_name"],
            "money": money,
            "formula": f"{money} × {self._weight(line)} ÷ {divisor} = {share}",
            "wanted": quotient(line["exact_sum"], CENTS * self._parts * COEFFICIENTS),
        }

    def _last_cent(self, line: Row) -> str:
        """The cut to the cent, and the last cent where the line got one."""
        blanks = {"floor": yuan(in_yuan(line["floor"])), "amount": yuan(line["amount"])}
        return self._said("last_cent" if line["extra"] else "no_last_cent", **blanks)

    def _pool(self, line: Row) -> str:
        return yuan(in_yuan(line["pool"]))

    def _scope(self, line: Row) -> str:
        pool = self._linkage.pool
        if pool is None or pool.scope == "all":
            return self._said("everybody")
        if pool.scope == "unit":
            name: str = self._of.units[line["scope_id"]]["unit_name"]
            return name
        return self._of.names.category(line["scope_id"]).of(self._lang)

    def _said(self, key: str, /, **blanks: str) -> str:
        return NOTICES.of(key, self._lang, **blanks)


def _scaled(value: int, scale: int) -> str:
    """A scaled whole number without zeros at its end."""
    whole, rest = divmod(value, scale)
    decimals = f"{rest:0{len(str(scale)) - 1}d}".rstrip("0")
    return f"{whole:,}.{decimals}" if decimals else f"{whole:,}"
