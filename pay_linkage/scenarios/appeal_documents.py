"""The blast radius of an appeal as documents: those whom it names apart from the others, under both settings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import polars as pl

from contracts.problem import Language
from pay_linkage.exports.document import Document, Heading, Part, Table, Value
from pay_linkage.scenarios.appeal import BlastRadius
from pay_linkage.scenarios.documents import document
from pay_linkage.scenarios.side_by_side import summed
from pay_linkage.scenarios.side_names import SideNames
from pay_linkage.scenarios.tables import (
    AMOUNT,
    CAUSE,
    NAMED,
    WIDE,
    heading,
    money_part,
    moves_counted,
    pools_part,
    units_part,
)
from pay_linkage.scenarios.words import SCENARIOS, of_appeal
from pay_linkage.schemes import read_scheme

GROUPS = {"named": "group_named", "others": "group_others"}
COUNTS = {
    "group_more": "winners",
    "group_more_amount": "winners_amount",
    "group_less": "losers",
    "group_less_amount": "losers_amount",
}
BOTH = (
    "individual_grade_before",
    "individual_grade_after",
    "amount_before",
    "amount_after",
    "difference",
    "amount_held",
    "difference_held",
)
SAME = ("person_id", "unit_id", "individual_grade_before", "individual_grade_after", "amount_before")
"""What holding harmless does not touch."""
CAUSES = ("cause_zh", "cause_en")


def appeal_documents(radius: BlastRadius, lang: Language, most: int | None = None) -> list[Document]:
    """What the corrections would move. With ``most``, so many people of each group and only units that move."""
    what_if, wording = radius.what_if, of_appeal(lang)  # units and pools are the same whether anybody is held or not
    money = money_part(what_if, wording, lang)
    brief = most is not None
    one = replace(what_if, scenarios=what_if.scenarios[:1], moves=what_if.moves[:1])
    sides = replace(wording, sides=(wording.sides[0], SCENARIOS.of("side_corrected", lang)))
    pools = pools_part(one, sides, lang, moved_only=brief)
    overview = [_measured(radius, lang), money, _groups_part(radius, lang), pools]
    units = [units_part(one, sides, lang, moved_only=brief)]
    people = [_people_part(radius, group, lang, most) for group in GROUPS]
    parts = {"overview": overview, "units": units, "people": people}
    return [document(name, what_if, wording, lang, listed) for name, listed in parts.items()]


def group_counts(radius: BlastRadius) -> Mapping[str, list[Mapping[str, Value]]]:
    """For those named and the others, under each setting: how many move, get more, get less, and the money."""
    return {group: [_counted(people) for people in _moves(radius, group)] for group in GROUPS}


def both_settings(radius: BlastRadius, group: str) -> pl.DataFrame:
    """The people of a group who move under either setting: person_id, unit_id, ``BOTH``, and the causes.

    ``…_after`` and ``difference`` are those without holding harmless, ``…_held`` those with it.
    """
    free, held = _moves(radius, group)
    renamed = held.select(*SAME, pl.col("amount_after", "difference", *CAUSES).name.suffix("_held"))
    joined = free.join(renamed, on=list(SAME), how="full", coalesce=True, nulls_equal=True)
    causes = [pl.coalesce(name, f"{name}_held").alias(name) for name in CAUSES]
    listed = joined.rename({"amount_after_held": "amount_held"}).select("person_id", "unit_id", *BOTH, *causes)
    return listed.sort("difference", "person_id", descending=[True, False], nulls_last=True)


def _moves(radius: BlastRadius, group: str) -> list[pl.DataFrame]:
    named = pl.col("person_id").is_in(radius.named["person_id"].implode())
    return [move.people.filter(named if group == "named" else ~named) for move in radius.what_if.moves]


def _counted(people: pl.DataFrame) -> Mapping[str, Value]:
    return {"group_count": people.height, **moves_counted(people, 0)}


def _measured(radius: BlastRadius, lang: Language) -> Part:
    """Against what held parts are measured, and what the scheme says now."""
    base = radius.what_if.base
    harmless = read_scheme(base.scheme_bytes, base.scheme_name).hold_harmless
    setting = "true" if harmless else "false"
    if radius.published is None:
        return Part(sentences=(SCENARIOS.of("appeal_unpublished", lang, setting=setting),))
    return Part(sentences=(SCENARIOS.of("appeal_published", lang, run=radius.published, setting=setting),))


def _groups_part(radius: BlastRadius, lang: Language) -> Part:
    """The counts of both groups, and what a publication would still pay or take back."""
    rows: list[tuple[Value, ...]] = []
    for group, counts in group_counts(radius).items():
        word = SCENARIOS.of(GROUPS[group], lang)
        for key, count in {"group_count": "group_count", **COUNTS}.items():
            rows.append((SCENARIOS.of(key, lang, group=word), *(one[count] for one in counts)))
    for kind in ("supplement", "recovery") if radius.due else ():
        amounts = [summed(due.filter(pl.col("kind") == kind)["difference"]) for due in radius.due]
        rows.append((SCENARIOS.of(f"due_{kind}", lang), *amounts))
    sides = of_appeal(lang).sides[1:]
    headings = (heading("measure", lang, WIDE), *(Heading(side, "number", AMOUNT) for side in sides))
    return Part(table=Table(headings, tuple(rows)))


def _people_part(radius: BlastRadius, group: str, lang: Language, most: int | None) -> Part:
    rows = both_settings(radius, group)
    listed = rows if most is None else rows.head(most)
    more = rows.height - listed.height
    said = SCENARIOS.of(f"heading_{group}", lang, people=str(rows.height))
    sentences = (SCENARIOS.of("more_rows", lang, more=str(more)),) if more else ()
    cause = f"cause_{lang}"
    names = SideNames(radius.what_if, lang)
    grades = [pl.col(name).map_elements(names.grade, return_dtype=pl.String) for name in BOTH[:2]]
    shown = listed.select("person_id", "unit_id", *grades, *BOTH[2:], cause)
    return Part(said, sentences, Table(_headings(lang), tuple(shown.iter_rows())) if listed.height else None)


def _headings(lang: Language) -> tuple[Heading, ...]:
    _, free, held = of_appeal(lang).sides
    amount, difference = (SCENARIOS.of(key, lang) for key in ("pay", "difference"))
    two = [
        Heading(SCENARIOS.of("side_column", lang, side=side, column=column), "number", AMOUNT)
        for side in (free, held)
        for column in (amount, difference)
    ]
    first = (heading("person", lang, NAMED), heading("unit", lang))
    grades = (heading("grade_before", lang), heading("grade_after", lang), heading("amount_before", lang, AMOUNT))
    return (*first, *grades, *two, heading("cause", lang, CAUSE))
