"""What does not fit together in a layout whose parts are sound by themselves.

Belongs here: names that are none, columns that cannot be, what is missing, keys without effect.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from contracts.identity_columns import ID_TYPES
from pay_linkage.layouts.column import DAY_FORMATS, Column, Filling
from pay_linkage.layouts.names import FACTS, IN_TEXTS, SOURCES, Where, has_stray_brace, placeholders
from pay_linkage.schemes.finding import Finding
from pay_linkage.schemes.suggestion import unknown

if TYPE_CHECKING:
    from pay_linkage.layouts.layout import Layout


def inconsistencies(layout: Layout) -> Iterator[Finding]:
    """Every finding over the whole layout, with the steps to its place."""
    yield from _unknown_sources(layout)
    yield from _unknown_placeholders(layout)
    yield from _unfit_columns(layout)
    yield from _missing(layout)
    yield from _without_effect(layout)
    yield from _held_of_differences(layout)


def _unknown_sources(layout: Layout) -> Iterator[Finding]:
    known = (*SOURCES, *layout.parameters)
    for at, column in enumerate(layout.columns):
        for filling in column.fillings:
            if filling.from_ is not None and filling.from_ not in known:
                yield unknown("layout_source_unknown", filling.from_, known, ("columns", at, "from"))


def _unknown_placeholders(layout: Layout) -> Iterator[Finding]:
    for texts, usable in ((layout.texts, IN_TEXTS), (layout.headings, FACTS)):
        known = (*usable, *layout.parameters)
        for where, text in texts:
            if has_stray_brace(text):
                yield Finding("layout_brace_astray", where, text)
            yield from (
                unknown("layout_placeholder_unknown", name, known, where)
                for name in placeholders(text)
                if name not in known
            )


def _unfit_columns(layout: Layout) -> Iterator[Finding]:
    seen: set[str] = set()
    for at, column in enumerate(layout.columns):
        where: Where = ("columns", at)
        if column.heading in seen:
            yield Finding("layout_heading_twice", (*where, "heading"), column.heading)
        seen.add(column.heading)
        if column.format in DAY_FORMATS and not all(layout.is_day(filling.from_) for filling in column.fillings):
            yield Finding("layout_format_unfit", (*where, "format"), column.format, {"from": column.from_ or "–"})
        if column.from_ == "id_type":
            strange = (key for key in column.words if key not in ID_TYPES)
            yield from (unknown("scheme_choice_unknown", key, ID_TYPES, (*where, "words", key)) for key in strange)


def _missing(layout: Layout) -> Iterator[Finding]:
    if not layout.files:
        yield Finding("scheme_nothing_listed", ("files",))
    if not layout.columns:
        yield Finding("scheme_nothing_listed", ("columns",))
        return
    if not any(_may_name_person(filling, layout) for column in layout.columns for filling in column.fillings):
        yield Finding("layout_names_nobody", ("columns",))
    if not any(column.from_ == "amount" for column in layout.columns):
        yield Finding("layout_pays_nothing", ("columns",))


def _may_name_person(filling: Filling, layout: Layout) -> bool:
    """Whether the cells can tell whose they are; a parameter is asked once its value is known (``filled``)."""
    inside = placeholders(filling.text or "")
    free = {name for name, asked in layout.parameters.items() if asked.kind == "text" and not asked.choices}
    return filling.from_ == "person_id" or "person_id" in inside or not free.isdisjoint((*inside, filling.from_))


def _without_effect(layout: Layout) -> Iterator[Finding]:
    for name in layout.parameters:
        if name in SOURCES:
            yield Finding("layout_parameter_name_taken", ("parameters", name), name)
        elif name not in layout.used:
            yield Finding("layout_parameter_unused", ("parameters", name), name)
    if layout.template and layout.file.kind != "xlsx":
        yield Finding("layout_key_without_effect", ("template",), "true", {"name": "kind: xlsx"})
    for at, column in enumerate(layout.columns):
        if column.recovery is not None and "recovery" not in layout.files:
            yield Finding("layout_key_without_effect", ("columns", at, "recovery"), facts={"name": "files: [recovery]"})


def _held_of_differences(layout: Layout) -> Iterator[Finding]:
    if set(layout.files) <= {"full"}:
        return
    for at, column in enumerate(layout.columns):
        if _needs_held(column):
            yield Finding("layout_held_of_difference", ("columns", at), "held")
    if layout.condition is not None and layout.condition.startswith("held"):
        yield Finding("layout_held_of_difference", ("condition",), layout.condition)


def _needs_held(column: Column) -> bool:
    drawn = any(filling.from_ == "held" for filling in column.fillings)
    return drawn or (column.condition is not None and column.condition.startswith("held"))
