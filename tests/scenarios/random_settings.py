"""Random settings of a case, as somebody types them, and the case after them: nothing of the product in here."""

from __future__ import annotations

import re
from copy import deepcopy
from dataclasses import dataclass
from decimal import Decimal
from random import Random
from typing import Any

from tests.corrections.random_corrections import Correction, after, corrections
from tests.second_opinion.case_files import Case
from tests.second_opinion.random_schemes import scheme
from tests.second_opinion.scheme_damages import matches
from tests.second_opinion.scheme_values import GONE, VALUES

SHARED = ("shares", "by_unit_grade", "default", "groups", "weights")
"""What must add up to 1: one number alone can hardly be another."""
NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
CHOICES: tuple[tuple[str, str, tuple[Any, ...]], ...] = (
    ("categories.*.grades", "ties", ("better", "worse", "refuse")),
    ("categories.*.grades", "vacated", ("refill", "lapse")),
    ("categories.*.grades", "places", ("largest_remainder", "cumulative_half_up", "cumulative_up")),
    ("categories.*.grades", "break_ties", (["base_score"], ["coefficient", "bonus"], [])),
    ("categories.*.rating.coefficient", "anchor", ("median", "upper_middle", "1.5", "3")),
    ("categories.*.rating.coefficient", "ties", ("min", "average", "max")),
    ("categories.*.rating.coefficient", "step", ("0.01", "0.005", "0.1", "0")),
    ("quotas", "ties", ("better", "worse", "refuse")),
    ("quotas", "heads", ("in_quota",)),
    ("quotas", "small_units", ({"below": "3"}, {"below": "0"})),
    ("linkage.time_share", "by", ("month", "day")),
    ("linkage.time_share", "reference_day", ("1", "15", "last")),
    ("linkage.pool", "mode", ("cap", "fill")),
    ("linkage", "combine", ("product", "weighted")),
    ("adjustment", "bonus_cap", ("0", "1", "5")),
    ("", "score_decimals", ("0", "1", "4")),
    ("", "hold_harmless", ("true", "false")),
)


@dataclass(frozen=True)
class Drawn:
    """Settings as typed, and the case that they lead to."""

    settings: list[str]
    case: Case


def settings(rng: Random, case: Case) -> Drawn:
    """One to four settings of cells, of the scheme, or of both, none in another's way."""
    cells = [line for line in corrections(rng, case) if line.action == "change"] if rng.random() < 0.7 else []
    changed = after(case, cells)
    typed = [_cell_text(rng, line) for line in cells]
    places: list[str] = []
    for _ in range(rng.choice((0, 1, 1, 2)) if typed else rng.choice((1, 1, 2, 3))):
        path, value = rng.choice((*[_number] * 4, *[_choice] * 4, _branch, _wrong))(rng, changed.scheme, case.cycle)
        if path and not any(f"{path}.".startswith(f"{one}.") or f"{one}.".startswith(f"{path}.") for one in places):
            places.append(path)
            _put(changed.scheme, path, value)
            typed.append(f"scheme:{_short(rng, path)}={flow(value)}")
    rng.shuffle(typed)
    return Drawn(typed, changed)


def flow(value: Any) -> str:
    """The value on one line of YAML."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {flow(inner)}" for key, inner in value.items()) + "}"
    return "[" + ", ".join(map(flow, value)) + "]" if isinstance(value, list) else str(value)


def _cell_text(rng: Random, line: Correction) -> str:
    """``ratings:T03/organization=96.5``, its column named where it must be, and now and then where it need not."""
    key = rng.choice(("/", "|")).join(line.key) if not any("/" in part for part in line.key) else "|".join(line.key)
    alone = line.table in ("component_scores", "ratings", "contests", "ballots", "pools") and rng.random() < 0.7
    column = "" if alone else f".{line.column}"
    return f"{line.table}:{key}{column}={line.new}"


def _short(rng: Random, path: str) -> str:
    return path.removeprefix("categories.") if rng.random() < 0.5 and path.count(".") > 1 else path


def _number(rng: Random, whole: dict[str, Any], _: int) -> tuple[str, Any]:
    """Some number of the scheme, a little more or less."""
    leaves = [(path, text) for path, text in _leaves(whole, "") if NUMBER.fullmatch(text)]
    alone = [leaf for leaf in leaves if not any(f".{name}." in f".{leaf[0]}" for name in SHARED)]
    found = alone if rng.random() < 0.9 else leaves
    path, text = rng.choice(found)
    step = Decimal(rng.choice(("0.001", "0.1", "0.5", "1", "-0.1", "-1", "0")))
    return path, str(max(Decimal(0), Decimal(text) + step))


def _leaves(node: Any, path: str) -> list[tuple[str, str]]:
    if isinstance(node, str):
        return [(path, node)]
    inner = node.items() if isinstance(node, dict) else enumerate(node)
    return [leaf for key, one in inner for leaf in _leaves(one, f"{path}.{key}" if path else str(key))]


def _choice(rng: Random, whole: dict[str, Any], _: int) -> tuple[str, Any]:
    """A key that there is, or one that had its default."""
    parent, key, values = rng.choice(CHOICES)
    return _somewhere(rng, whole, parent, key, rng.choice(values))


def _wrong(rng: Random, whole: dict[str, Any], _: int) -> tuple[str, Any]:
    """Something that a scheme must not say."""
    parent, key, value = rng.choice([row[1:] for row in VALUES if row[3] is not GONE and row[3] != ""])
    return _somewhere(rng, whole, parent, key, deepcopy(value))


def _branch(rng: Random, whole: dict[str, Any], cycle: int) -> tuple[str, Any]:
    """A whole part as another scheme has it."""
    other = scheme(rng, cycle)
    path = rng.choice(("linkage", "quotas", "adjustment", "linkage.individual_coefficient"))
    node: Any = other
    for step in path.split("."):
        node = node.get(step)
        if node is None:
            return "", None
    return path, node


def _somewhere(rng: Random, whole: dict[str, Any], parent: str, key: str, value: Any) -> tuple[str, Any]:
    places = [name for name, _ in matches(whole, parent)]
    if not places:
        return "", None
    name = rng.choice(places)
    return (f"{name}.{key}" if name else key), value


def _put(whole: dict[str, Any], path: str, value: Any) -> None:
    *way, last = path.split(".")
    node: Any = whole
    for step in way:
        node = node[int(step)] if isinstance(node, list) else node.setdefault(step, {})
    node[int(last) if isinstance(node, list) else last] = value
