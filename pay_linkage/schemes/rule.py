"""What every rule of a scheme is: frozen, its keys known, and allowed to name its source.

Belongs here: the base of all parts. Stays out: any part (the other modules of this room).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import cache
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, ModelWrapValidatorHandler, TypeAdapter, ValidationError, model_validator
from pydantic.fields import FieldInfo

from pay_linkage.schemes.finding import Finding, findings_of, refusal, shown
from pay_linkage.schemes.suggestion import unknown
from pay_linkage.schemes.text import Text


class Rule(BaseModel):
    """A mapping with known keys in a scheme file; the attributes are named as the keys (``from`` is ``from_``)."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    source: Text | None = None

    def findings(self) -> Iterator[Finding]:
        """What does not fit together inside this rule. Where some of its keys are unsound by themselves, it is asked
        of the others, until it looks at one of these.
        """
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
        given = {key: value for key, value in data.items() if key in known}
        try:
            rule = handler(given)
        except ValidationError as error:
            raise refusal(cls.__name__, [*found, *findings_of(error), *_findings_beside(cls, given)]) from None
        found.extend(rule.findings())
        if found:
            raise refusal(cls.__name__, found)
        return rule


def known_keys(rule: type[BaseModel]) -> tuple[str, ...]:
    """The keys that a scheme file may use in this rule."""
    return tuple(field.alias or name for name, field in rule.model_fields.items())


def _findings_beside(rule: type[Rule], given: Mapping[str, Any]) -> Iterator[Finding]:
    """What does not fit together among the keys that are sound, beside others that are not."""
    sound = rule.__new__(rule)
    sound.__dict__.update(_sound_values(rule, given))
    object.__setattr__(sound, "__pydantic_fields_set__", set(given))
    with suppress(AttributeError):  # an unsound key is no attribute
        yield from sound.findings()


def _sound_values(rule: type[BaseModel], given: Mapping[str, Any]) -> dict[str, Any]:
    """The values of the keys that are sound by themselves, and what holds where a key is not given."""
    values: dict[str, Any] = {}
    for name, field in rule.model_fields.items():
        key = field.alias or name
        with suppress(ValidationError, KeyError):  # a default may follow from a key that is unsound
            if key in given:
                values[name] = _key_types(rule)[name].validate_python(given[key])
            elif not field.is_required():
                values[name] = field.get_default(call_default_factory=True, validated_data=values)
    return values


@cache
def _key_types(rule: type[BaseModel]) -> dict[str, TypeAdapter[Any]]:
    """What reads each key by itself."""
    return {name: TypeAdapter(_key_type(field)) for name, field in rule.model_fields.items()}


def _key_type(field: FieldInfo) -> Any:
    return Annotated[(field.annotation, *field.metadata)] if field.metadata else field.annotation
