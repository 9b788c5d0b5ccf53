"""The margins of units: by how much one value of a unit has to change for another grade or rank."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import partial

import polars as pl

from pay_linkage.admission import Inputs
from pay_linkage.chain import scored_units
from pay_linkage.kernels.exact import shown
from pay_linkage.margins.field import Field, Row
from pay_linkage.margins.line import Line
from pay_linkage.margins.rating_lines import rating_lines
from pay_linkage.margins.score_lines import adjustment_lines, component_lines, final_line
from pay_linkage.margins.search import Outcome, Search, search, settled
from pay_linkage.margins.targets import BETTER_GRADE, TARGETS, Target
from pay_linkage.margins.unit_trials import standings, unit_outcomes
from pay_linkage.margins.unit_values import UnitValues, unit_values
from pay_linkage.schemes.scheme import Scheme

UNIT_MARGINS = pl.Schema(
    {
        **dict.fromkeys(("category", "unit_id", "lever_kind", "lever"), pl.String()),
        "lever_value": pl.Decimal(38, 4),
        "target": pl.String(),
        "needed_change": pl.Decimal(38, 4),
        **dict.fromkeys(("reached", "out_of_reach"), pl.String()),
    }
)
"""One row per unit, value and target. ``lever_kind``: ``final_score``, ``component``, ``rating``, ``indicator``,
``bonus``, ``deduction``; ``lever`` names the component, department or indicator; ``lever_value`` is what it is in the
run; ``needed_change`` the smallest change that has the ``target`` as its consequence, to the grade or rank ``reached``;
where there is none, ``out_of_reach`` says why: ``at_best``, ``at_worst``, ``fail_event``, ``barred``, or ``limits`` (no
value within its limits leads there).
"""

Edges = Mapping[str, Collection[str]] | None
"""Name of a target → the units of which it is asked; None: all of all."""


def unit_margins(inputs: Inputs, scheme: Scheme, unit_ids: Collection[str] | None = None) -> pl.DataFrame:
    """``UNIT_MARGINS`` of the units (all, or those named), by category, rank and value.

    The inputs are a run's, so that no rule refuses them.
    """
    values = unit_values(inputs, scheme)
    scored = scored_units(inputs, scheme)
    return _table(scored, scheme, unit_ids, lambda field, unit: _lines(field, unit, values, scheme))


def edge_margins(scored: pl.DataFrame, scheme: Scheme, edges: Mapping[str, Collection[str]]) -> pl.DataFrame:
    """``UNIT_MARGINS`` of final scores alone: per target the units that stand at an edge, so that it is near.

    ``scored`` as from ``chain.scored_units``.
    """
    return _table(scored, scheme, set().union(*edges.values()), lambda field, unit: [final_line(field, unit)], edges)


def _table(
    scored: pl.DataFrame,
    scheme: Scheme,
    unit_ids: Collection[str] | None,
    lines_of: Callable[[Field, Row], list[Line]],
    edges: Edges = None,
) -> pl.DataFrame:
    rows: list[tuple[object, ...]] = []
    for name, category in scheme.categories.items():
        field = Field(name, category, scored.filter(pl.col("category") == name), scheme.score_decimals)
        movers = [unit for unit in field.rows.values() if unit_ids is None or unit["unit_id"] in unit_ids]
        rows += _margins(field, [line for unit in movers for line in lines_of(field, unit)], edges)
    whole = dict.fromkeys(("lever_value", "needed_change"), pl.Int128())
    frame = pl.DataFrame(rows, schema={**UNIT_MARGINS, **whole}, orient="row")
    return frame.with_columns(shown(pl.col(name), 4) for name in whole)


def _lines(field: Field, unit: Row, values: UnitValues, scheme: Scheme) -> list[Line]:
    """Everything that can be moved of a unit."""
    unit_id, rating = unit["unit_id"], field.category.rating
    return [
        final_line(field, unit),
        *component_lines(field, unit, values.components.get(unit_id, ()), values.kinds),
        *(rating_lines(field, unit, rating, values.ratings.get(unit_id, ())) if rating else ()),
        *adjustment_lines(field, unit, scheme.adjustment),
    ]


def _margins(field: Field, lines: Sequence[Line], edges: Edges) -> Iterator[tuple[object, ...]]:
    """The rows of one category, best rank first."""
    if not lines:
        return
    standing = standings(field)
    now = [standing[line.mover] for line in lines]
    wanted = {
        (number, target.name): _search(line, target, now[number], near=edges is not None)
        for number, line in enumerate(lines)
        for target in TARGETS
        if edges is None or line.mover in edges.get(target.name, ())
    }
    found = settled(wanted, partial(unit_outcomes, field, lines))
    for number, line in sorted(enumerate(lines), key=lambda one: (now[one[0]].rank, one[1].mover)):
        for target in TARGETS:
            if (number, target.name) not in found:
                continue
            there = found[number, target.name]
            answer = _answer(field, line, target, there) if there else _reason(field, line, target, now[number])
            yield (field.name, line.mover, line.kind, line.code, line.now * line.step, target.name, *answer)


def _search(line: Line, target: Target, now: Outcome, *, near: bool) -> Search:
    """The search for a target; where it is ``near``, the first guess is that the next score is to be passed."""
    beyond = line.current + (2 if target.upwards else -2)
    return search(line, target.reached(now), upwards=target.upwards, guess=beyond if near else None)


def _answer(field: Field, line: Line, target: Target, there: tuple[int, Outcome]) -> tuple[int, str, None]:
    stretch, outcome = there
    reached = field.grades.names[outcome.grade] if target.quantity == "grade" else str(outcome.rank)
    return line.change(stretch), reached, None


def _reason(field: Field, line: Line, target: Target, now: Outcome) -> tuple[None, None, str]:
    """Why the target is out of reach."""
    unit, grades = field.rows[line.mover], field.grades
    own = getattr(now, target.quantity)
    last = len(grades.names) - 1 if target.quantity == "grade" else field.last_rank
    best = 0 if target.quantity == "grade" else 1
    if own == (best if target.upwards else last):
        return None, None, "at_best" if target.upwards else "at_worst"
    if target == BETTER_GRADE and unit["fails"]:
        return None, None, "fail_event"
    if target == BETTER_GRADE and unit["barred"] and set(grades.names[: now.grade]) <= set(grades.veto_bars):
        return None, None, "barred"
    return None, None, "limits"
