"""What every rule of a scheme is: frozen, its keys known, and allowed to name its source.

Belongs here: the base of all parts. Stays out: any part (the other modules of this room).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Self

from pydantic import BaseModel, ConfigDict, ModelWrapValidatorHandler, ValidationError, model_validator

from pay_linkage.schemes.finding import Finding, findings_of, refusal, shown
from pay_linkage.schemes.suggestion import unknown
from pay_linkage.schemes.text import Text


class Rule(BaseModel):
    """A mapping with known keys in a scheme file; the attributes are named as the keys (``from`` is ``from_``)."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    source: Text | None = None

    def findings(self) -> Iterator[Finding]:
        """What does not fit together inside this rule, each of its keys being sound by itself."""
        return iter(())

    @classmethod
    def misfits(cls, data: dict[str, Any]) -> Iterator[Finding]:  # noqa: ARG003  (rules whose parts name each other)
        """What does not fit together between the parts of this rule, sound or not, as the file gives them."""
        return iter(())

    @model_validator(mode="wrap")
    @classmethod
    def _sound(cls, data: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:
        if isinstance(data, cls):
            return data
        if not isinstance(data, dict):
            raise refusal(cls.__name__, [Finding("scheme_not_a_mapping", value=shown(data))])
        known = known_keys(cls)
        found = [unknown("scheme_unknown_key", key, known, (key,)) for key in data if key not in known]
        found.extend(cls.misfits(data))
        try:
            rule = handler({key: value for key, value in data.items() if key in known})
        except ValidationError as error:
            raise refusal(cls.__name__, [*found, *findings_of(error)]) from None
        found.extend(rule.findings())
        if found:
            raise refusal(cls.__name__, found)
        return rule


def known_keys(rule: type[BaseModel]) -> tuple[str, ...]:
    """The keys that a scheme file may use in this rule."""
    return tuple(field.alias or name for name, field in rule.model_fields.items())
