"""What a part of a scheme finds wrong with itself, before it is known where in a file the part stands.

Belongs here: the finding, and its way through pydantic, which lengthens the path from part to whole.
Stays out: the file and its lines (``reading``).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from pydantic import ValidationError
from pydantic_core import ErrorDetails, InitErrorDetails, PydanticCustomError

Step = str | int
LONGEST_SHOWN = 80
UNSEEN = "�"
"""Stands for each sign of a shown value that nobody could see."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One bad condition: its code, the steps from the part that found it, the value found, and the texts' blanks."""

    code: str
    path: tuple[Step, ...] = ()
    value: str | None = None
    facts: Mapping[str, str] = field(default_factory=dict)

    def error(self) -> PydanticCustomError:
        """The finding as pydantic carries it."""
        value = {} if self.value is None else {"value": self.value}
        return PydanticCustomError(self.code, "{code}", {**self.facts, **value, "code": self.code})


def refusal(part: str, findings: Iterable[Finding]) -> ValidationError:
    """The findings of one part, as the error that a validator raises."""
    details = [InitErrorDetails(type=finding.error(), loc=finding.path, input=None) for finding in findings]
    return ValidationError.from_exception_data(part, details)


def findings_of(error: ValidationError) -> list[Finding]:
    """The findings that an error of pydantic carries."""
    details = error.errors(include_url=False)
    return [_finding(detail) for detail in details if detail["type"] != "default_factory_not_called"]


def _finding(detail: ErrorDetails) -> Finding:
    if detail["type"] == "missing":
        return Finding("scheme_key_missing", tuple(detail["loc"]), facts={"name": str(detail["loc"][-1])})
    facts = {key: str(fact) for key, fact in detail["ctx"].items() if key != "code"}
    value = facts.pop("value", None)
    return Finding(detail["type"], tuple(detail["loc"]), value, facts)


def shown(value: object) -> str:
    """A value of the file as a message shows it: short, on one line, of signs that can be seen."""
    if isinstance(value, dict):
        text = "{" + ", ".join(map(str, value)) + "}"
    elif isinstance(value, list | tuple):
        text = "[" + ", ".join(map(shown, value)) + "]"
    else:
        text = str(value)
    text = "".join(sign if sign.isprintable() else UNSEEN for sign in " ".join(text.split()))
    return text if len(text) <= LONGEST_SHOWN else text[: LONGEST_SHOWN - 1] + "…"
