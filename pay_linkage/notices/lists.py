"""Who is called in (约谈), and which units may receive awards (评优) (rulebook §0, §2, §4.2)."""

from __future__ import annotations

from contracts.problem import Language
from pay_linkage.explanation.unit_inputs import Row
from pay_linkage.explanation.workings import Workings
from pay_linkage.exports.document import Document, Heading, Part, Table, Value
from pay_linkage.notices.words import NOTICES, column_name
from pay_linkage.runs import StoredRun

WIDE = 26


def interview_list(run: StoredRun, lang: Language) -> Document:
    """The units whose heads are called in, worst rating first."""
    of = Workings(run)
    called = [unit for units in of.categories.values() for unit in units if unit["interview"]]
    called.sort(key=lambda unit: (unit["category"], unit["rating_total"], unit["unit_id"]))
    columns = ("rating_total", "rating_rank")
    headings = (
        Heading(column_name("category", lang), "text", WIDE),
        Heading(column_name("unit_name", lang), "text", WIDE),
        *(Heading(column_name(name, lang), "number") for name in columns),
        Heading(column_name("rating_band", lang), "mark"),
    )
    rows: list[tuple[Value, ...]] = [
        (*_who(of, unit, lang), *(unit[name] for name in columns), of.names.band(unit["rating_band"]).of(lang))
        for unit in called
    ]
    opening = NOTICES.of("interview_opening" if rows else "interview_nobody", lang, units=str(len(rows)))
    return _document(
        of, "interview", Part(sentences=(opening,), table=Table(headings, tuple(rows)) if rows else None), lang
    )


def award_list(run: StoredRun, lang: Language) -> Document:
    """Every unit by category and rank, whether it may receive awards, and why not."""
    of = Workings(run)
    headings = (
        Heading(column_name("category", lang), "text", WIDE),
        Heading(column_name("unit_name", lang), "text", WIDE),
        Heading(column_name("rank", lang), "mark"),
        Heading(column_name("grade", lang), "mark"),
        Heading(NOTICES.of("eligible_heading", lang), "mark"),
        Heading(NOTICES.of("reason_heading", lang), "text", WIDE),
    )
    units = [unit for units in of.categories.values() for unit in units]
    eligible = sum(not (unit["barred"] or unit["failed"]) for unit in units)
    blanks = {"eligible": str(eligible), "units": str(len(units))}
    rows = tuple(_award(of, unit, lang) for unit in units)
    opening = NOTICES.of("award_opening", lang, **blanks)
    return _document(of, "award", Part(sentences=(opening,), table=Table(headings, rows)), lang)


def _award(of: Workings, unit: Row, lang: Language) -> tuple[Value, ...]:
    reasons = [NOTICES.of(f"remark_{name}", lang) for name in ("failed", "barred") if unit[name]]
    eligible = NOTICES.of("eligible_no" if reasons else "eligible_yes", lang)
    grade = of.names.grade(unit["grade"]).of(lang)
    why = NOTICES.of("list_separator", lang).join(reasons)
    return (*_who(of, unit, lang), str(unit["rank"]), grade, eligible, why)


def _who(of: Workings, unit: Row, lang: Language) -> tuple[Value, Value]:
    return of.names.category(unit["category"]).of(lang), unit["unit_name"]


def _document(of: Workings, name: str, part: Part, lang: Language) -> Document:
    return Document(
        name=NOTICES.of(f"{name}_name", lang),
        title=NOTICES.of(f"{name}_title", lang, cycle=str(of.cycle)),
        number=NOTICES.of("run_number", lang, run=of.run.manifest.run_id),
        parts=(part,),
        missing=NOTICES.of("missing", lang),
    )
