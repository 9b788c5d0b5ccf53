"""Which rows of a sheet are its header: ``3``, or ``3-5`` where it takes several."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated

from pydantic import BeforeValidator, InstanceOf, WithJsonSchema

from pay_linkage.schemes.finding import Finding, shown

ROWS = re.compile(r"([1-9][0-9]{0,5})(?:-([1-9][0-9]{0,5}))?")
MOST_ROWS = 6


@dataclass(frozen=True, slots=True)
class FirstAndLast:
    """The first and the last row of a header, from 1."""

    first: int
    last: int


def header_rows(value: object) -> FirstAndLast:
    """The rows that a text names."""
    if isinstance(value, FirstAndLast):
        return value
    named = ROWS.fullmatch(value) if isinstance(value, str) else None
    rows = FirstAndLast(int(named[1]), int(named[2] or named[1])) if named else FirstAndLast(1, 0)
    if not rows.first <= rows.last < rows.first + MOST_ROWS:
        raise Finding("mapping_header_rows", value=shown(value)).error()
    return rows


HeaderRows = Annotated[InstanceOf[FirstAndLast], BeforeValidator(header_rows), WithJsonSchema({"type": "string"})]
