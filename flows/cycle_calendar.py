"""Which cycle a scheduled run belongs to: the calendar year of its scheduled instant, where the house is."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from prefect.context import FlowRunContext

from pay_linkage.settings import settled


def cycle_of(instant: datetime, zone: str = "Asia/Shanghai") -> int:
    """The calendar year of an instant in ``zone``, wherever the machine stands and whatever its own zone is.

    >>> cycle_of(datetime(2018, 12, 31, 16, 0, tzinfo=UTC))
    2019
    >>> cycle_of(datetime(2018, 12, 31, 15, 59, tzinfo=UTC))
    2018
    """
    return instant.astimezone(ZoneInfo(zone)).year


def scheduled_cycle() -> int:
    """The cycle of the flow run at hand, by the instant for which it was scheduled, not the one at which it started."""
    context = FlowRunContext.get()
    planned = context.flow_run.expected_start_time if context and context.flow_run else None
    return cycle_of(planned or datetime.now(UTC), str(settled("serve.zone")))
