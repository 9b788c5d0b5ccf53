"""The numbers of a scheme (rulebook §1), read from their text: no float, no octal, no sexagesimal, no exponent.

Belongs here: each kind of number with its decimals and its range. Stays out: sums (the rule that has the list).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated

from pydantic import BeforeValidator, WithJsonSchema

from pay_linkage.schemes.finding import Finding, shown

NUMBER = re.compile(r"[+-]?(?:(?:0|[1-9][0-9]*)(?:\.[0-9]+)?|\.[0-9]+)", re.ASCII)
WHOLE = re.compile(r"0|[1-9][0-9]*", re.ASCII)
LARGEST = Decimal(10) ** 12
DIGITS_READ = 400


@dataclass(frozen=True, slots=True)
class Exact:
    """Reads one kind of decimal: at most ``decimals`` of them, from ``low`` (excluded where ``above``) to ``high``."""

    decimals: int
    low: Decimal | None = None
    high: Decimal | None = None
    above: bool = False

    def __call__(self, value: object) -> Decimal:
        """The decimal that the text says, without zeros at its end."""
        number = value if isinstance(value, Decimal) else _decimal(value)
        if not number.is_finite() or abs(number) >= LARGEST:
            raise Finding("scheme_number_too_large", value=shown(value)).error()
        number = _plain(number)
        if -int(number.as_tuple().exponent) > self.decimals:
            raise Finding("scheme_number_too_fine", value=shown(value), facts={"decimals": str(self.decimals)}).error()
        if not self._within(number):
            raise Finding("scheme_number_out_of_range", value=shown(value), facts={"range": self.range()}).error()
        return number

    def range(self) -> str:
        """The range as people write it."""
        if self.high is not None:
            return f"{self.low} – {self.high}"
        return f"> {self.low}" if self.above else f"≥ {self.low}"

    def schema(self) -> WithJsonSchema:
        """The range as an editor knows it."""
        ends = {"exclusiveMinimum" if self.above else "minimum": self.low, "maximum": self.high}
        limits = {key: int(end) for key, end in ends.items() if end is not None}
        return WithJsonSchema({"type": "number", **limits})

    def _within(self, number: Decimal) -> bool:
        if self.low is not None and (number < self.low or (self.above and number == self.low)):
            return False
        return self.high is None or number <= self.high


def whole(value: object) -> int:
    """A whole number of 0 or more."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if not isinstance(value, str) or len(value) > len(str(LARGEST)) or not WHOLE.fullmatch(value):
        raise Finding("scheme_not_a_whole_number", value=shown(value)).error()
    return int(value)


def score_decimals(value: object) -> int:
    """How many decimals a final score keeps: 0 to 4."""
    decimals = whole(value)
    if decimals > SCORE.decimals:
        facts = {"range": f"0 – {SCORE.decimals}"}
        raise Finding("scheme_number_out_of_range", value=shown(value), facts=facts).error()
    return decimals


def _decimal(value: object) -> Decimal:
    if not isinstance(value, str) or len(value) > DIGITS_READ or not NUMBER.fullmatch(value):
        raise Finding("scheme_not_a_number", value=shown(value)).error()
    return Decimal(value)


def _plain(number: Decimal) -> Decimal:
    """The same number without zeros at its end and without a sign on zero."""
    sign, digits, exponent = number.as_tuple()
    kept = list(digits)
    places = -int(exponent)
    while places > 0 and kept and kept[-1] == 0:
        kept.pop()
        places -= 1
    return Decimal((sign if any(kept) else 0, tuple(kept) or (0,), -places))


ZERO, ONE = Decimal(0), Decimal(1)
SCORE = Exact(4)
POINTS = Exact(4, low=ZERO)
FULL_MARKS = Exact(4, low=ZERO, above=True)
PERCENT = Exact(4, low=ZERO, high=Decimal(100))
SHARE = Exact(6, low=ZERO, high=ONE)
VOTE_WEIGHT = Exact(4, low=ZERO, high=ONE)
COEFFICIENT = Exact(6, low=ZERO)
STEP = Exact(5, low=ZERO)
DEVIATION = Exact(6)

Score = Annotated[Decimal, BeforeValidator(SCORE), SCORE.schema()]
Points = Annotated[Decimal, BeforeValidator(POINTS), POINTS.schema()]
FullMarks = Annotated[Decimal, BeforeValidator(FULL_MARKS), FULL_MARKS.schema()]
Percent = Annotated[Decimal, BeforeValidator(PERCENT), PERCENT.schema()]
Share = Annotated[Decimal, BeforeValidator(SHARE), SHARE.schema()]
VoteWeight = Annotated[Decimal, BeforeValidator(VOTE_WEIGHT), VOTE_WEIGHT.schema()]
Coefficient = Annotated[Decimal, BeforeValidator(COEFFICIENT), COEFFICIENT.schema()]
Step = Annotated[Decimal, BeforeValidator(STEP), STEP.schema()]
Deviation = Annotated[Decimal, BeforeValidator(DEVIATION), DEVIATION.schema()]
Whole = Annotated[int, BeforeValidator(whole), WithJsonSchema({"type": "integer", "minimum": 0})]
Decimals = Annotated[
    int, BeforeValidator(score_decimals), WithJsonSchema({"type": "integer", "minimum": 0, "maximum": SCORE.decimals})
]
