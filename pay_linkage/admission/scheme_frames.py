"""The scheme's names as frames, so that rows are checked against them by joins.

Belongs here: what the checks look up: components, voter groups, options, departments, event codes. Stays out: rules.
"""

from __future__ import annotations

import polars as pl

from pay_linkage.schemes import Scheme

SCORE = pl.Decimal(38, 4)
GROUP = ("category", "component", "voter_group")
"""What a voter group is told by."""


def components(scheme: Scheme) -> pl.DataFrame:
    """One row a component: category, component, component_full_marks, by_ballots, renormalise, scaled, reweight."""
    rows = [
        (
            category_name,
            name,
            component.full_marks,
            component.ballots is not None,
            component.ballots is not None and component.ballots.absent_group == "renormalise",
            name in category.scaled,
            category.absent_component == "reweight",
        )
        for category_name, category in scheme.categories.items()
        for name, component in category.components.items()
    ]
    facts = {name: pl.Boolean() for name in ("by_ballots", "renormalise", "scaled", "reweight")}
    schema = {"category": pl.String(), "component": pl.String(), "component_full_marks": SCORE, **facts}
    return pl.DataFrame(rows, schema=schema, orient="row")


def voter_groups(scheme: Scheme) -> pl.DataFrame:
    """One row a voter group of a component: category, component, voter_group."""
    return _names_of_ballots(scheme, "voter_group")


def weighing_groups(scheme: Scheme) -> pl.DataFrame:
    """One row a voter group whose weight is above 0: category, component, voter_group."""
    rows = [
        (category_name, component_name, group)
        for category_name, category in scheme.categories.items()
        for component_name, component in category.components.items()
        if component.ballots is not None
        for group, weight in component.ballots.groups.items()
        if weight > 0
    ]
    return pl.DataFrame(rows, schema=dict.fromkeys(GROUP, pl.String()), orient="row")


def options(scheme: Scheme) -> pl.DataFrame:
    """One row an option of a component: category, component, option."""
    return _names_of_ballots(scheme, "option")


def _names_of_ballots(scheme: Scheme, column: str) -> pl.DataFrame:
    rows = [
        (category_name, component_name, name)
        for category_name, category in scheme.categories.items()
        for component_name, component in category.components.items()
        if component.ballots is not None
        for name in (component.ballots.groups if column == "voter_group" else component.ballots.values)
    ]
    return pl.DataFrame(rows, schema=dict.fromkeys(("category", "component", column), pl.String()), orient="row")


def departments(scheme: Scheme) -> pl.DataFrame:
    """One row a rating department: category, department, rating_full_marks (of all departments together)."""
    rows = [
        (name, department, category.rating.full_marks)
        for name, category in scheme.categories.items()
        if category.rating is not None
        for department in category.rating.departments
    ]
    schema = {"category": pl.String(), "department": pl.String(), "rating_full_marks": SCORE}
    return pl.DataFrame(rows, schema=schema, orient="row")


def event_codes(scheme: Scheme) -> pl.DataFrame:
    """One row an event code: code, kind, code_points (its default, null without one)."""
    rows = [(name, code.kind, code.points) for name, code in scheme.events.items()]
    return pl.DataFrame(rows, schema={"code": pl.String(), "kind": pl.String(), "code_points": SCORE}, orient="row")
