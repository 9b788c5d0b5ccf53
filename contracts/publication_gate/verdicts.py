"""Great Expectations at work: one batch a frame, results without values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from contracts.publication_gate.check import Spot
from contracts.publication_gate.frames import PLACE, ROW, SCOPE
from contracts.publication_gate.library import PandasExecutionEngine, ProgressBarsConfig, Validator, gx
from contracts.publication_gate.promise import PERSON
from contracts.publication_gate.suite import Claim

CLAIM = "claim"


@dataclass(frozen=True, slots=True)
class Verdict:
    """A claim, whether it holds, and where it does not; without places where the whole is wrong."""

    claim: Claim
    holds: bool
    spots: tuple[Spot, ...]


class Judge:
    """Judges frames in memory; nothing is written and nothing is sent.

    Frames go straight to Great Expectations' validator: its data sources take a hash of every cell of a frame, twice,
    only to name it.
    """

    def __init__(self) -> None:
        self._context = gx.get_context(mode="ephemeral")
        self._context.variables.progress_bars = ProgressBarsConfig(globally=False)

    def verdicts(self, frame: pd.DataFrame, claims: Sequence[Claim], index: Sequence[str]) -> Iterator[Verdict]:
        """The verdict on each claim; ``index`` are the columns that name a row, the only ones that results repeat."""
        for number, claim in enumerate(claims):
            claim.expectation.meta = {CLAIM: number}
        engine = PandasExecutionEngine(batch_data_dict={"frame": frame})
        results = Validator(execution_engine=engine, data_context=self._context).graph_validate(
            configurations=[claim.expectation.configuration for claim in claims],
            runtime_configuration={"result_format": _without_values(index)},
        )
        found = {_number(each): each for each in results}
        for number, claim in enumerate(claims):
            yield _verdict(claim, found.get(number))


def _number(result: Any) -> int:
    """The number of the claim that a result is about."""
    number: int = result.expectation_config.meta[CLAIM]
    return number


def _without_values(index: Sequence[str]) -> dict[str, Any]:
    """Results that say where, never what."""
    if not index:
        return {"result_format": "BOOLEAN_ONLY"}
    return {
        "result_format": "COMPLETE",
        "unexpected_index_column_names": list(index),
        "exclude_unexpected_values": True,
        "include_unexpected_rows": False,
        "partial_unexpected_count": 0,
        "return_unexpected_index_query": False,
    }


def _verdict(claim: Claim, result: Any) -> Verdict:
    """What a result says; one that is missing, or that failed with an exception, counts against the file."""
    if result is None:
        return Verdict(claim, holds=False, spots=())
    if result.success:
        return Verdict(claim, holds=True, spots=())
    listed = (result.result or {}).get("unexpected_index_list") or []
    return Verdict(claim, holds=False, spots=tuple(spot for entry in listed for spot in _spots(entry)))


def _spots(entry: Any) -> Iterator[Spot]:
    """The places of an entry: a mapping of index columns to values, or to lists of values."""
    if not isinstance(entry, dict):
        return
    columns = {name: value if isinstance(value, list) else [value] for name, value in entry.items()}
    rows = columns.get(ROW)
    keys = next((columns[name] for name in (PERSON, SCOPE, PLACE) if name in columns), None)
    for at in range(max(len(rows or []), len(keys or []))):
        row = None if rows is None else int(rows[at])
        key = None if keys is None or pd.isna(keys[at]) else str(keys[at])
        yield Spot(row, key)
