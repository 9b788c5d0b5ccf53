"""Text and names in a scheme: what people read, and what grades, components, codes are called."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, WithJsonSchema

from pay_linkage.schemes.finding import Finding, shown

LONGEST_NAME = 100


def text(value: object) -> str:
    """A text with something in it, without blanks around it."""
    if not isinstance(value, str):
        raise Finding("scheme_not_a_text", value=shown(value)).error()
    if not value.strip():
        raise Finding("scheme_value_empty", value=value).error()
    return value.strip()


def name(value: object) -> str:
    """A name that can stand in a table's cell: one line, nothing invisible, not over 100 characters."""
    found = text(value)
    if found != value or len(found) > LONGEST_NAME or not found.isprintable():
        raise Finding("scheme_name_unusable", value=shown(value)).error()
    return found


Text = Annotated[str, BeforeValidator(text), WithJsonSchema({"type": "string", "minLength": 1})]
Name = Annotated[
    str, BeforeValidator(name), WithJsonSchema({"type": "string", "minLength": 1, "maxLength": LONGEST_NAME})
]
