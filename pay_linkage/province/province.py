"""The province file's model: what is said once for all districts, and the districts themselves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from contracts.words import Words
from pay_linkage.province.district import District, DistrictRow, Given
from pay_linkage.schemes.finding import Finding
from pay_linkage.schemes.label import Label
from pay_linkage.schemes.listing import List
from pay_linkage.schemes.rule import Rule

NEEDED = ("scheme", "inputs", "store", "cycle")
ALONE = ("inputs", "store", "ledger")
"""What two districts may not share."""


class Head(Given):
    """The file without its districts."""

    title: Label

    @classmethod
    def misfits(cls, data: dict[str, Any]) -> Iterator[Finding]:
        """A place that all districts would share, because the text does not tell them apart."""
        for key in ALONE:
            given = data.get(key)
            if isinstance(given, str) and "{id}" not in given:
                yield Finding("province_place_for_all", (key,), given)


class Rows(Rule):
    """The districts, at least one, each with an id of its own."""

    districts: List[DistrictRow]

    def findings(self) -> Iterator[Finding]:
        """No districts at all; an id that stands there again, in capitals or not."""
        if not self.districts:
            yield Finding("scheme_nothing_listed", ("districts",), "[]")
        seen: dict[str, int] = {}
        for at, row in enumerate(self.districts):
            alike = row.id.casefold()
            if alike in seen:
                yield Finding("province_district_twice", ("districts", at, "id"), row.id)
            seen.setdefault(alike, at)


@dataclass(frozen=True, slots=True)
class Province:
    """A province: its title in both languages, and its districts in the order of the file."""

    title: Words
    districts: tuple[District, ...]


def missing(head: Head, rows: Rows) -> Iterator[Finding]:
    """What a district needs and neither it nor the head says."""
    for at, row in enumerate(rows.districts):
        for key in NEEDED:
            if getattr(row, key) is None and getattr(head, key) is None:
                yield Finding("scheme_key_missing", ("districts", at, key), facts={"name": key})


def shared(districts: Sequence[District]) -> Iterator[Finding]:
    """Places that two districts name: one would be counted twice, or overwrite what the other was paid."""
    for key in ALONE:
        seen: dict[str, str] = {}
        for at, district in enumerate(districts):
            place = _place(district, key)
            if place is None:
                continue
            first = seen.setdefault(place, district.id)
            if first != district.id:
                facts = {"first": first, "name": key}
                yield Finding("province_place_shared", ("districts", at, key), place, facts)


def _place(district: District, key: str) -> str | None:
    if key == "ledger":
        return district.ledger
    given: str = getattr(district.order, key)
    return given if "://" in given else str(Path(given).resolve())
