"""What a fairness page shows, as its caller calculates it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from pay_linkage.report.data import Names, RunFacts, Shown


@dataclass(frozen=True, slots=True)
class FairnessData:
    """A whole page.

    ``grades``: individual grades, best first, and ``ungraded``. ``distributions``: column → trait, together, people,
    grade_G per grade, lower_quartile, median, upper_quartile. ``lost``: grade, size, groups, people, due, places,
    filled, lost, without; None without quotas. ``edges``: how many edges of individual grades there are; ``ties`` those
    where scores were equal: group, grade, decided_by, score, people, person_ids. ``options``: of, key, value, refused,
    units_moved, people_better, people_worse, breaches, more_G per grade, difference. ``hidden_below``: the fewest
    people who stand alone, ``quartiles_from``: the fewest whose quartiles are shown, rounded to ``quartile_step`` yuan.
    """

    run: RunFacts
    names: Names
    grades: Sequence[str]
    distributions: Mapping[str, pl.DataFrame]
    lost: pl.DataFrame | None
    edges: int
    ties: Shown
    options: pl.DataFrame
    hidden_below: int
    quartiles_from: int
    quartile_step: int
