"""The roll-up as a document for a workbook, a page or a terminal: the same words and numbers everywhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

import polars as pl

from contracts.money import amount_text, in_yuan
from contracts.problem import Language
from pay_linkage.explanation.texts import Sentences
from pay_linkage.exports.document import Document, Heading, Part, Table, Value
from pay_linkage.kernels.exact import half_up, whole
from pay_linkage.province.district import District
from pay_linkage.province.outcome import Outcome
from pay_linkage.province.province import Province
from pay_linkage.province.roll_up import GradeKey, RollUp

WORDS = Sentences(__package__)
NARROW, WIDE, SENTENCE = 8, 20, 48


def province_documents(province: Province, found: RollUp, day: date, lang: Language) -> list[Document]:
    """One document: totals, the districts in the order of the file, the distribution of grades, what is open."""
    title = province.title.of(lang)
    cycles = {one.order.cycle for one in province.districts}
    title_key = "title" if len(cycles) == 1 else "title_of_years"
    by_id = {one.id: one for one in province.districts}
    document = Document(
        name=title,
        title=WORDS.of(title_key, lang, province=title, cycle=str(min(cycles))),
        number=WORDS.of("number", lang, day=day.isoformat()),
        parts=(
            Part(sentences=tuple(summary_sentences(found, lang))),
            Part(WORDS.of("part_districts", lang), table=_districts(by_id, found, lang)),
            Part(WORDS.of("part_units", lang), table=_grades(found.unit_grades, found, lang, categories=True)),
            Part(WORDS.of("part_people", lang), table=_grades(found.person_grades, found, lang, categories=False)),
            _open(by_id, found, lang),
        ),
        missing=WORDS.of("missing", lang),
        wide=True,
    )
    return [document]


def summary_sentences(found: RollUp, lang: Language) -> Iterator[str]:
    """How many districts are done, what they come to, and what these sums are."""
    counts = {status: str(found.districts(status)) for status in ("done", "awaited", "failed")}
    behind = str(len(found.behind))
    yield WORDS.of("opening", lang, districts=str(len(found.outcomes)), behind=behind, **counts)
    sums = {"amount": amount_text(in_yuan(found.cents)), "held": amount_text(in_yuan(found.held_cents))}
    yield WORDS.of("totals", lang, people=f"{found.people:,}", lines=f"{found.lines:,}", **sums)
    yield WORDS.of("independent", lang)
    yield WORDS.of("of_paid_run", lang)


def status_word(one: Outcome, lang: Language) -> str:
    """The status as people read it."""
    if one.behind:
        return WORDS.of("done_late" if one.late else "behind", lang)
    return WORDS.of(one.status, lang)


def _districts(by_id: Mapping[str, District], found: RollUp, lang: Language) -> Table:
    headings = (
        Heading(WORDS.of("id", lang)),
        Heading(WORDS.of("district", lang), width=WIDE),
        Heading(WORDS.of("status", lang), "mark"),
        Heading(WORDS.of("due", lang), "mark"),
        Heading(WORDS.of("scheme", lang), width=WIDE),
        Heading(WORDS.of("run", lang), width=WIDE),
        Heading(WORDS.of("publication", lang), "number", NARROW),
        Heading(WORDS.of("units", lang), "number", NARROW),
        Heading(WORDS.of("people", lang), "number"),
        Heading(WORDS.of("amount", lang), "number", WIDE),
    )
    rows = tuple(_district(by_id[one.district], one, lang) for one in found.outcomes)
    units = sum(found.unit_grades.values())
    total: tuple[Value, ...] = (WORDS.of("all", lang), *[None] * 6, units, found.people, in_yuan(found.cents))
    return Table(headings, (*rows, total), totals=1)


def _district(district: District, one: Outcome, lang: Language) -> tuple[Value, ...]:
    due = district.due.isoformat() if district.due else None
    told = (district.id, district.name.of(lang), status_word(one, lang), due)
    figures = one.figures
    if figures is None:
        return (*told, *[None] * 6)
    units = sum(count for _, _, count in figures.unit_grades)
    amount = in_yuan(figures.cents)
    return (*told, figures.scheme, figures.run_id, figures.publication, units, figures.people, amount)


def _grades(grades: Mapping[GradeKey, int], found: RollUp, lang: Language, *, categories: bool) -> Table:
    """Numbers by grade in the scheme's order, and the share in its scheme and category, half up to two decimals of a
    percent.
    """
    called = found.called
    place = {key: number for number, key in enumerate(called)}

    def in_order(key: GradeKey) -> tuple[str, int, int]:
        scheme, category, grade = key
        return scheme, place.get((scheme, "category", category), -1), place.get((scheme, "grade", grade), -1)

    def name(scheme: str, kind: str, code: str) -> str:
        return called[scheme, kind, code].of(lang) if (scheme, kind, code) in called else code

    of = [Heading(WORDS.of("category", lang), width=WIDE)] if categories else []
    headings = (
        Heading(WORDS.of("scheme", lang), width=WIDE),
        *of,
        Heading(WORDS.of("grade", lang), "mark", WIDE),
        Heading(WORDS.of("count", lang), "number"),
        Heading(WORDS.of("share", lang), "number"),
    )
    sums: dict[tuple[str, str], int] = {}
    for (scheme, category, _), count in grades.items():
        sums[scheme, category] = sums.get((scheme, category), 0) + count
    rows: tuple[tuple[Value, ...], ...] = tuple(
        (
            scheme,
            *([name(scheme, "category", category)] if categories else []),
            name(scheme, "grade", grade) or WORDS.of("no_grade", lang),
            count,
            percent(count, sums[scheme, category]),
        )
        for (scheme, category, grade), count in sorted(grades.items(), key=lambda row: in_order(row[0]))
    )
    return Table(headings, rows)


def _open(by_id: Mapping[str, District], found: RollUp, lang: Language) -> Part:
    """Every problem's district, sentence and mending; ceilings that are broken too."""
    rows: list[tuple[Value, ...]] = []
    for one in found.outcomes:
        told = (one.district, by_id[one.district].name.of(lang), status_word(one, lang))
        if one.problems:
            rows.append((*told, one.sentence(lang), one.problems[0].text("mend", lang)))
        if one.figures is not None and one.figures.breaches:
            rows.append((*told, WORDS.of("breaches", lang, count=str(one.figures.breaches)), None))
    heading = WORDS.of("part_open", lang)
    if not rows:
        return Part(heading, sentences=(WORDS.of("nothing_open", lang),))
    headings = (
        Heading(WORDS.of("id", lang)),
        Heading(WORDS.of("district", lang), width=WIDE),
        Heading(WORDS.of("status", lang), "mark"),
        Heading(WORDS.of("why", lang), width=SENTENCE),
        Heading(WORDS.of("mend", lang), width=SENTENCE),
    )
    return Part(heading, table=Table(headings, tuple(rows)))


def percent(count: int, of: int) -> Decimal:
    """A share in percent, half up to two decimals.

    >>> percent(1, 3), percent(1, 8)
    (Decimal('33.33'), Decimal('12.50'))
    """
    return Decimal(pl.select(half_up(whole(count * 10_000), of)).item()).scaleb(-2)
