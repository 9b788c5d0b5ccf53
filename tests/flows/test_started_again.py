"""What was running when ``serve`` died with it starts again with the next one, and nothing else does."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

import pytest
from prefect import flow
from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.client.schemas.objects import State
from prefect.settings import PREFECT_API_AUTH_STRING, PREFECT_API_URL, temporary_settings
from prefect.states import Completed, Pending, Running, Scheduled

from flows.started_again import MOST_STARTS, start_again, start_orphans_again
from tests.flows.conftest import AUTH, PrefectServer


@flow(name="orphaned")
def orphaned() -> None:
    """Never run: only its flow runs are looked at."""


@pytest.fixture
def client(prefect_server: PrefectServer) -> Iterator[SyncPrefectClient]:
    with (
        temporary_settings({PREFECT_API_URL: prefect_server.url, PREFECT_API_AUTH_STRING: AUTH}),
        get_client(sync_client=True) as client,
    ):
        yield client


def flow_run(client: SyncPrefectClient, deployment: str, *states: State[None]) -> UUID:
    """A flow run of the deployment that has gone through the states."""
    made = client.create_deployment(flow_id=client.create_flow(orphaned), name=deployment)
    run = client.create_flow_run_from_deployment(made)
    for state in states:
        client.set_flow_run_state(run.id, state, force=True)
    return run.id


def state_of(client: SyncPrefectClient, run: UUID) -> str:
    state = client.read_flow_run(run).state
    assert state is not None
    return str(state.name)


def test_flow_runs_that_were_at_work_wait_to_be_started_and_all_others_are_left_alone(
    client: SyncPrefectClient,
) -> None:
    running = flow_run(client, "ours", Running())
    pending = flow_run(client, "ours", Pending())
    others = {
        flow_run(client, "theirs", Running()): "Running",
        flow_run(client, "ours", Running(), Completed()): "Completed",
        flow_run(client, "ours", Scheduled()): "Scheduled",
    }
    assert start_orphans_again(["ours"]) == 2
    assert [state_of(client, run) for run in (running, pending)] == ["AwaitingRetry", "AwaitingRetry"]
    assert {run: state_of(client, run) for run in others} == others
    assert start_orphans_again(["ours"]) == 0


def test_what_dies_each_time_stays_dead_in_the_end(client: SyncPrefectClient) -> None:
    run = flow_run(client, "mortal")
    ends = []
    for _ in range(MOST_STARTS):
        client.set_flow_run_state(run, Running(), force=True)
        client.set_flow_run_state(run, Completed(name="Crashed"), force=True)
        start_again(orphaned, client.read_flow_run(run), Completed())
        ends.append(state_of(client, run))
    assert ends == ["AwaitingRetry"] * (MOST_STARTS - 1) + ["Crashed"]
