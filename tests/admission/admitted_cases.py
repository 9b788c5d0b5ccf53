"""One thing is changed, and the input is still admitted."""

from __future__ import annotations

from tests.admission.case_pieces import (
    ASSIGNMENT_ROWS,
    CATEGORY_POOL,
    EVENT_ROWS,
    FILL,
    INDICATORS,
    NO_POOL,
    NO_QUOTAS,
    ONE_POOL,
    PEOPLE_ROWS,
    POOL_ROWS,
    RATING_ROWS,
    RENORMALISE,
    REWEIGHT,
    SECOND_ORGAN,
    SILENT_T1,
    UNDECIDED,
    Case,
)

ADMITTED = {
    "everything is as it should be": Case({}),
    "an empty score stands beside the ballots": Case({"component_scores": ("", "T1,vote,\n")}),
    "a reference day stands beside days": Case({}, scheme=(("{by: month}", "{by: day, reference_day: 15}"),)),
    "a component is reweighted without a row": Case({"component_scores": ("T1,care,0\n", "")}, scheme=(REWEIGHT,)),
    "a component is reweighted with an empty cell": Case(
        {"component_scores": ("T1,care,0", "T1,care,")}, scheme=(REWEIGHT,)
    ),
    "one voter group is silent and the others count": Case(
        {"ballots": ("T1,vote,public,poor,1\n", "")}, scheme=(RENORMALISE,)
    ),
    "without a coefficient all components are of one kind": Case(
        {"ballots": SILENT_T1},
        scheme=(REWEIGHT, RENORMALISE, ("      coefficient: {step: 0.005, scales: [work, care]}\n", "")),
    ),
    "a veto has points of 0": Case({"events": ("", "E9,T1,safety,0,2024-01-01,d\n")}),
    "events are left out": Case({"events": None}),
    "contests are left out": Case({"contests": None}),
    "events have no rows": Case({"events": (EVENT_ROWS, "")}),
    "indicators stand for ratings": Case({"ratings": None, "indicator_scores": ("", INDICATORS)}),
    "indicators stand for ratings of which there are only headings": Case(
        {"ratings": (RATING_ROWS, ""), "indicator_scores": ("", INDICATORS)}
    ),
    "ratings reach the full marks": Case({"ratings": ("T2,publicity,0", "T2,publicity,70")}),
    "the cap of an ungraded person is better than all": Case({"people": ("new,excellent,", "new,poor,")}),
    "a fixed grade is the cap": Case({"people": ("90,,competent,basic", "90,,basic,basic")}),
    "a pool to fill without lines is 0": Case({**SECOND_ORGAN, "pools": ("", "O2,0\n")}, scheme=(FILL,)),
    "a pool to cap without lines has money": Case({**SECOND_ORGAN, "pools": ("", "O2,5\n")}),
    "a unit without pay has no pool": Case(SECOND_ORGAN, scheme=(FILL,)),
    "one pool is for all": Case({"pools": (POOL_ROWS, "all,0.01\n")}, scheme=(ONE_POOL,)),
    "pools are by category": Case({"pools": (POOL_ROWS, "town,1\norgan,2\n")}, scheme=(CATEGORY_POOL,)),
    "only the headings of pools stand where the scheme has none": Case({"pools": (POOL_ROWS, "")}, scheme=(NO_POOL,)),
    "nobody is to be paid": Case(
        {"people": (PEOPLE_ROWS, ""), "assignments": (ASSIGNMENT_ROWS, ""), "pools": (POOL_ROWS, "")}
    ),
    "nobody is to be paid out of a pool to fill": Case(
        {"people": (PEOPLE_ROWS, ""), "assignments": (ASSIGNMENT_ROWS, ""), "pools": (POOL_ROWS, "")},
        scheme=(ONE_POOL,),
    ),
    "nobody is graded and nothing is decided": Case({"people": (PEOPLE_ROWS, UNDECIDED)}, scheme=NO_QUOTAS),
    "a category without units asks for nothing": Case(
        {
            "units": ("T1,东,town\nT2,西,town\n", ""),
            "component_scores": ("T1,work,40\nT1,care,0\nT2,work,8.5\nT2,care,10\n", ""),
            "ballots": None,
            "ratings": None,
            "events": None,
            "contests": None,
            "people": (PEOPLE_ROWS, UNDECIDED[UNDECIDED.index("P3") :]),
            "assignments": (ASSIGNMENT_ROWS, "P3,O1,2024-02-29,\n"),
            "pools": ("T1,100\nT2,0\n", ""),
        }
    ),
}
