"""Flow runs whose process died: they start again, and the same inputs give the same run, so nothing is done twice."""

from __future__ import annotations

from typing import Any

from prefect import Flow
from prefect.client.orchestration import get_client
from prefect.client.schemas.filters import (
    DeploymentFilter,
    DeploymentFilterName,
    FlowRunFilter,
    FlowRunFilterState,
    FlowRunFilterStateType,
)
from prefect.client.schemas.objects import FlowRun, State, StateType
from prefect.states import AwaitingRetry

MOST_STARTS = 3
"""After so many starts a dead flow run stays dead: what kills it each time will do so again."""


def start_again(flow: Flow[..., Any], flow_run: FlowRun, state: State[Any]) -> None:  # noqa: ARG001  (Prefect's names)
    """The hook of a crashed flow run, called by whoever serves it: its process was killed or ran out of memory."""
    with get_client(sync_client=True) as client:
        if client.read_flow_run(flow_run.id).run_count < MOST_STARTS:
            client.set_flow_run_state(flow_run.id, AwaitingRetry(), force=True)


def start_orphans_again(deployments: list[str]) -> int:
    """Start again what was running when the server's one ``serve`` died with it; gives how many there were.

    Called before serving begins: then none of these deployments can have a flow run at work.
    """
    at_work = FlowRunFilterStateType(any_=[StateType.RUNNING, StateType.PENDING])
    with get_client(sync_client=True) as client:
        orphans = client.read_flow_runs(
            flow_run_filter=FlowRunFilter(state=FlowRunFilterState(type=at_work)),
            deployment_filter=DeploymentFilter(name=DeploymentFilterName(any_=deployments)),
        )
        for orphan in orphans:
            client.set_flow_run_state(orphan.id, AwaitingRetry(), force=True)
    return len(orphans)
