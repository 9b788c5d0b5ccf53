"""A comparison as documents to be read, printed or kept; each of them says that it is no result."""

from __future__ import annotations

from collections.abc import Sequence

from contracts.problem import Language
from pay_linkage.exports.document import Document, Part
from pay_linkage.scenarios.comparison import WhatIf
from pay_linkage.scenarios.tables import money_part, people_parts, pools_part, settings_part, units_part
from pay_linkage.scenarios.two_schemes import TwoSchemes
from pay_linkage.scenarios.words import SCENARIOS, Wording, of_schemes, of_settings


def scenario_documents(what_if: WhatIf, lang: Language, most: int | None = None) -> list[Document]:
    """What a run's scenarios come to. With ``most``, so many people of each group and only units that move."""
    wording = of_settings(what_if, lang)
    return _documents(what_if, wording, lang, [settings_part(what_if, wording, lang)], most)


def scheme_documents(found: TwoSchemes, lang: Language, most: int | None = None) -> list[Document]:
    """What one year comes to under two schemes."""
    wording = of_schemes(lang)
    cycle = str(found.what_if.base.cycle)
    notes = [SCENARIOS.of("outside", lang, scheme=name, cycle=cycle) for name in found.outside]
    if found.differing:
        notes.append(SCENARIOS.of("differing", lang, tables=", ".join(found.differing)))
    names = [f"{side.strip()}: {one.name}" for side, one in zip(wording.sides, found.what_if.sides, strict=True)]
    return _documents(found.what_if, wording, lang, [Part(sentences=(*names, *notes))], most)


def document(name: str, what_if: WhatIf, wording: Wording, lang: Language, parts: Sequence[Part]) -> Document:
    """One document under the mark; ``name`` is the key of its short name."""
    base, mark = SCENARIOS.of(wording.base, lang, name=what_if.base.name), SCENARIOS.of("mark", lang)
    cycle, what = str(what_if.base.cycle), SCENARIOS.of(wording.what, lang)
    facts = (("fact_base", base), ("fact_scheme", what_if.base.scheme_name), ("fact_cycle", cycle))
    return Document(
        name=SCENARIOS.of("mark_sheet", lang, name=SCENARIOS.of(name, lang)),
        title=SCENARIOS.of("title", lang, mark=mark, what=what, cycle=cycle),
        number=SCENARIOS.of("mark_number", lang, base=base),
        parts=tuple(parts),
        missing=SCENARIOS.of("missing", lang),
        facts=tuple((SCENARIOS.of(key, lang), value) for key, value in facts),
        closing=SCENARIOS.of("mark_closing", lang),
        wide=True,
    )


def _documents(
    what_if: WhatIf, wording: Wording, lang: Language, opening: Sequence[Part], most: int | None
) -> list[Document]:
    brief = most is not None
    overview = [*opening, money_part(what_if, wording, lang), pools_part(what_if, wording, lang, moved_only=brief)]
    units = [units_part(what_if, wording, lang, moved_only=brief)]
    parts = {"overview": overview, "units": units, "people": people_parts(what_if, wording, lang, most)}
    return [document(name, what_if, wording, lang, listed) for name, listed in parts.items()]
