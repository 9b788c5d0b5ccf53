"""Ways to break a case's scheme."""

from __future__ import annotations

from fractions import Fraction
from functools import partial
from random import Random
from typing import Any

from .case_files import Case
from .random_schemes import decimal_text
from .row_damages import Place, Way
from .scheme_values import GONE, VALUES


def _set(rng: Random, case: Case, path: str, key: str, value: Any) -> Place | None:
    """Sets or removes a key somewhere that the path fits."""
    nodes = [(name, node) for name, node in matches(case.scheme, path) if value is not GONE or key in node]
    if not nodes:
        return None
    name, node = rng.choice(nodes)
    if value is GONE:
        del node[key]
    else:
        node[key] = value
    full = f"{name}.{key}" if name else key
    parent = name if name.endswith(".bands") else full
    return "scheme", None, parent


def matches(node: Any, path: str) -> list[tuple[str, dict[str, Any]]]:
    """Every mapping at the path, with its full name."""
    found: list[tuple[str, Any]] = [("", node)]
    for step in path.split(".") if path else ():
        found = [
            (f"{name}.{key}" if name else key, one[key])
            for name, one in found
            if isinstance(one, dict)
            for key in (list(one) if step == "*" else [step])
            if key in one
        ]
    return [(name, one) for name, one in found if isinstance(one, dict)]


def _pick(rng: Random, case: Case, *paths: str) -> tuple[str, dict[str, Any]] | None:
    found = [one for path in paths for one in matches(case.scheme, path)]
    return rng.choice(found) if found else None


SHARE_LISTS = (
    *("categories.*.grades.shares", "quotas.default", "quotas.by_unit_grade.*"),
    "categories.*.components.*.ballots.groups",
)


def _shares_not_one(rng: Random, case: Case, add: Fraction) -> Place | None:
    picked = _pick(rng, case, *SHARE_LISTS, "linkage.weights")
    if picked is None:
        return None
    path, listed = picked
    name = sorted(listed, key=lambda one: Fraction(listed[one]))[0 if add > 0 else -1]
    if Fraction(listed[name]) + add > 1:
        return None
    listed[name] = decimal_text(Fraction(listed[name]) + add, 6)
    return "scheme", None, path


def _share_negative(rng: Random, case: Case) -> Place | None:
    picked = _pick(rng, case, *SHARE_LISTS)
    if picked is None or len(picked[1]) < 2:
        return None
    path, listed = picked
    first, second = list(listed)[:2]
    total = Fraction(listed[first]) + Fraction(listed[second])
    listed[first], listed[second] = "-0.1", decimal_text(total + Fraction(1, 10), 6)
    return "scheme", None, path


def _grade_without_coefficient(rng: Random, case: Case, table: str) -> Place | None:
    picked = _pick(rng, case, f"linkage.{table}")
    if picked is None:
        return None
    path, listed = picked
    name = rng.choice(list(listed))
    del listed[name]
    return "scheme", None, f"{path}.{name}"


def _last_grade_barred(rng: Random, case: Case) -> Place | None:
    picked = _pick(rng, case, "categories.*.grades")
    if picked is None:
        return None
    path, grades = picked
    grades["veto_bars"] = [list(grades["shares"])[-1]]
    return "scheme", None, f"{path}.veto_bars"


def _cycle_outside(rng: Random, case: Case) -> Place | None:
    way = rng.choice(("late", "early"))
    late = {"from": f"{case.cycle + 1}-01-01"}
    early = {"from": "2010-01-01", "to": f"{case.cycle}-12-30"}
    case.scheme["effective"] = late if way == "late" else early
    return "scheme", None, "effective"


def _indirect_with_unit_coefficient(rng: Random, case: Case) -> Place | None:
    if case.scheme["linkage"]["mode"] == "direct":
        return None
    case.scheme["linkage"]["unit_coefficient"] = {"from": "rank"}
    return "scheme", None, "linkage.unit_coefficient"


def _direct_without_unit_coefficient(rng: Random, case: Case) -> Place | None:
    if case.scheme["linkage"].pop("unit_coefficient", None) is None:
        return None
    return "scheme", None, "linkage.unit_coefficient"


def _weights_missing(rng: Random, case: Case) -> Place | None:
    if case.scheme["linkage"].pop("weights", None) is None:
        return None
    return "scheme", None, "linkage.weights"


def _two_sources_of_shares(rng: Random, case: Case) -> Place | None:
    quotas = case.scheme.get("quotas")
    if quotas is None or "default" in quotas:
        return None
    quotas["default"] = {quotas["grades"][0]: "0.2", quotas["grades"][1]: "0.8"}
    return "scheme", None, "quotas"


def _no_source_of_shares(rng: Random, case: Case) -> Place | None:
    quotas = case.scheme.get("quotas")
    if quotas is None:
        return None
    for key in ("default", "by_unit_grade", "normal"):
        quotas.pop(key, None)
    return "scheme", None, "quotas"


def _quotas_missing(rng: Random, case: Case) -> Place | None:
    if case.scheme["linkage"]["individual_coefficient"]["from"] != "grade":
        return None
    del case.scheme["quotas"]
    return "scheme", None, "quotas"


def _grade_without(rng: Random, case: Case, path: str) -> Place | None:
    """A unit grade without its shares, its shift or its heads' grade."""
    picked = _pick(rng, case, path)
    if picked is None or len(picked[1]) < 2:
        return None
    name = rng.choice(list(picked[1]))
    del picked[1][name]
    return "scheme", None, f"{path}.{name}"


def _one_cut_missing(rng: Random, case: Case) -> Place | None:
    picked = _pick(rng, case, "quotas.normal")
    if picked is None:
        return None
    picked[1]["cuts"] = picked[1]["cuts"][:-1]
    return "scheme", None, "quotas.normal.cuts"


def _unit_first_with_cap(rng: Random, case: Case) -> Place | None:
    pool = case.scheme["linkage"].get("pool")
    if pool is None or pool["mode"] == "fill":
        return None
    pool["split"] = "unit_first"
    return "scheme", None, "linkage.pool.split"


def _reference_day(rng: Random, case: Case) -> Place | None:
    share = case.scheme["linkage"]["time_share"]
    if share["by"] == "day":
        return None
    share["reference_day"] = rng.choice(("0", "32", "first"))
    return "scheme", None, "linkage.time_share.reference_day"


def _divide_by_zero(rng: Random, case: Case) -> Place | None:
    rule = case.scheme["linkage"]["individual_coefficient"]
    if "divide_by" not in rule:
        return None
    rule["divide_by"] = "0"
    return "scheme", None, "linkage.individual_coefficient.divide_by"


def _curve_not_rising(rng: Random, case: Case) -> Place | None:
    rule = case.scheme["linkage"]["individual_coefficient"]
    if "curve" not in rule:
        return None
    rule["curve"] = [["60", "0.8"], ["60", "1"]]
    return "scheme", None, "linkage.individual_coefficient.curve"


def _key_twice(rng: Random, case: Case) -> Place | None:
    case.scheme_suffix = "scheme: again\n"
    return "scheme", None, "scheme"


def _tagged(rng: Random, case: Case) -> Place | None:
    if "hold_harmless" in case.scheme:
        return None
    case.scheme_suffix = "hold_harmless: !!python/name:builtins.bool true\n"
    return "scheme", None, "hold_harmless"


def _alias(rng: Random, case: Case) -> Place | None:
    if "events" in case.scheme:
        return None
    case.scheme_suffix = "events: {a: &one {kind: bonus, points: 1}, b: *one}\n"
    return "scheme", None, None


SCHEME_DAMAGES: tuple[tuple[str, Way], ...] = (
    *((f"scheme_{kind}", partial(_set, path=path, key=key, value=value)) for kind, path, key, value in VALUES),
    ("scheme_shares_not_one", partial(_shares_not_one, add=Fraction(1, 1000))),
    ("scheme_shares_not_one", partial(_shares_not_one, add=Fraction(-1, 1000))),
    ("scheme_share_negative", _share_negative),
    ("scheme_grade_without_coefficient", partial(_grade_without_coefficient, table="individual_coefficient.table")),
    ("scheme_unit_grade_without_coefficient", partial(_grade_without_coefficient, table="unit_coefficient.table")),
    ("scheme_veto_bars_last", _last_grade_barred),
    ("scheme_cycle_outside", _cycle_outside),
    ("scheme_indirect_with_unit_coefficient", _indirect_with_unit_coefficient),
    ("scheme_direct_without_unit_coefficient", _direct_without_unit_coefficient),
    ("scheme_weights_missing", _weights_missing),
    ("scheme_two_sources_of_shares", _two_sources_of_shares),
    ("scheme_no_source_of_shares", _no_source_of_shares),
    ("scheme_quotas_missing", _quotas_missing),
    ("scheme_unit_grade_without_shares", partial(_grade_without, path="quotas.by_unit_grade")),
    ("scheme_unit_grade_without_shift", partial(_grade_without, path="quotas.normal.shift")),
    ("scheme_unit_grade_without_head_grade", partial(_grade_without, path="quotas.heads.follow_unit")),
    ("scheme_one_cut_missing", _one_cut_missing),
    ("scheme_unit_first_with_cap", _unit_first_with_cap),
    ("scheme_reference_day", _reference_day),
    ("scheme_divide_by_zero", _divide_by_zero),
    ("scheme_curve_not_rising", _curve_not_rising),
    ("scheme_key_twice", _key_twice),
    ("scheme_tag", _tagged),
    ("scheme_alias", _alias),
)
