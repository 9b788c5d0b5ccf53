"""Which sheet of a workbook is which table: by its name, and only where people can see it."""

from __future__ import annotations

from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from contracts.problem import Place, Problem
from contracts.table import Table
from contracts.tables import INPUT_TABLES
from pay_linkage.intake.headings import close_table, names_of, plain_heading, table_of


def table_sheets(file: str, workbook: CalamineWorkbook) -> tuple[dict[str, str], list[Problem]]:
    """Table name → the visible sheet that holds it, and what is wrong with the sheets' names."""
    sheets: dict[str, list[str]] = {}
    hidden: dict[str, str] = {}
    others: list[str] = []
    for sheet in workbook.sheets_metadata:
        table = table_of(sheet.name) if sheet.typ == SheetTypeEnum.WorkSheet else None
        if sheet.visible != SheetVisibleEnum.Visible:
            hidden |= {table.name: sheet.name} if table else {}
        elif table:
            sheets.setdefault(table.name, []).append(sheet.name)
        else:
            others.append(sheet.name)
    problems = _name_problems(file, sheets, hidden, others)
    return {name: sheets[name][0] for name in INPUT_TABLES if len(sheets.get(name, [])) == 1}, problems


def one_sheet(file: str, workbook: CalamineWorkbook, table: Table) -> tuple[dict[str, str], list[Problem]]:
    """The table's name → the visible sheet that bears it, or the only visible one; else why none is certain."""
    visible = [
        sheet.name
        for sheet in workbook.sheets_metadata
        if sheet.typ == SheetTypeEnum.WorkSheet and sheet.visible == SheetVisibleEnum.Visible
    ]
    named = [name for name in visible if plain_heading(name) in names_of(table)]
    chosen = named or visible
    if len(chosen) == 1:
        return {table.name: chosen[0]}, []
    if named:
        return {}, [Problem("table_twice", Place(file, named[-1]), table.name, facts={"places": ", ".join(named)})]
    facts = {"names": f"{table.zh} / {table.name}", "found": ", ".join(visible) or "–"}
    return {}, [Problem("sheet_missing", Place(file), table.name, facts=facts)]


def _name_problems(file: str, sheets: dict[str, list[str]], hidden: dict[str, str], others: list[str]) -> list[Problem]:
    """A table on two sheets or on a hidden one only, a name that misspells a table's, or no table at all."""
    problems = [
        Problem("table_twice", Place(file, names[-1]), table, facts={"places": ", ".join(names)})
        for table, names in sheets.items()
        if len(names) > 1
    ]
    problems += [
        Problem("sheet_hidden", Place(file, sheet), table) for table, sheet in hidden.items() if table not in sheets
    ]
    for name in others:
        close = close_table(name)
        if close and close.name not in sheets:
            problems.append(Problem("table_name_unclear", Place(file, name), close.name, value=name))
    if not sheets and not problems:
        problems.append(Problem("inputs_without_tables", Place(file), facts={"found": ", ".join(others) or "–"}))
    return problems
