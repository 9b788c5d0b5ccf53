"""Ways to break scores, ratings, ballots and events: each row is sound by itself, but not beside the others."""

from __future__ import annotations

from functools import partial
from random import Random

from .case_files import Case, Texts
from .row_damages import Place, Way, cell, new_cell, row_key


def _above_full_marks(rng: Random, case: Case) -> Place | None:
    categories = {row["unit_id"]: row["category"] for row in case.tables["units"]}
    rows = [row for row in case.tables["component_scores"] if row["score"]]
    if not rows:
        return None
    row = rng.choice(rows)
    full = case.scheme["categories"][categories[row["unit_id"]]]["components"][row["component"]]["full_marks"]
    row["score"] = f"{full}{'' if '.' in full else '.'}001"
    return "component_scores", "score", row_key("component_scores", row)


def _no_score(rng: Random, case: Case, empty: bool) -> Place | None:
    """A component without a score in a category that does not reweight."""
    strict = {name for name, category in case.scheme["categories"].items() if "absent_component" not in category}
    units = {row["unit_id"] for row in case.tables["units"] if row["category"] in strict}
    rows = [row for row in case.tables["component_scores"] if row["unit_id"] in units]
    if not rows:
        return None
    row = rng.choice(rows)
    if empty:
        row["score"] = ""
    else:
        case.tables["component_scores"].remove(row)
    return "component_scores", "score", row_key("component_scores", row)


def _no_department(rng: Random, case: Case, table: str) -> Place | None:
    rows = case.tables.get(table, [])
    if not rows:
        return None
    row = rng.choice(rows)
    same = ("unit_id", "department")
    case.tables[table] = [one for one in rows if any(one[name] != row[name] for name in same)]
    return table, "score", f"{row['unit_id']}|{row['department']}"


def _rating_too_high(rng: Random, case: Case) -> Place | None:
    place = cell(rng, case, "ratings", "score", "1000")
    return place and ("ratings", None, str(place[2]).split("|")[0])


def _silent_group(rng: Random, case: Case) -> Place | None:
    """A voter group without votes where the component does not renormalise."""
    categories = {row["unit_id"]: row["category"] for row in case.tables["units"]}
    rows = []
    for row in case.tables.get("ballots", []):
        component = case.scheme["categories"][categories[row["unit_id"]]]["components"][row["component"]]
        rows += [] if component["ballots"].get("absent_group") == "renormalise" else [row]
    if not rows:
        return None
    row = rng.choice(rows)
    for one in rows:
        if all(one[name] == row[name] for name in ("unit_id", "component", "voter_group")):
            one["votes"] = "0"
    return "ballots", "votes", None


def _indicators_beside_ratings(rng: Random, case: Case) -> Place | None:
    if not case.tables.get("ratings"):
        return None
    row = rng.choice(case.tables["ratings"])
    names = ("unit_id", "department", "indicator_1", "indicator_2", "full_marks", "score")
    cells = (row["unit_id"], row["department"], "organisation", "study", "100", "1")
    case.headings["indicator_scores"] = list(names)
    case.tables["indicator_scores"] = [dict(zip(names, cells, strict=True))]
    return "indicator_scores", None, None


def _is_veto(case: Case, row: Texts) -> bool:
    kind: str = case.scheme["events"][row["code"]]["kind"]
    return kind in ("veto", "fail")


def _has_no_default(case: Case, row: Texts) -> bool:
    code = case.scheme["events"][row["code"]]
    return code["kind"] in ("bonus", "deduction") and "points" not in code


def _outside_the_cycle(rng: Random, case: Case) -> Place | None:
    return cell(rng, case, "events", "occurred_on", rng.choice((f"{case.cycle - 1}-12-31", f"{case.cycle + 1}-01-01")))


SCORE_DAMAGES: tuple[tuple[str, Way], ...] = (
    ("component_score_above_full_marks", _above_full_marks),
    ("component_score_empty", partial(_no_score, empty=True)),
    ("component_score_missing", partial(_no_score, empty=False)),
    ("department_without_ratings", partial(_no_department, table="ratings")),
    ("department_without_indicators", partial(_no_department, table="indicator_scores")),
    ("rating_above_full_marks", _rating_too_high),
    ("voter_group_without_votes", _silent_group),
    ("indicators_beside_ratings", _indicators_beside_ratings),
    ("event_points_of_veto_or_fail", partial(new_cell, table="events", column="points", value="1", fits=_is_veto)),
    ("event_without_points", partial(new_cell, table="events", column="points", value="", fits=_has_no_default)),
    ("event_outside_the_cycle", _outside_the_cycle),
)
