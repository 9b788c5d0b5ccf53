"""One thing is changed in an input that is admitted otherwise, and this is all that is found."""

from __future__ import annotations

from tests.admission.case_pieces import (
    ASSIGNMENT_ROWS,
    CATEGORY_POOL,
    FILL,
    INDICATORS,
    NO_POOL,
    NO_QUOTAS,
    ONE_POOL,
    PEOPLE_ROWS,
    POOL_ROWS,
    RENORMALISE,
    REWEIGHT,
    SECOND_ORGAN,
    SILENT_T1,
    SMALL_UNITS,
    Case,
)

REFUSED = {
    "a unit's category is not in the scheme": Case(
        {"units": ("", "X1,外,village\n")},
        [("category_unknown", "units", "category", "X1", "village")],
    ),
    "a unit is named like a group of small units": Case(
        {"units": ("", "organ/A,外,organ\n"), "component_scores": ("", "organ/A,deeds,1\norgan/A,tasks,1\n")},
        [("unit_named_as_group", "units", "unit_id", "organ/A", "organ/A")],
        (SMALL_UNITS,),
    ),
    "a unit has no unit_id where pools are units'": Case(
        {"units": ("", ",外,organ\n")}, [("required_cell_empty", "units", "unit_id", "", "")]
    ),
    "the category has no such component": Case(
        {"component_scores": ("", "T1,deeds,1\n")},
        [("component_unknown", "component_scores", "component", "T1|deeds", "deeds")],
    ),
    "a score stands beside the ballots": Case(
        {"component_scores": ("", "T1,vote,1\n")},
        [("component_score_beside_ballots", "component_scores", "component", "T1|vote", "vote")],
    ),
    "a score is above the full marks": Case(
        {"component_scores": ("T1,work,40", "T1,work,40.0001")},
        [("component_score_above_full_marks", "component_scores", "score", "T1|work", "40.0001")],
    ),
    "a score is empty": Case(
        {"component_scores": ("T2,work,8.5", "T2,work,")},
        [("component_score_empty", "component_scores", "score", "T2|work", "")],
    ),
    "a score has no row": Case(
        {"component_scores": ("T2,work,8.5\n", "")},
        [("component_score_missing", "component_scores", "score", "T2|work", None)],
    ),
    "no vote is in any group where absent groups are renormalised": Case(
        {"ballots": SILENT_T1},
        [("component_without_votes", "ballots", "votes", "T1|vote", None)],
        (RENORMALISE,),
    ),
    "reweighting finds nothing scaled to go by": Case(
        {"component_scores": ("T1,work,40\nT1,care,0\n", "T1,care,\n")},
        [
            ("kind_without_score", "component_scores", "score", "T1|care", ""),
            ("kind_without_score", "component_scores", "score", "T1|work", None),
        ],
        (REWEIGHT,),
    ),
    "reweighting finds nothing unscaled to go by": Case(
        {"ballots": SILENT_T1},
        [("kind_without_score", "ballots", "votes", "T1|vote", None)],
        (REWEIGHT, RENORMALISE),
    ),
    "ballots are of a component without ballots": Case(
        {"ballots": ("", "T1,work,leaders,good,1\n")},
        [("component_without_ballots", "ballots", "component", "T1|work|leaders|good", "work")],
    ),
    "ballots are of a component that is not there": Case(
        {"ballots": ("", "O1,vote,leaders,good,1\n")},
        [("component_unknown", "ballots", "component", "O1|vote|leaders|good", "vote")],
    ),
    "a voter group is not asked": Case(
        {"ballots": ("", "T1,vote,press,good,1\n")},
        [("voter_group_unknown", "ballots", "voter_group", "T1|vote|press|good", "press")],
    ),
    "an option is not on the ballot": Case(
        {"ballots": ("", "T1,vote,public,fine,1\n")},
        [("ballot_option_unknown", "ballots", "option", "T1|vote|public|fine", "fine")],
    ),
    "a voter group has only rows of 0 votes": Case(
        {"ballots": ("T1,vote,public,poor,1", "T1,vote,public,poor,0")},
        [("voter_group_without_votes", "ballots", "votes", "T1|vote|public", None)],
    ),
    "no voter group has votes, reweighted or not": Case(
        {"ballots": SILENT_T1},
        [
            ("voter_group_without_votes", "ballots", "votes", "T1|vote|leaders", None),
            ("voter_group_without_votes", "ballots", "votes", "T1|vote|public", None),
        ],
        (REWEIGHT,),
    ),
    "votes for no option leave their group silent": Case(
        {"ballots": ("T1,vote,leaders,good,3", "T1,vote,leaders,fine,3")},
        [
            ("ballot_option_unknown", "ballots", "option", "T1|vote|leaders|fine", "fine"),
            ("voter_group_without_votes", "ballots", "votes", "T1|vote|leaders", None),
        ],
    ),
    "a department does not rate": Case(
        {"ratings": ("", "T1,finance,0\n")},
        [("department_unknown", "ratings", "department", "T1|finance", "finance")],
    ),
    "the category is not rated": Case(
        {"ratings": ("", "O1,discipline,0\n")},
        [("rating_of_unrated_category", "ratings", "department", "O1|discipline", "discipline")],
    ),
    "a department has not rated a unit": Case(
        {"ratings": ("T2,publicity,0\n", "")},
        [("department_without_ratings", "ratings", "score", "T2|publicity", None)],
    ),
    "a department has no indicators for a unit": Case(
        {"ratings": None, "indicator_scores": ("", INDICATORS.replace("T2,publicity,a,b,1,0\n", ""))},
        [("department_without_indicators", "indicator_scores", "score", "T2|publicity", None)],
    ),
    "of the indicators there are only headings, and no ratings": Case(
        {"ratings": None, "indicator_scores": ("", INDICATORS.split("\n")[0] + "\n")},
        [
            ("department_without_indicators", "indicator_scores", "score", f"{unit}|{department}", None)
            for unit in ("T1", "T2")
            for department in ("discipline", "publicity")
        ],
    ),
    "indicators sum to more than the full marks": Case(
        {"ratings": None, "indicator_scores": ("", INDICATORS.replace("T1,publicity,a,c,1,1", "T1,publicity,a,c,2,2"))},
        [("rating_total_above_full_marks", "indicator_scores", "score", "T1", None)],
    ),
    "the ratings sum to more than the full marks": Case(
        {"ratings": ("T1,publicity,50", "T1,publicity,50.0001")},
        [("rating_total_above_full_marks", "ratings", "score", "T1", None)],
    ),
    "an event code is not in the scheme": Case(
        {"events": ("", "E9,T1,party,1,2024-01-01,d\n")},
        [("event_code_unknown", "events", "code", "E9", "party")],
    ),
    "a contest is no event code by itself": Case(
        {"events": ("", "E9,T1,race,1,2024-01-01,d\n")},
        [("event_code_unknown", "events", "code", "E9", "race")],
    ),
    "neither the row nor the code has points": Case(
        {"events": ("", "E8,T1,free_praise,,2024-01-01,d\nE9,T1,conduct,,2024-01-01,d\n")},
        [("event_without_points", "events", "points", key, "") for key in ("E8", "E9")],
    ),
    "a veto or a fail event has points": Case(
        {"events": ("", "E8,T1,safety,1,2024-01-01,d\nE9,T1,disaster,2,2024-01-01,d\n")},
        [
            ("event_points_of_no_use", "events", "points", "E8", "1"),
            ("event_points_of_no_use", "events", "points", "E9", "2"),
        ],
    ),
    "an event is of another year": Case(
        {"events": ("", "E8,T1,praise,,2023-12-31,d\nE9,T1,praise,,2025-01-01,d\n")},
        [
            ("event_outside_cycle", "events", "occurred_on", "E8", "2023-12-31"),
            ("event_outside_cycle", "events", "occurred_on", "E9", "2025-01-01"),
        ],
    ),
    "a contest is not in the scheme": Case(
        {"contests": ("", "chess,1,T1,1\n")},
        [("contest_unknown", "contests", "contest", "chess|1|T1", "chess")],
    ),
    "a cap is no grade": Case(
        {"people": ("90,,competent,basic", "90,,superb,basic")},
        [("grade_cap_unknown", "people", "grade_cap", "P1", "superb")],
    ),
    "a fixed grade is no grade": Case(
        {"people": ("90,,competent,basic", "90,,competent,awful")},
        [("grade_fixed_unknown", "people", "grade_fixed", "P1", "awful")],
    ),
    "a fixed grade is better than the absorbing one": Case(
        {"people": ("80,,,competent", "80,,,excellent")},
        [("grade_fixed_too_good", "people", "grade_fixed", "P2", "excellent")],
    ),
    "a fixed grade is better than the cap": Case(
        {"people": ("90,,competent,basic", "90,,poor,basic")},
        [("grade_fixed_better_than_cap", "people", "grade_fixed", "P1", "basic")],
    ),
    "an ungraded person's fixed grade, too good or not, is wrong by itself": Case(
        {"people": ("new,excellent,", "new,,excellent")},
        [("ungraded_with_fixed_grade", "people", "grade_fixed", "P3", "excellent")],
    ),
    "grades are decided where nobody is graded": Case(
        {},
        [
            ("grade_cap_without_quotas", "people", "grade_cap", "P1", "competent"),
            ("grade_fixed_without_quotas", "people", "grade_fixed", "P1", "basic"),
            ("grade_fixed_without_quotas", "people", "grade_fixed", "P2", "competent"),
            ("grade_cap_without_quotas", "people", "grade_cap", "P3", "excellent"),
        ],
        NO_QUOTAS,
    ),
    "a person has left before the cycle": Case(
        {"assignments": ("P2,T2,2019-01-01,2024-01-01", "P2,T2,2019-01-01,2023-12-31")},
        [("person_without_assignment", "people", "person_id", "P2", "P2")],
    ),
    "a person comes after the cycle": Case(
        {"assignments": ("P1,T1,2024-12-31,", "P1,T1,2025-01-01,")},
        [("person_without_assignment", "people", "person_id", "P1", "P1")],
    ),
    "a person has no assignment at all": Case(
        {"assignments": ("P3,O1,2023-06-01,\n", "")},
        [("person_without_assignment", "people", "person_id", "P3", "P3")],
    ),
    "pools are given and the scheme has none": Case({}, [("pools_of_no_use", "pools", None, None, None)], (NO_POOL,)),
    "a pool is of a unit that is not there": Case(
        {"pools": ("", "X,1\n")}, [("pool_scope_unknown", "pools", "scope_id", "X", "X")]
    ),
    "a pool to fill is of a unit that is not there": Case(
        {"pools": ("", "X,1\n")}, [("pool_scope_unknown", "pools", "scope_id", "X", "X")], (FILL,)
    ),
    "a pool of all stands beside pools of units": Case(
        {"pools": ("", "all,1\n")}, [("pool_scope_unknown", "pools", "scope_id", "all", "all")]
    ),
    "a unit with pay has no pool": Case({"pools": ("T2,0\n", "")}, [("pool_missing", "pools", "amount", "T2", None)]),
    "a category with pay has no pool": Case(
        {"pools": (POOL_ROWS, "town,1\n")},
        [("pool_missing", "pools", "amount", "organ", None)],
        (CATEGORY_POOL,),
    ),
    "the pool of all is not there": Case(
        {"pools": (POOL_ROWS, "")}, [("pool_missing", "pools", "amount", "all", None)], (ONE_POOL,)
    ),
    "money is to be filled where nobody is": Case(
        {**SECOND_ORGAN, "pools": ("", "O2,0.01\n")},
        [("pool_without_lines", "pools", "amount", "O2", None)],
        (FILL,),
    ),
    "units are missing": Case({"units": None}, [("table_missing", "units", None, None, None)]),
    "people are missing": Case({"people": None}, [("table_missing", "people", None, None, None)]),
    "assignments are missing": Case({"assignments": None}, [("table_missing", "assignments", None, None, None)]),
    "scores are missing": Case({"component_scores": None}, [("table_missing", "component_scores", None, None, None)]),
    "scores are missing and units could do without them": Case(
        {
            "units": ("O1,局,organ\n", ""),
            "component_scores": None,
            "events": (",O1,safety", ",T1,safety"),
            "contests": ("race,1,O1,-5\n", ""),
            "assignments": ("P3,O1", "P3,T1"),
            "pools": ("O1,5.55\n", ""),
        },
        [("table_missing", "component_scores", None, None, None)],
        ((", scales: [work, care]", ""), REWEIGHT),
    ),
    "ballots are missing": Case({"ballots": None}, [("table_missing", "ballots", None, None, None)]),
    "ratings are missing": Case({"ratings": None}, [("table_missing", "ratings", None, None, None)]),
    "pools are missing": Case({"pools": None}, [("table_missing", "pools", None, None, None)]),
    "pools are missing and nobody is to be paid": Case(
        {"people": (PEOPLE_ROWS, ""), "assignments": (ASSIGNMENT_ROWS, ""), "pools": None},
        [("table_missing", "pools", None, None, None)],
    ),
    "units have no rows": Case(
        {"units": ("T1,东,town\nT2,西,town\nO1,局,organ\n", "")}, [("units_empty", "units", None, None, None)]
    ),
}
