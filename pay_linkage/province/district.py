"""A district as the province file says it, and as it is run: every value in its place, paths whole."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from pydantic import BeforeValidator

from contracts.words import Words
from pay_linkage.order import Order
from pay_linkage.schemes.choice import Day
from pay_linkage.schemes.finding import Finding, shown
from pay_linkage.schemes.label import Label
from pay_linkage.schemes.numbers import whole
from pay_linkage.schemes.rule import Rule
from pay_linkage.schemes.text import Text

ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,39}", re.ASCII)
FIRST_CYCLE, LAST_CYCLE = 2000, 2100


def district_id(value: object) -> str:
    """An id that can stand in paths, in the names of tasks and in file names."""
    if not isinstance(value, str) or not ID.fullmatch(value):
        raise Finding("province_district_id_unusable", value=shown(value)).error()
    return value


def cycle(value: object) -> int:
    """A calendar year."""
    year = whole(value)
    if not FIRST_CYCLE <= year <= LAST_CYCLE:
        facts = {"range": f"{FIRST_CYCLE} – {LAST_CYCLE}"}
        raise Finding("scheme_number_out_of_range", value=shown(value), facts=facts).error()
    return year


Id = Annotated[str, BeforeValidator(district_id)]
Cycle = Annotated[int, BeforeValidator(cycle)]


class Given(Rule):
    """What may be said of one district, or once for all; ``{id}`` in a text stands for the district's id.

    ``scheme``: a built-in name or a file; ``inputs``: a folder or a workbook; ``store``: where its runs are kept;
    ``ledger``: a database's URL (default: in the store); ``cycle``: the calendar year; ``due``: the day by which the
    district's run is to be there. Paths are relative to the province file.
    """

    scheme: Text | None = None
    inputs: Text | None = None
    store: Text | None = None
    ledger: Text | None = None
    cycle: Cycle | None = None
    due: Day | None = None


class DistrictRow(Given):
    """One district of the file."""

    id: Id
    name: Label


@dataclass(frozen=True, slots=True)
class District:
    """A district that can be run: its id, name, order (scheme, inputs, cycle, store, who, why), ledger, due day."""

    id: str
    name: Words
    order: Order
    ledger: str | None
    due: date | None
