"""What a Prefect server offers of pay-linkage: the year end on its schedule, reruns and publications on demand."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from typing import Any, cast

from flows.alone import make_limit
from flows.appeal_rerun import appeal_rerun_flow
from flows.kept import hand_down
from flows.midyear_progress import midyear_progress_flow
from flows.publish import publish_flow

from flows.year_end import year_end_flow  # isort: skip
from prefect import Flow, serve
from prefect.deployments.runner import RunnerDeployment
from prefect.schedules import Cron, Schedule

from flows.started_again import start_orphans_again
from pay_linkage.runs import Store


@dataclass(frozen=True, slots=True)
class Offer:
    """What is served: scheme and inputs of the scheduled runs, the store, and when (cron, in ``zone``).

    Without a ``cycle`` it is the year for which a run is scheduled.
    """

    scheme: str
    inputs: str
    store: str
    ledger: str | None
    cycle: int | None
    year_end: str
    midyear: str
    zone: str
    wait_minutes: int


def deployments(offer: Offer) -> list[RunnerDeployment]:
    """The deployments ``year-end`` and ``midyear-progress``, on their schedules, ``appeal-rerun`` and ``publish``."""
    kept = {"store": offer.store}
    asked = {"scheme": offer.scheme, "inputs": offer.inputs, "cycle": offer.cycle, "wait_minutes": offer.wait_minutes}
    return [
        deployed(year_end_flow, "year-end", parameters={**asked, **kept}, schedule=_at(offer.year_end, offer)),
        deployed(midyear_progress_flow, "midyear-progress", parameters={**asked, **kept},
                 schedule=_at(offer.midyear, offer)),
        deployed(appeal_rerun_flow, "appeal-rerun", parameters=kept),
        deployed(publish_flow, "publish", parameters=kept),
    ]  # fmt: skip


def _at(cron: str, offer: Offer) -> Schedule:
    return Cron(cron, timezone=offer.zone)


def deployed(flow: Flow[Any, Any], name: str, **settings: Any) -> RunnerDeployment:
    """The flow's deployment of that name; called where no event loop runs, so it is there at once."""
    return cast("RunnerDeployment", flow.to_deployment(name, **settings))


def serve_deployments(offer: Offer) -> None:
    """Register the deployments with the server, which answers, and run what becomes due, until stopped.

    Flow runs that died with an earlier ``serve`` start again; schedules stay on while nobody serves, so that a run that
    fell due meanwhile is made up for. The store is made if it is not there. Raises ``StoreFailure``.
    """
    Store(offer.store).place.probe()
    hand_down(store=offer.store, ledger=offer.ledger, serve__zone=offer.zone)
    offered = deployments(offer)
    make_limit(offer.store)
    start_orphans_again([str(one.name) for one in offered])
    # Prefect's runner says so of itself whenever it is stopped
    warnings.filterwarnings("ignore", "coroutine 'Runner.astop' was never awaited", RuntimeWarning)
    serve(*offered, pause_on_shutdown=False, print_starting_message=False)
