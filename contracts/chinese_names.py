"""What tables and columns are called in a Chinese sentence: their Chinese name, and the code that stands in files."""

from __future__ import annotations

import re
from functools import cache

LISTED = re.compile(r"(?:(?<=^)|(?<=, )|(?<=\|))[a-z_0-9]+(?=$|, |\|)")
"""A code alone, or one of several between commas or the signs that join a key."""


@cache
def chinese_table(code: str) -> str:
    """The table's name; a code that is none stays as it is.

    >>> chinese_table("people"), chinese_table("?")
    ('人员（people）', '?')
    """
    from contracts.tables import INPUT_TABLES, RESULT_TABLES  # noqa: PLC0415  (tables tell their problems by this)

    table = {**INPUT_TABLES, **RESULT_TABLES}.get(code)
    return code if table is None else f"{table.zh}（{code}）"


@cache
def chinese_column(code: str) -> str:
    """The column's name; a code that is none stays as it is.

    >>> chinese_column("base_pay"), chinese_column("columns.condition")
    ('绩效基数（base_pay）', 'columns.condition')
    """
    from contracts.columns import COLUMNS  # noqa: PLC0415  (tables tell their problems by this)

    column = COLUMNS.get(code)
    return code if column is None else f"{column.zh}（{code}）"


def chinese_codes(codes: str) -> str:
    """Codes of tables or columns, or a list of them, by their names; whatever is none stays as it is.

    >>> chinese_codes("units, people"), chinese_codes("unit_id|component"), chinese_codes("甲, 乙")
    ('单位（units）、人员（people）', '单位编码（unit_id）|考核项目（component）', '甲、乙')
    """
    return LISTED.sub(lambda found: chinese_column(chinese_table(found[0])), codes).replace(", ", "、")
