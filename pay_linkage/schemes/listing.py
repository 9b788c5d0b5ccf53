"""Mappings and lists whose names the scheme chooses itself: grades, components, codes, departments.

Belongs here: their reading, order kept. Stays out: what the names stand for (the rule that has them).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Annotated, TypeVar

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

from pay_linkage.schemes.finding import Finding, refusal, shown
from pay_linkage.schemes.suggestion import unknown
from pay_linkage.schemes.text import Name, name

Value = TypeVar("Value")
LONGEST_LIST = 200  # grades, cuts, points of a curve: more of them is a slip, and would take the rules hours


def entries(value: object) -> dict[str, object]:
    """A mapping with names of the scheme's own; the key ``source`` is the mapping's source, not one of them."""
    if not isinstance(value, dict):
        raise Finding("scheme_not_a_mapping", value=shown(value)).error()
    found = {key: entry for key, entry in value.items() if key != "source" or not isinstance(entry, str)}
    unusable = list(_unusable(found))
    if unusable:
        raise refusal("names", unusable)
    return found


def some_entries(value: object) -> dict[str, object]:
    """Such a mapping with at least one name in it."""
    found = entries(value)
    if not found:
        raise Finding("scheme_nothing_listed", value=shown(value)).error()
    return found


def items(value: object) -> tuple[object, ...]:
    """A list."""
    if not isinstance(value, list | tuple):
        raise Finding("scheme_not_a_list", value=shown(value)).error()
    return tuple(value)


def names(value: object) -> tuple[object, ...]:
    """A list of names; one that stands there again says nothing new."""
    return tuple(dict.fromkeys(name(entry) for entry in items(value)))


def some_items(value: object) -> tuple[object, ...]:
    """A list with at least one entry, and not endless."""
    found = items(value)
    if not found:
        raise Finding("scheme_nothing_listed", value=shown(value)).error()
    for finding in too_long(found):
        raise finding.error()
    return found


def some_distinct_names(value: object) -> tuple[object, ...]:
    """A list of names, at least one, each once."""
    found = some_items(value)
    again = list(_again(name(entry) for entry in found))
    if again:
        raise refusal("names", again)
    return found


def strangers(code: str, listed: Iterable[str], known: Iterable[str], *path: str) -> Iterator[Finding]:
    """A finding for each listed name that is none of the known ones; a mapping's finding stands at its key."""
    names_known = tuple(known)
    steps = isinstance(listed, Mapping)
    for entry in listed:
        if entry not in names_known:
            yield unknown(code, entry, names_known, (*path, entry) if steps else path)


def too_long(listed: Collection[object], *path: str) -> Iterator[Finding]:
    """The finding that a list is endless."""
    if len(listed) > LONGEST_LIST:
        yield Finding("scheme_list_too_long", path, str(len(listed)), {"most": str(LONGEST_LIST)})


def _again(listed: Iterable[str]) -> Iterator[Finding]:
    seen: set[str] = set()
    for at, entry in enumerate(listed):
        if entry in seen:
            yield Finding("scheme_name_twice", (at,), entry)
        seen.add(entry)


def _unusable(found: Iterable[str]) -> Iterator[Finding]:
    for key in found:
        try:
            name(key)
        except PydanticCustomError as error:
            yield Finding(error.type, (key,), shown(key))


Table = Annotated[Mapping[Name, Value], BeforeValidator(some_entries)]
OptionalTable = Annotated[Mapping[Name, Value], BeforeValidator(entries)]
Names = Annotated[tuple[Name, ...], BeforeValidator(names)]
DistinctNames = Annotated[tuple[Name, ...], BeforeValidator(some_distinct_names)]
List = Annotated[tuple[Value, ...], BeforeValidator(items)]
