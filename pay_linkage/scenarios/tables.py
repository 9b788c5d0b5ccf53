"""Tables of a comparison as documents hold them: units, pools and money side by side, and who gets more or less."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import polars as pl

from contracts.problem import Language
from pay_linkage.diff import Diff
from pay_linkage.exports.document import Heading, Kind, Part, Table, Value
from pay_linkage.scenarios.comparison import WhatIf
from pay_linkage.scenarios.setting import Setting
from pay_linkage.scenarios.side_by_side import NOTHING, Pooled, PoolRow, UnitRow, pool_rows, summed, totals, unit_rows
from pay_linkage.scenarios.side_names import SideNames
from pay_linkage.scenarios.words import SCENARIOS, Wording

WIDE, NAMED, AMOUNT, CAUSE = 30, 20, 16, 60
PERSON = ("person", "unit", "grade_before", "grade_after", "amount_before", "amount_after", "difference", "cause")
FIGURES = ("score", "rank", "grade", "pay")
POOLED = ("pool", "paid", "left")
NUMBERS = ("amount_before", "amount_after", "difference")


def heading(key: str, lang: Language, width: int = 12) -> Heading:
    """A column's heading."""
    kind: Kind = "number" if key in NUMBERS else "text"
    return Heading(SCENARIOS.of(key, lang), kind, width)


def settings_part(what_if: WhatIf, wording: Wording, lang: Language) -> Part:
    """What each scenario assumes, a line a setting."""
    rows = [
        (side, one.name, setting)
        for side, one in zip(wording.sides[1:], what_if.scenarios, strict=True)
        for setting in _shown(one.settings, lang)
    ]
    headings = (heading("scenario", lang), heading("name", lang, NAMED), heading("setting", lang, CAUSE))
    return Part(SCENARIOS.of("heading_assumed", lang), table=Table(headings, tuple(rows)))


def units_part(what_if: WhatIf, wording: Wording, lang: Language, *, moved_only: bool) -> Part:
    """Every unit's score, rank, grade and pay on each side."""
    rows = unit_rows(what_if)
    moved = [row for row in rows if row.moved]
    first = (heading("unit", lang), heading("unit_name", lang, NAMED), heading("category", lang))
    listed = moved if moved_only else rows
    names = SideNames(what_if, lang)
    cells = tuple(_unit(row, names) for row in listed)
    table = Table((*first, *_columns(FIGURES, wording.sides, lang)), cells)
    said = SCENARIOS.of("heading_units", lang, moved=str(len(moved)), all=str(len(rows)))
    return Part(said, table=table if listed else None)


def pools_part(what_if: WhatIf, wording: Wording, lang: Language, *, moved_only: bool) -> Part:
    """Each pool, what is paid out of it, and what is left, on each side; last what all of them come to."""
    rows = pool_rows(what_if)
    listed = [row for row in rows if row.moved] if moved_only else rows
    said = {"moved": str(sum(row.moved for row in rows)), "all": str(len(rows))}
    if not rows:
        return Part(SCENARIOS.of("heading_pools", lang, **said), (SCENARIOS.of("no_pool", lang),))
    sums = PoolRow(SCENARIOS.of("in_all", lang), tuple(map(_pooled, zip(*(row.sides for row in rows), strict=True))))
    headings = (heading("scope", lang), *_columns(POOLED, wording.sides, lang))
    cells = tuple((row.scope_id, *_pool_cells(row)) for row in (*listed, sums))
    return Part(SCENARIOS.of("heading_pools", lang, **said), table=Table(headings, cells, totals=1))


def money_part(what_if: WhatIf, wording: Wording, lang: Language) -> Part:
    """What each side pays in all, and how many people get more and less."""
    paid = totals(what_if)
    rows: list[tuple[Value, ...]] = [
        (SCENARIOS.of("total", lang), *paid),
        (SCENARIOS.of("change", lang), None, *(one - paid[0] for one in paid[1:])),
        (SCENARIOS.of("held", lang), *_held(what_if)),
    ]
    counts = [moves_counted(move.people, move.units.height) for move in what_if.moves]
    rows += [(SCENARIOS.of(key, lang), None, *(count[key] for count in counts)) for key in counts[0]]
    headings = (heading("measure", lang, WIDE), *(Heading(side, "number", AMOUNT) for side in wording.sides))
    return Part(SCENARIOS.of("heading_money", lang), table=Table(headings, tuple(rows)))


def moves_counted(people: pl.DataFrame, units: int) -> dict[str, Value]:
    """How many units and people move, and the money; ``people`` as ``Diff.people``."""
    more, less = (people.filter(condition)["difference"] for condition in (_more(), _less()))
    regraded = people.filter(pl.col("individual_grade_before").ne_missing(pl.col("individual_grade_after")))
    return {
        "units_moved": units,
        "regraded": regraded.height,
        "winners": len(more),
        "winners_amount": summed(more),
        "losers": len(less),
        "losers_amount": summed(less),
    }


def people_parts(what_if: WhatIf, wording: Wording, lang: Language, most: int | None) -> list[Part]:
    """Who gets more and who less in each scenario, the largest differences first; ``most`` of each are listed."""
    names = SideNames(what_if, lang)
    return [
        part
        for side, move in zip(wording.sides[1:], what_if.moves, strict=True)
        for part in _people_of(move, side, names, lang, most)
    ]


def _people_of(move: Diff, side: str, names: SideNames, lang: Language, most: int | None) -> list[Part]:
    groups = {
        "heading_winners": move.people.filter(_more()).sort("difference", "person_id", descending=[True, False]),
        "heading_losers": move.people.filter(_less()).sort("difference", "person_id"),
        "heading_same_pay": move.people.filter(pl.col("difference") == 0),
    }
    return [
        Part(_people_heading(key, rows, side, lang), *persons(rows, names, lang, most))
        for key, rows in groups.items()
        if rows.height or key != "heading_same_pay"
    ]


def _people_heading(key: str, rows: pl.DataFrame, side: str, lang: Language) -> str:
    amount = f"{summed(rows['difference']):,}"
    return SCENARIOS.of(key, lang, side=side.strip(), people=str(rows.height), amount=amount)


def persons(
    rows: pl.DataFrame, names: SideNames, lang: Language, most: int | None
) -> tuple[tuple[str, ...], Table | None]:
    """The sentences and the table of some people; ``rows`` as ``Diff.people``."""
    shown = rows if most is None else rows.head(most)
    more = rows.height - shown.height
    sentences = (SCENARIOS.of("more_rows", lang, more=str(more)),) if more else ()
    widths = {"cause": CAUSE, "person": NAMED}
    headings = tuple(heading(key, lang, widths.get(key, AMOUNT)) for key in PERSON)
    table = Table(headings, tuple(_person(row, names, lang) for row in shown.iter_rows(named=True)))
    return sentences, table if shown.height else None


def _person(row: Mapping[str, Any], names: SideNames, lang: Language) -> tuple[Value, ...]:
    before, after = (names.grade(row[f"individual_grade_{when}"]) for when in ("before", "after"))
    amounts = (row["amount_before"], row["amount_after"], row["difference"])
    return (row["person_id"], row["unit_id"], before, after, *amounts, row[f"cause_{lang}"])


def _unit(row: UnitRow, names: SideNames) -> tuple[Value, ...]:
    sides = [
        (side.final_score, side.rank, names.grade(side.grade), side.pay) if side else (None,) * 4 for side in row.sides
    ]
    return (row.unit_id, row.unit_name, names.category(row.category), *(value for side in sides for value in side))


def _pooled(sides: Sequence[Pooled | None]) -> Pooled | None:
    """All pools of one side together."""
    there = [side for side in sides if side is not None]
    if not there:
        return None
    pools, paid = zip(*there, strict=True)
    return sum(pools, NOTHING), sum(paid, NOTHING)


def _pool_cells(row: PoolRow) -> list[Value]:
    sides = [(*side, side[0] - side[1]) if side else (None,) * 3 for side in row.sides]
    return [value for side in sides for value in side]


def _columns(keys: Sequence[str], sides: Sequence[str], lang: Language) -> list[Heading]:
    wide = ("pay", *POOLED)
    return [
        Heading(
            SCENARIOS.of("side_column", lang, side=side, column=SCENARIOS.of(key, lang)),
            "text" if key == "grade" else "number",
            AMOUNT if key in wide else 12,
        )
        for side in sides
        for key in keys
    ]


def _shown(settings: Sequence[Setting], lang: Language) -> list[str]:
    return [one.shown for one in settings] or [SCENARIOS.of("nothing_set", lang)]


def _held(what_if: WhatIf) -> list[Decimal]:
    return [summed(side.table("payroll")["held"]) for side in what_if.sides]


def _more() -> pl.Expr:
    return pl.col("difference") > 0


def _less() -> pl.Expr:
    return pl.col("difference") < 0
