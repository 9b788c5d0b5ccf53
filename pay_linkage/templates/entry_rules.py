"""What a spreadsheet lets somebody type into a column, and what it says about it: choices, numbers, days."""

from __future__ import annotations

from decimal import Decimal

from openpyxl.worksheet.datavalidation import DataValidation

from contracts.column import Column
from contracts.problem import Language
from pay_linkage.templates.code_lists import Codes
from pay_linkage.templates.template_text import said

LIMIT = Decimal(999_999_999_999)
FIRST_DAY = "DATE(1901,1,1)"
LONGEST_PROMPT = 255
"""Characters that a spreadsheet shows beside a cell."""


def listed(cells: str, lang: Language, codes_sheet: str, codes: Codes) -> DataValidation:
    """A choice from the ``codes`` that stand in ``cells``; what they mean is said at the cell, where there is room."""
    rule = DataValidation(type="list", formula1=cells, allow_blank=True)
    meanings = "\n".join(f"{code} {means}" for code, means in codes.items() if means)
    rule = _speaking(rule, "list", lang, codes=codes_sheet)
    for kind in ("meant", "far") if meanings else ():
        prompt = said("prompt", kind, lang, meanings=meanings, codes=codes_sheet)
        if len(prompt) <= LONGEST_PROMPT:
            rule.prompt = prompt
            break
    return rule


def listed_unit(cells: str, lang: Language, units_sheet: str) -> DataValidation:
    """A choice from the units that stand in ``cells``."""
    rule = DataValidation(type="list", formula1=cells, allow_blank=True)
    return _speaking(rule, "unit", lang, units=units_sheet)


def number(column: Column, lang: Language, least: Decimal = -LIMIT, most: Decimal = LIMIT) -> DataValidation:
    """A number from ``least`` to ``most``."""
    kind = "between" if most < LIMIT else "positive" if least == 0 else "number"
    rule = DataValidation(
        type="decimal", operator="between", formula1=f"{least:f}", formula2=f"{most:f}", allow_blank=True
    )
    return _speaking(rule, kind, lang, least=f"{least:f}", most=f"{most:f}", scale=str(column.scale))


def count(lang: Language) -> DataValidation:
    """A whole number of 0 or more."""
    rule = DataValidation(type="whole", operator="between", formula1="0", formula2=str(LIMIT), allow_blank=True)
    return _speaking(rule, "count", lang)


def day(lang: Language) -> DataValidation:
    """A day from 1901 on."""
    rule = DataValidation(type="date", operator="greaterThanOrEqual", formula1=FIRST_DAY, allow_blank=True)
    return _speaking(rule, "date", lang)


def _speaking(rule: DataValidation, kind: str, lang: Language, **blanks: str) -> DataValidation:
    rule.showInputMessage = rule.showErrorMessage = True
    rule.prompt = said("prompt", kind, lang, **blanks)
    rule.error = said("mend", kind, lang, **blanks)
    rule.errorTitle = said("title", "mend", lang)
    return rule
