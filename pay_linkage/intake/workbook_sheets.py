"""Which sheet of a workbook is which table: by its name, and only where people can see it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from contracts.problem import Place, Problem
from contracts.table import Table
from contracts.tables import INPUT_TABLES
from pay_linkage.intake.headings import close_table, names_of, table_of
from pay_linkage.intake.two_languages import plain_heading


@dataclass(frozen=True, slots=True)
class Named:
    """Table name → the visible sheet named after it, the other visible sheets, and what is wrong with the names;
    ``wanted`` is the only table that is asked for, if it is not all.
    """

    sheets: dict[str, str]
    others: list[str]
    problems: list[Problem]
    wanted: Table | None = None

    @property
    def missing(self) -> list[Table]:
        """The tables after which no sheet is named, however often or hidden."""
        there = {*self.sheets, *(problem.table for problem in self.problems)}
        return [table for table in ([self.wanted] if self.wanted else INPUT_TABLES.values()) if table.name not in there]

    def nothing_found(self, file: str) -> Problem:
        """The problem that no sheet holds what is asked for."""
        facts = {"found": ", ".join(self.others) or "–"}
        if self.wanted is None:
            return Problem("inputs_without_tables", Place(file), facts=facts)
        facts["names"] = f"{self.wanted.zh} / {self.wanted.name}"
        return Problem("sheet_missing", Place(file), self.wanted.name, facts=facts)


def table_sheets(file: str, workbook: CalamineWorkbook) -> Named:
    """Which sheets are named after tables."""
    sheets: dict[str, list[str]] = {}
    hidden: dict[str, str] = {}
    others: list[str] = []
    for sheet in workbook.sheets_metadata:
        table = table_of(sheet.name) if sheet.typ == SheetTypeEnum.WorkSheet else None
        if sheet.visible != SheetVisibleEnum.Visible:
            hidden |= {table.name: sheet.name} if table else {}
        elif table:
            sheets.setdefault(table.name, []).append(sheet.name)
        elif sheet.typ == SheetTypeEnum.WorkSheet:
            others.append(sheet.name)
    problems = _name_problems(file, sheets, hidden)
    found = {name: sheets[name][0] for name in INPUT_TABLES if len(sheets.get(name, [])) == 1}
    return Named(found, others, problems)


def one_sheet(file: str, workbook: CalamineWorkbook, table: Table) -> Named:
    """The visible sheet that bears the table's name, or the only visible one."""
    visible = [
        sheet.name
        for sheet in workbook.sheets_metadata
        if sheet.typ == SheetTypeEnum.WorkSheet and sheet.visible == SheetVisibleEnum.Visible
    ]
    named = [name for name in visible if plain_heading(name) in names_of(table)]
    chosen = named or visible
    if len(chosen) == 1:
        return Named({table.name: chosen[0]}, [], [], table)
    if named:
        facts = {"places": ", ".join(named)}
        return Named({}, [], [Problem("table_twice", Place(file, named[-1]), table.name, facts=facts)], table)
    return Named({}, visible, [], table)


def misspelt_names(file: str, found: Collection[str], others: Iterable[str]) -> list[Problem]:
    """Names of sheets not read that misspell the name of a table that was not found."""
    close = [(name, close_table(name)) for name in others]
    return [
        Problem("table_name_unclear", Place(file, name), table.name, value=name)
        for name, table in close
        if table and table.name not in found
    ]


def _name_problems(file: str, sheets: dict[str, list[str]], hidden: dict[str, str]) -> list[Problem]:
    """A table on two sheets, or on a hidden one only."""
    problems = [
        Problem("table_twice", Place(file, names[-1]), table, facts={"places": ", ".join(names)})
        for table, names in sheets.items()
        if len(names) > 1
    ]
    return problems + [
        Problem("sheet_hidden", Place(file, sheet), table) for table, sheet in hidden.items() if table not in sheets
    ]
