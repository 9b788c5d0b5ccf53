"""People at an edge whom no score parts: a further key or the rule for ties decided."""

from __future__ import annotations

from pay_linkage.report.fairness.data import FairnessData
from pay_linkage.report.fields import Field, count, decimal, heading, individual, named, text
from pay_linkage.report.section import Block, Section
from pay_linkage.report.table import table
from pay_linkage.report.words import keys, said

NAMED = 8
"""So many of a tie are listed."""


def ties(data: FairnessData) -> Section:
    """A table of these edges."""
    shown = data.ties
    decided = {key: said("decided_by", key) for key in keys("decided_by")}
    who = Field("person_ids", heading("person_ids"), lambda values: [_listed(ids) for ids in values], "long")
    fields = [
        *(text("group"), individual("grade", data.names.individual_grades), decimal("score"), count("people"), who),
        named("decided_by", decided),
    ]
    left_out = said("page", "left_out", count=shown.left_out) if shown.left_out else None
    listed = table("ties", said("charts", "ties"), shown.rows, fields, shown=True, left_out=left_out)
    return Section("ties", said("lede", "ties", tied=f"{shown.total:,}"), [Block(tables=[listed])])


def _listed(ids: list[str]) -> str:
    return ", ".join(ids[:NAMED]) + (f" … ({len(ids)})" if len(ids) > NAMED else "")
