"""What only the user knows and a layout asks for: the company, the payroll date, a component's name."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from pay_linkage.layouts.heading import Heading
from pay_linkage.layouts.pattern import Pattern
from pay_linkage.schemes.choice import DAY, one_of
from pay_linkage.schemes.finding import Finding, shown
from pay_linkage.schemes.label import Label
from pay_linkage.schemes.listing import Names
from pay_linkage.schemes.rule import Rule
from pay_linkage.schemes.suggestion import unknown

ParameterKind = Literal["text", "date"]


class Parameter(Rule):
    """One thing that is asked for, with a title for people, and what its value must be.

    A text may hold names of columns in braces: ``SLIP-{person_id}``.
    """

    title: Label
    kind: Annotated[ParameterKind, one_of(ParameterKind)] = "text"
    default: Heading | None = None
    choices: Names = Field(default=())
    pattern: Pattern | None = None

    def findings(self) -> Iterator[Finding]:
        """A default that would be refused."""
        if self.default is not None:
            for finding in self.misgiven(self.default):
                yield Finding(finding.code, ("default",), finding.value, finding.facts)

    def misgiven(self, value: str) -> Iterator[Finding]:
        """What is wrong with a value that somebody gives."""
        if self.kind == "date" and not _is_day(value):
            yield Finding("export_parameter_not_a_day", value=shown(value))
        if self.choices and value not in self.choices:
            yield unknown("export_parameter_not_a_choice", value, self.choices)
        if self.pattern is not None and not self.pattern.fits(value):
            yield Finding("export_parameter_malformed", value=shown(value), facts={"pattern": self.pattern.text})


def _is_day(value: str) -> bool:
    if not DAY.fullmatch(value):
        return False
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True
