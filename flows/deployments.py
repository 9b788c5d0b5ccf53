"""What a Prefect server offers of pay-linkage: the year end on its schedule, reruns and publications on demand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

from flows.appeal_rerun import appeal_rerun_flow
from flows.publish import publish_flow

from flows.year_end import year_end_flow  # isort: skip
from prefect import Flow, serve
from prefect.client.schemas.objects import ConcurrencyLimitConfig, ConcurrencyLimitStrategy
from prefect.deployments.runner import RunnerDeployment
from prefect.schedules import Cron

from flows.cycle_calendar import ZONE

YEAR_END = "0 20 31 12 *"
"""31 December, 20:00."""
ONE_AT_A_TIME = ConcurrencyLimitConfig(limit=1, collision_strategy=ConcurrencyLimitStrategy.CANCEL_NEW)


@dataclass(frozen=True, slots=True)
class Offer:
    """What is served: the scheme and inputs of the scheduled run, the store, and when.

    Without a ``cycle`` it is the year for which a run is scheduled.
    """

    scheme: str
    inputs: str
    store: str
    ledger: str | None = None
    cycle: int | None = None
    cron: str = YEAR_END
    zone: str = ZONE
    wait_minutes: int = 24 * 60


def deployments(offer: Offer) -> list[RunnerDeployment]:
    """The deployments ``year-end``, ``appeal-rerun`` and ``publish``."""
    kept = {"store": offer.store, "ledger": offer.ledger}
    asked = {"scheme": offer.scheme, "inputs": offer.inputs, "cycle": offer.cycle, "wait_minutes": offer.wait_minutes}
    year_end = deployed(
        year_end_flow,
        "year-end",
        schedule=Cron(offer.cron, timezone=offer.zone),
        parameters={**asked, **kept},
        concurrency_limit=ONE_AT_A_TIME,
    )
    rerun = deployed(appeal_rerun_flow, "appeal-rerun", parameters=kept)
    publish = deployed(publish_flow, "publish", parameters=kept, concurrency_limit=ONE_AT_A_TIME)
    return [year_end, rerun, publish]


def deployed(flow: Flow[Any, Any], name: str, **settings: Any) -> RunnerDeployment:
    """The flow's deployment of that name; called where no event loop runs, so it is there at once."""
    return cast("RunnerDeployment", flow.to_deployment(name, **settings))


def serve_deployments(offer: Offer) -> None:
    """Register the deployments and run what becomes due, until stopped."""
    serve(*deployments(offer), print_starting_message=False)
