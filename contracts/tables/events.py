"""Bonus, deduction, veto and fail events of units (rulebook §2, §4, §10)."""

from __future__ import annotations

from contracts.table import Table, not_negative

EVENTS = Table(
    name="events",
    zh="加减分事项",
    en="Events",
    required=("event_id", "unit_id", "code", "occurred_on", "document"),
    optional=("points", "note"),
    key=("event_id",),
    rules=(not_negative("points", "event_points_negative"),),
    synonyms=("事项", "加减分", "加扣分", "事件"),
)
