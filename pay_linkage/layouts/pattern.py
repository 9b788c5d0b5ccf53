"""The form that a text must have, as a regular expression that the whole text fits."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated, Any

import polars as pl
from pydantic import BeforeValidator, GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from pay_linkage.schemes.finding import Finding, shown

LONGEST = 200


@dataclass(frozen=True, slots=True)
class WholeText:
    """A regular expression for a whole text; it means the same to Python and to Polars."""

    text: str

    @property
    def anchored(self) -> str:
        """The expression with both ends tied to the text's."""
        return rf"\A(?:{self.text})\z"

    def fits(self, value: str) -> bool:
        """Whether the whole text fits."""
        return re.fullmatch(self.text, value) is not None

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: Any, _handler: GetCoreSchemaHandler) -> CoreSchema:
        """An instance, and in an editor a text."""
        return core_schema.is_instance_schema(cls)


def whole_text(value: object) -> WholeText:
    """Reads the expression; one that not both libraries understand is refused."""
    if isinstance(value, WholeText):
        return value
    if not isinstance(value, str) or not value or len(value) > LONGEST:
        raise Finding("layout_pattern_malformed", value=shown(value)).error()
    pattern = WholeText(value)
    try:
        re.compile(value)
        pl.Series([""]).str.contains(pattern.anchored)
    except (re.error, pl.exceptions.PolarsError):
        raise Finding("layout_pattern_malformed", value=shown(value)).error() from None
    return pattern


Pattern = Annotated[WholeText, BeforeValidator(whole_text)]
