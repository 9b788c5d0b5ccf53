"""In what unit the money of a table is, where only its title, caption or note says so: ``金额单位：万元``.

Read as yuan, such amounts would be ten thousand times too small, and nobody would notice.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from contracts.columns import COLUMNS
from contracts.problem import Place, Problem
from pay_linkage.intake.head_cells import HeadRow
from pay_linkage.intake.headings import is_money

SCALES = "百|千|万|十万|百万|千万|亿"
CURRENCIES = "美元|港元|港币|澳门元|欧元|日元|英镑|usd|hkd|eur|jpy|gbp"
OTHER_UNIT = re.compile(
    rf"(?:单位|币种|计量)[^一-龥]{{0,3}}(?:为|是)?[:：]?(?:人民币)?[（(]?(?:(?:{SCALES})元|{CURRENCIES})"
    rf"|[（(](?:人民币)?(?:(?:{SCALES})元|{CURRENCIES})[)）]"
    r"|\bin(?:thousands|millions)",
    re.IGNORECASE,
)


def other_unit(texts: Iterable[str | None]) -> str | None:
    """The unit other than yuan that the cells of a row give, or None."""
    found = OTHER_UNIT.search("".join("".join((text or "").split()) for text in texts))
    return found[0].strip("（()）") if found else None


def money_unit_problems(
    place: Place, captions: Iterable[HeadRow], columns: Iterable[str | None], table: str
) -> list[Problem]:
    """A problem for the first of the ``captions`` that gives another unit than yuan, where one of the table's
    ``columns`` is money.
    """
    money = next((name for name in columns if name in COLUMNS and is_money(COLUMNS[name])), None)
    for row in captions if money else ():
        unit = other_unit(cell.text for cell in row.labels)
        if unit:
            where = Place(place.file, place.sheet, row.number + 1)
            return [Problem("money_in_other_unit", where, table, money, value=unit)]
    return []
