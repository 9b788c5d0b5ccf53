"""Which tables stand on sheets that are not named after them: known by the header, where only one sheet fits."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from contracts.problem import Place, Problem
from contracts.table import Table
from contracts.tables import INPUT_TABLES
from pay_linkage.intake.cell_mark import SheetScan
from pay_linkage.intake.header_problems import header_problems, listed
from pay_linkage.intake.merged_cells import Row
from pay_linkage.intake.sheet_table import sheet_head
from pay_linkage.intake.table_area import header

NOT_MEANT = re.compile("旧|备份|样例|示例|样表|模板|说明|copy|old|backup|sample|example|template", re.IGNORECASE)
"""Names of sheets that nobody wants to be read."""
MOST_TOLD = 3
"""So many sheets that fit no table are told of."""

Content = tuple[Sequence[Row], SheetScan]


def fitting_sheets(
    file: str, sheets: Mapping[str, Content], missing: Sequence[Table]
) -> tuple[dict[str, str], list[Problem]]:
    """Name of each missing table that one of the sheets holds → the sheet; and sheets of which it is not certain."""
    fitting: dict[str, list[str]] = {}
    problems = []
    for name, (rows, scan) in sheets.items():
        tables = [] if NOT_MEANT.search(name) else [table for table in missing if fits(rows, scan, table)]
        closest = _closest(tables)
        if closest is not None:
            fitting.setdefault(closest.name, []).append(name)
        elif tables:
            facts = {"tables": ", ".join(f"{table.zh} / {table.name}" for table in tables)}
            problems.append(Problem("sheet_fits_several", Place(file, name), None, value=name, facts=facts))
    for table, names in fitting.items():
        if len(names) > 1:
            problems.append(Problem("table_twice", Place(file, names[-1]), table, facts={"places": ", ".join(names)}))
    return {table: names[0] for table, names in fitting.items() if len(names) == 1}, problems


def likenesses(file: str, sheets: Mapping[str, Content]) -> list[Problem]:
    """For sheets that fit no table, which table each is most like, and what it lacks of it."""
    problems = []
    for name, (rows, scan) in list(sheets.items())[:MOST_TOLD]:
        head = sheet_head(rows, scan)
        found = [(top, table) for table in INPUT_TABLES.values() if (top := header(head, table)) is not None]
        if not found or NOT_MEANT.search(name):
            continue
        top, table = max(found, key=lambda each: each[0].recognised)
        known = [heading for heading, column in zip(top.headings, top.columns, strict=True) if column]
        wrong = header_problems(top, table, Place(file, name))
        lacking = [problem.facts["wanted"] for problem in wrong if problem.code == "column_missing"]
        facts = {"sheet": name, "found": listed(known), "lacking": listed(lacking)}
        if lacking:
            problems.append(Problem("sheet_like_table", Place(file, name), table.name, facts=facts))
    return problems


def fits(rows: Sequence[Row], scan: SheetScan, table: Table) -> bool:
    """Whether the sheet has a header with every column that the table has to have."""
    top = header(sheet_head(rows, scan), table)
    return top is not None and not header_problems(top, table, Place("")) and not top.others


def _closest(tables: Sequence[Table]) -> Table | None:
    """The table that has all columns of the others and more, or None where there is no such."""
    needed = {table.name: {*table.required, *table.empty_cells} for table in tables}
    return next(
        (table for table in tables if all(needed[table.name] > needed[o.name] for o in tables if o is not table)), None
    )
