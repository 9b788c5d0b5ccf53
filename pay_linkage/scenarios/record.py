"""A comparison as plain values for ``--json``: it says of itself that it is no result; people by person_id only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from decimal import Decimal
from typing import Any

from pay_linkage.diff import Diff
from pay_linkage.diff.record import plain_rows
from pay_linkage.scenarios.appeal import BlastRadius
from pay_linkage.scenarios.appeal_documents import both_settings, group_counts
from pay_linkage.scenarios.comparison import WhatIf
from pay_linkage.scenarios.scenario import Scenario
from pay_linkage.scenarios.side_by_side import UnitRow, pool_rows, summed, totals, unit_rows
from pay_linkage.scenarios.tables import moves_counted
from pay_linkage.scenarios.two_schemes import TwoSchemes

Record = Mapping[str, object]


def scenario_record(what_if: WhatIf) -> Record:
    """Scenarios beside their base. ``sides`` lists stand in the order base, scenarios; numbers are texts."""
    return {
        **_mark(what_if),
        "scenarios": [_scenario(*one) for one in zip(what_if.scenarios, what_if.moves, strict=True)],
        "totals": [str(total) for total in totals(what_if)],
        "units": [_unit(row) for row in unit_rows(what_if)],
        "pools": [
            {"scope_id": row.scope_id, "sides": [_pool(side) for side in row.sides]} for row in pool_rows(what_if)
        ],
    }


def scheme_record(found: TwoSchemes) -> Record:
    """Two schemes: the second as a scenario beside the first."""
    return {**scenario_record(found.what_if), "outside": list(found.outside), "differing": list(found.differing)}


def appeal_record(radius: BlastRadius) -> Record:
    """The blast radius: counts and people of both groups, and what a publication would still pay or take back."""
    due = [
        {kind: str(summed(frame.filter(frame["kind"] == kind)["difference"])) for kind in ("supplement", "recovery")}
        for frame in radius.due
    ]
    return {
        **scenario_record(radius.what_if),
        "published": radius.published,
        "groups": {
            group: {
                "settings": [_texts(one) for one in counts],
                "people": plain_rows(both_settings(radius, group)),
            }
            for group, counts in group_counts(radius).items()
        },
        "due": due,
    }


def _mark(what_if: WhatIf) -> Record:
    base = what_if.base
    names = [side.name for side in what_if.sides]
    marked = {"scenario": True, "publishable": False}
    return {**marked, "base": base.name, "cycle": base.cycle, "scheme": base.scheme_name, "sides": names}


def _scenario(scenario: Scenario, move: Diff) -> Record:
    return {
        "scenario": True,
        "name": scenario.name,
        "scheme": scenario.scheme_name,
        "settings": [one.shown for one in scenario.settings],
        "counts": _texts(moves_counted(move.people, move.units.height)),
        "units": plain_rows(move.units),
        "people": plain_rows(move.people),
    }


def _unit(row: UnitRow) -> Record:
    sides = [None if side is None else _texts(asdict(side)) for side in row.sides]
    return {"unit_id": row.unit_id, "unit_name": row.unit_name, "category": row.category, "sides": sides}


def _pool(side: tuple[Decimal, Decimal] | None) -> Record | None:
    return None if side is None else {"pool": str(side[0]), "paid": str(side[1]), "left": str(side[0] - side[1])}


def _texts(values: Mapping[str, Any]) -> Record:
    return {key: str(value) if isinstance(value, Decimal) else value for key, value in values.items()}
