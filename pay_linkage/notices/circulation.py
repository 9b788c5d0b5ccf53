"""The circulated ranking (通报) of each category, with the places that the coefficient moved (rulebook §0, §2, §4)."""

from __future__ import annotations

from collections.abc import Sequence

from contracts.problem import Language
from contracts.words import words_of
from pay_linkage.explanation.unit_inputs import Row
from pay_linkage.explanation.workings import Workings
from pay_linkage.exports.document import Document, Heading, Part, Table, Value
from pay_linkage.notices.words import NOTICES, column_name
from pay_linkage.runs import StoredRun
from pay_linkage.schemes.category import Category

NARROW, WIDE = 8, 22
SCORES = ("base_score", "rating_total", "rating_rank", "coefficient", "bonus", "deduction", "final_score")
MOVED = ("score_without_coefficient", "rank_without_coefficient")
RATED = ("rating_total", "rating_rank", "coefficient")


def circulation(run: StoredRun, lang: Language) -> list[Document]:
    """One document a category, in the scheme's order; a category without units has none."""
    of = Workings(run)
    return [_ranking(of, name, of.categories[name], lang) for name in of.scheme.categories if name in of.categories]


def _ranking(of: Workings, category: str, units: Sequence[Row], lang: Language) -> Document:
    rule, name = of.scheme.categories[category], of.names.category(category).of(lang)
    title = words_of(of.scheme.title).of(lang)
    blanks = {"cycle": str(of.cycle), "category": name, "units": str(len(units)), "scheme": title}
    moves = [Part(sentences=tuple(_movement(units, lang)))] if _moves(rule) else []
    return Document(
        name=name,
        title=NOTICES.of("circulation_title", lang, cycle=str(of.cycle), category=name),
        number=NOTICES.of("run_number", lang, run=of.run.manifest.run_id),
        parts=(
            Part(sentences=(NOTICES.of("circulation_opening", lang, **blanks),), table=_table(of, rule, units, lang)),
            *moves,
        ),
        missing=NOTICES.of("missing", lang),
        closing=NOTICES.of("circulation_closing", lang),
        wide=True,
    )


def _moves(rule: Category) -> bool:
    return rule.rating is not None and rule.rating.coefficient is not None


def _table(of: Workings, rule: Category, units: Sequence[Row], lang: Language) -> Table:
    """A row a unit, best first; without a rating, or without a coefficient, its columns are left out."""
    scores = [name for name in SCORES if rule.rating is not None or name not in RATED]
    if not _moves(rule):
        scores = [name for name in scores if name != "coefficient"]
    moved = MOVED if _moves(rule) else ()
    headings = (
        Heading(column_name("rank", lang), "mark", NARROW),
        Heading(column_name("unit_name", lang), "text", WIDE),
        *(Heading(column_name(name, lang), "number") for name in (*scores, *moved)),
        *([Heading(column_name("places_gained", lang), "mark")] if moved else []),
        Heading(column_name("grade", lang), "mark"),
        Heading(column_name("note", lang), "text", WIDE),
    )
    return Table(headings, tuple(_row(of, unit, (*scores, *moved), lang, moves=bool(moved)) for unit in units))


def _row(of: Workings, unit: Row, numbers: Sequence[str], lang: Language, *, moves: bool) -> tuple[Value, ...]:
    gained = [_arrow(unit["places_gained"])] if moves else []
    values: list[Value] = [unit[name] for name in numbers]
    grade = of.names.grade(unit["grade"]).of(lang)
    return (str(unit["rank"]), unit["unit_name"], *values, *gained, grade, remarks(unit, lang))


def _arrow(gained: int) -> str:
    return f"↑{gained}" if gained > 0 else f"↓{-gained}" if gained < 0 else "—"


def remarks(unit: Row, lang: Language) -> str:
    """What else befell a unit: failed, barred, called in."""
    said = [NOTICES.of(f"remark_{name}", lang) for name in ("failed", "barred", "interview") if unit[name]]
    return NOTICES.of("list_separator", lang).join(said)


def _movement(units: Sequence[Row], lang: Language) -> list[str]:
    """How many units rose and fell through the coefficient, and how far."""
    moves = [unit["places_gained"] for unit in units]
    risen, fallen = [move for move in moves if move > 0], [-move for move in moves if move < 0]
    blanks = {
        "risen": str(len(risen)),
        "fallen": str(len(fallen)),
        "unmoved": str(moves.count(0)),
        "most_risen": str(max(risen, default=0)),
        "most_fallen": str(max(fallen, default=0)),
    }
    return [NOTICES.of("circulation_movement" if risen or fallen else "circulation_unmoved", lang, **blanks)]
