"""Which tables must be there (rulebook §10).

Units, people and assignments always; component scores where a category with units has components that are not scored
by ballots, even if units could do without them (a table that was forgotten must not reweight everybody); pools where
the scheme has one, even if nobody is paid from it; another table where without it something is missing that the scheme
asks for.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from contracts.problem import Problem
from pay_linkage.admission.submission import Submission

ALWAYS = ("units", "people", "assignments")


def with_missing_tables(of: Submission, problems: Sequence[Problem], unreadable: frozenset[str]) -> list[Problem]:
    """The problems, those of a table that was not given replaced by one that says so.

    A table that was not given has no rows, so all that can be wrong with it is what is not there. Of the ``unreadable``
    tables, which the reader has reported, nothing is said here.
    """
    wanted = {problem.table for problem in problems if problem.table}.union(_asked(of)) - of.given
    missing = [
        Problem("table_missing", of.tables[name].origin.place(), name)
        for name in of.tables
        if name in wanted - unreadable
    ]
    empty = [
        Problem("units_empty", of.tables["units"].origin.place(), "units")
        for frame in [of.frame("units")]
        if "units" in of.given and frame.is_empty()
    ]
    return [*missing, *empty, *(problem for problem in problems if problem.table not in wanted)]


def _asked(of: Submission) -> Iterator[str]:
    """The tables that must be there whatever the others hold."""
    yield from ALWAYS
    if _has_given_components(of):
        yield "component_scores"
    if of.scheme.linkage.pool is not None:
        yield "pools"


def _has_given_components(of: Submission) -> bool:
    categories = [of.scheme.categories[name] for name in of.units["category"].unique()]
    return any(not component.ballots for category in categories for component in category.components.values())
