"""Text that stands in a file as it is written in the layout: headings, sheet names, constants."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, WithJsonSchema

from pay_linkage.schemes.finding import Finding, shown

LONGEST = 1000


def verbatim(value: object) -> str:
    """A text with something in it, blanks around it kept: an importer may want them."""
    if not isinstance(value, str):
        raise Finding("scheme_not_a_text", value=shown(value)).error()
    if not value or len(value) > LONGEST:
        raise Finding("layout_text_length", value=shown(value), facts={"most": str(LONGEST)}).error()
    return value


Heading = Annotated[str, BeforeValidator(verbatim), WithJsonSchema({"type": "string", "minLength": 1})]
