"""The lines of a corrections file held against the tables before the file, all problems at once (rulebook §8)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from contracts.columns import COLUMNS
from contracts.input_table import InputTable
from contracts.problem import Problem, Refused
from contracts.tables import CORRECTIONS
from pay_linkage.corrections.additions import addition_problems
from pay_linkage.corrections.cell_values import Values, read_values
from pay_linkage.corrections.changes import change_problems
from pay_linkage.corrections.deletions import deletion_problems
from pay_linkage.corrections.line import Line, Row, line_problem
from pay_linkage.corrections.targets import keys_near, rows_by_key, targeted

ACTIONS = COLUMNS["action"].choices


@dataclass(frozen=True, slots=True)
class Checked:
    """Lines without a problem.

    ``rows``: line number → the row before the file, for changes and deletions; ``new``: line number → the new value.
    """

    lines: tuple[Line, ...]
    rows: Mapping[int, Row]
    new: Values


def checked(file: InputTable, found: Sequence[Problem], tables: Mapping[str, InputTable]) -> Checked:
    """The lines, held against ``tables``. Raises ``Refused`` with every problem, those that reading ``found`` too."""
    lines, nameless = targeted(file)
    there = _rows_there(lines, tables)
    rows, lost = _rows(file, lines, there, tables)
    new, unreadable = read_values(file, [line for line in lines if line.action != "delete"], "new_value")
    problems = [
        *nameless,
        *lost,
        *unreadable,
        *_two_actions(file, lines),
        *change_problems(file, _of(lines, "change"), rows, new),
        *addition_problems(file, _of(lines, "add"), set(there), new),
        *deletion_problems(file, _of(lines, "delete")),
    ]
    known = {(problem.place.row, problem.column) for problem in found}
    everything = [*found, *(problem for problem in problems if (problem.place.row, problem.column) not in known)]
    if everything:
        raise Refused(_in_order(everything))
    return Checked(tuple(lines), rows, new)


def _of(lines: Sequence[Line], action: str) -> list[Line]:
    return [line for line in lines if line.action == action]


def _rows_there(lines: Sequence[Line], tables: Mapping[str, InputTable]) -> dict[tuple[str, str], list[Row]]:
    """The rows before the file of which a line speaks: (table, key) → rows."""
    names = {line.table.name for line in lines} & set(tables)
    return {
        (name, key): list(rows)
        for name in names
        for key, rows in rows_by_key(tables[name], [line.key for line in lines if line.table.name == name]).items()
    }


def _rows(
    file: InputTable,
    lines: Sequence[Line],
    there: Mapping[tuple[str, str], list[Row]],
    tables: Mapping[str, InputTable],
) -> tuple[dict[int, Row], list[Problem]]:
    """The one row of each change and deletion, and the lines whose row is not there or cannot be told from another."""
    rows: dict[int, Row] = {}
    problems = []
    for line in lines:
        found = there.get(line.row, [])
        if len(found) > 1:
            problems.append(line_problem(file, line, "key", "correction_key_ambiguous"))
        elif found:
            rows[line.number] = found[0]
        elif line.action != "add":
            table = tables.get(line.table.name)
            near = keys_near(table, line.key) if table is not None else "–"
            problems.append(line_problem(file, line, "key", "correction_row_unknown", near=near))
    return rows, problems


def _two_actions(file: InputTable, lines: Sequence[Line]) -> list[Problem]:
    """Lines whose row takes another action by an earlier line."""
    first: dict[tuple[str, str], Line] = {}
    problems = []
    for line in lines:
        earlier = first.setdefault(line.row, line)
        if earlier.action != line.action:
            facts = {"first": str(earlier.number), "earlier": earlier.action, "earlier_zh": ACTIONS[earlier.action]}
            problems.append(line_problem(file, line, "action", "correction_row_of_two_actions", **facts))
    return problems


def _in_order(problems: Sequence[Problem]) -> list[Problem]:
    """By line, and inside a line by the file's columns."""
    place = {column.name: at for at, column in enumerate(CORRECTIONS.columns)}
    return sorted(problems, key=lambda p: (p.place.row or 0, place.get(p.column or "", -1)))
