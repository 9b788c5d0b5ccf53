"""The roll-up as plain values, for ``--json``: districts, sums, grades, problems in the user's language."""

from __future__ import annotations

from contracts.problem import Language
from pay_linkage.province.district import District
from pay_linkage.province.outcome import Figures, Outcome
from pay_linkage.province.province import Province
from pay_linkage.province.roll_up import GradeKey, RollUp


def as_record(province: Province, found: RollUp, lang: Language) -> dict[str, object]:
    """The whole roll-up."""
    by_id = {district.id: district for district in province.districts}
    return {
        "province": province.title._asdict(),
        "districts": [_district(by_id[one.district], one, lang) for one in found.outcomes],
        "counts": {
            **{status: found.districts(status) for status in ("done", "awaited", "failed")},
            "behind": len(found.behind),
        },
        "people": found.people,
        "lines": found.lines,
        "cents": found.cents,
        "held_cents": found.held_cents,
        "unit_grades": [_grade(key, count) for key, count in found.unit_grades.items()],
        "person_grades": [_grade(key, count) for key, count in found.person_grades.items()],
        "exit_status": found.exit_status,
    }


def _district(district: District, one: Outcome, lang: Language) -> dict[str, object]:
    return {
        "id": district.id,
        "name": district.name._asdict(),
        "cycle": district.order.cycle,
        "due": district.due.isoformat() if district.due else None,
        "store": district.order.store,
        "status": one.status,
        "behind": one.behind,
        "made": one.made,
        **(_figures(one.figures) if one.figures else {}),
        "problems": [problem.as_record(lang) for problem in one.problems],
    }


def _figures(figures: Figures) -> dict[str, object]:
    return {
        "run_id": figures.run_id,
        "publication": figures.publication,
        "scheme": figures.scheme,
        "made_on": figures.made_on.isoformat(),
        "people": figures.people,
        "lines": figures.lines,
        "cents": figures.cents,
        "held_cents": figures.held_cents,
        "breaches": figures.breaches,
    }


def _grade(key: GradeKey, count: int) -> dict[str, object]:
    scheme, category, grade = key
    return {"scheme": scheme, **({"category": category} if category else {}), "grade": grade, "count": count}
