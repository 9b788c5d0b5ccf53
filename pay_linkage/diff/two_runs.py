"""Two runs, or what takes a run's place, and their tables side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

import polars as pl

from contracts.tables import CORRECTIONS
from pay_linkage.corrections.lineage import lineage, reruns_since
from pay_linkage.corrections.stored import held_against, stored_lines, stored_names
from pay_linkage.kernels.order import in_order
from pay_linkage.runs import Store


class Side(Protocol):
    """What a comparison asks of each of its two sides: a stored run has it, and so has a scenario."""

    @property
    def name(self) -> str:
        """What the side is called: a run's id."""

    @property
    def cycle(self) -> int:
        """The calendar year."""

    @property
    def scheme_name(self) -> str:
        """The scheme's name."""

    @property
    def scheme_bytes(self) -> bytes:
        """The scheme file."""

    @property
    def versions(self) -> Mapping[str, str]:
        """Versions of what calculated."""

    def table(self, name: str, /) -> pl.DataFrame:
        """A result table (rulebook §11)."""

    def input(self, name: str, /) -> pl.DataFrame:
        """An input table (rulebook §10), with ``_row``."""


@dataclass(frozen=True, slots=True)
class TwoRuns:
    """The run before and the run after, and the corrections that are in one's history and not in the other's.

    ``corrections`` has the columns of a stored corrections table and ``run_id``, oldest run first. ``assumed``: what
    differs was not corrected but assumed, the run after being a scenario. ``concerned`` (person_id): whom appeals name
    for whom the run after does not hold what was published; nobody where it holds nothing.
    """

    before: Side
    after: Side
    corrections: pl.DataFrame
    assumed: bool = False
    concerned: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema={"person_id": pl.String}))

    def table(self, name: str, key: Sequence[str]) -> pl.DataFrame:
        """A result table of both: the key, and each other column as ``…_before`` and ``…_after``; null where a run has
        no such row.
        """
        return side_by_side(self.before.table(name), self.after.table(name), key)

    def moved(self, name: str, key: Sequence[str]) -> pl.DataFrame:
        """The same, of all rows that are not the same in both (``moved_rows``)."""
        return side_by_side(*moved_rows(self.before.table(name), self.after.table(name), key), key)


@dataclass(frozen=True, slots=True)
class ReadOnce:
    """A side whose tables are read when they are first asked for, and then kept; ``inputs`` may be at hand already."""

    side: Side
    tables: dict[str, pl.DataFrame] = field(default_factory=dict)
    inputs: dict[str, pl.DataFrame] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """What the side is called."""
        return self.side.name

    @property
    def cycle(self) -> int:
        """The calendar year."""
        return self.side.cycle

    @property
    def scheme_name(self) -> str:
        """The scheme's name."""
        return self.side.scheme_name

    @property
    def scheme_bytes(self) -> bytes:
        """The scheme file."""
        return self.side.scheme_bytes

    @property
    def versions(self) -> Mapping[str, str]:
        """Versions of what calculated."""
        return self.side.versions

    def table(self, name: str) -> pl.DataFrame:
        """A result table."""
        if name not in self.tables:
            self.tables[name] = self.side.table(name)
        return self.tables[name]

    def input(self, name: str) -> pl.DataFrame:
        """An input table, with ``_row``."""
        if name not in self.inputs:
            self.inputs[name] = self.side.input(name)
        return self.inputs[name]


def two_runs(store: Store, before: str, after: str) -> TwoRuns:
    """The two runs of the store. Raises ``Refused`` where there is no such run."""
    lines = [lineage(store, run_id) for run_id in (before, after)]
    ids = [{run.manifest.run_id for run in line} for line in lines]
    of_one = [
        run for line in lines for run in line if (run.manifest.run_id in ids[0]) != (run.manifest.run_id in ids[1])
    ]
    frames = [
        frame.with_columns(pl.lit(run.manifest.run_id).alias("run_id"))
        for run in reversed(of_one)
        if (frame := stored_lines(run)) is not None
    ]
    none = pl.DataFrame(schema={**CORRECTIONS.dtypes, "run_id": pl.String()})
    published = held_against(lines[1][0])
    names = [] if published is None else [stored_names(run) for run in reruns_since(store, after, published)]
    corrections = pl.concat(frames) if frames else none
    made = TwoRuns(lines[0][0], lines[1][0], corrections)
    return replace(made, concerned=pl.concat(names)) if names else made


def side_by_side(before: pl.DataFrame, after: pl.DataFrame, key: Sequence[str]) -> pl.DataFrame:
    """Both frames by key, their other columns with ``_before`` and ``_after``, and whether each ``is_…`` there.

    Frames that have the same keys in the same order, as those of a run and its rerun mostly do, are put side by side as
    they stand.
    """
    left, right = (
        frame.select(*key, pl.exclude(key).name.suffix(suffix), pl.lit(value=True).alias(f"is{suffix}"))
        for frame, suffix in ((before, "_before"), (after, "_after"))
    )
    if left.select(key).equals(right.select(key)):
        joined = pl.concat([left, right.drop(key)], how="horizontal")
    else:
        joined = left.join(right, on=list(key), how="full", coalesce=True)
    told = joined.with_columns(pl.col("is_before", "is_after").fill_null(value=False))
    return in_order(told, *key)


def moved_rows(before: pl.DataFrame, after: pl.DataFrame, key: Sequence[str]) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The rows of both that are not the same in both, perhaps with others: a run and its rerun mostly have the same
    keys in the same order and differ in a few rows, and only these are worth putting side by side.
    """
    if before.columns != after.columns or not before.select(key).equals(after.select(key)):
        return before, after
    others = [name for name in before.columns if name not in key]
    moved = pl.any_horizontal(before[name].ne_missing(after[name]) for name in others)
    return before.filter(moved), after.filter(moved)


def differs(*names: str) -> pl.Expr:
    """Whether any of these quantities is another one after than before; empty equals empty."""
    return pl.any_horizontal(pl.col(f"{name}_before").ne_missing(pl.col(f"{name}_after")) for name in names)
