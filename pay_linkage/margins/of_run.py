"""The margins of a run as tables for people: with what the units and people got."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from contracts.problem import Place, Problem, Refused
from pay_linkage.admission import Inputs
from pay_linkage.chain import people_in_units
from pay_linkage.margins.person_margins import PERSON_MARGINS, person_margins
from pay_linkage.margins.unit_margins import UNIT_MARGINS, unit_margins
from pay_linkage.schemes import Scheme

UNIT_COLUMNS = ("category", "unit_id", "unit_name", "rank", "final_score", "grade", *[*UNIT_MARGINS][2:])
PERSON_COLUMNS = ("person_id", "unit_id", "score", "individual_grade", *[*PERSON_MARGINS][1:])


@dataclass(frozen=True, slots=True)
class Margins:
    """``units`` (``UNIT_COLUMNS``) and ``people`` (``PERSON_COLUMNS``; nobody where the scheme has no quotas)."""

    units: pl.DataFrame
    people: pl.DataFrame


def margins_of(
    inputs: Inputs, scheme: Scheme, results: Mapping[str, pl.DataFrame], code: str | None = None, *, file: str = ""
) -> Margins:
    """The margins of everybody, or of the unit and the person with the ``code``. Raises ``Refused`` where a run (in
    ``file``) has neither.
    """
    units, persons = results["unit_results"], results["person_results"]
    only = None if code is None else [code]
    if code is not None and code not in units["unit_id"] and code not in persons["person_id"]:
        raise Refused([Problem("explained_unknown", Place(file), value=code)])
    return Margins(
        _units(inputs, scheme, units, only if code in units["unit_id"] or code is None else []),
        _people(inputs, scheme, results, only if code in persons["person_id"] or code is None else []),
    )


def _units(inputs: Inputs, scheme: Scheme, results: pl.DataFrame, only: list[str] | None) -> pl.DataFrame:
    own = results.select("unit_id", "rank", "final_score", "grade")
    named = own.join(inputs.units.select("unit_id", "unit_name"), on="unit_id")
    margins = unit_margins(inputs, scheme, only)
    return margins.join(named, on="unit_id", maintain_order="left").select(UNIT_COLUMNS)


def _people(
    inputs: Inputs, scheme: Scheme, results: Mapping[str, pl.DataFrame], only: list[str] | None
) -> pl.DataFrame:
    own = results["person_results"].select("person_id", "unit_id", "score", "individual_grade")
    if scheme.quotas is None:
        margins = PERSON_MARGINS.to_frame()
    else:
        margins = person_margins(people_in_units(inputs, results["unit_results"]), scheme.quotas, only)
    return margins.join(own, on="person_id", maintain_order="left").select(PERSON_COLUMNS)
