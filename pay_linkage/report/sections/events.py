"""Events, vetoes, contest places, and the documents behind them."""

from __future__ import annotations

from pay_linkage.report.data import ReportData
from pay_linkage.report.fields import decimal, named, text
from pay_linkage.report.section import Block, Section
from pay_linkage.report.table import table
from pay_linkage.report.words import keys, said


def events(data: ReportData) -> Section:
    """One table, the gravest first."""
    shown = data.events
    kinds = {key: said("kinds", key) for key in keys("kinds")}
    fields = [
        *(
            named("kind", kinds),
            named("unit_id", data.names.units),
            named("code", data.names.events, "long"),
            decimal("points"),
        ),
        *(text("occurred_on"), text("document", "long"), text("event_id")),
    ]
    left_out = said("page", "left_out", count=shown.left_out) if shown.left_out else None
    listed = table("events", said("charts", "events"), shown.rows, fields, shown=True, left_out=left_out)
    return Section("events", said("lede", "events", count=shown.total), [Block(tables=[listed])])
