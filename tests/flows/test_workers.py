"""Workers of a province use the one Prefect server: left alone, each would start its own over the same database."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from prefect.settings import PREFECT_API_URL

from flows import local_cluster, many_districts
from flows.orchestrator import OrchestratorFailure

SERVER = "http://127.0.0.1:9/api"


class Flow:
    """Stands for the flow: notes its task runner, and where its tasks would look for Prefect."""

    def __init__(self) -> None:
        self.looked: list[str | None] = []
        self.runner: object = None

    def with_options(self, task_runner: object) -> Callable[..., list[object]]:
        self.runner = task_runner
        return self

    def __call__(self, *_parameters: object) -> list[object]:
        self.looked.append(PREFECT_API_URL.value())
        return []


@pytest.fixture
def flow(monkeypatch: pytest.MonkeyPatch) -> Flow:
    stands = Flow()
    monkeypatch.setattr(many_districts, "many_districts_flow", stands)
    monkeypatch.setattr(many_districts, "reached", lambda: SERVER)
    return stands


def test_tasks_and_worker_processes_are_told_where_the_embedded_server_is(
    flow: Flow, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: dict[str, object] = {}
    monkeypatch.setattr(local_cluster, "LocalCluster", lambda **settings: started.update(settings))
    many_districts.run_in_prefect("province.yaml", (), "hr", "", workers=2, address=None)
    assert flow.looked == [SERVER]
    runner = flow.runner
    runner.cluster_class(**runner.cluster_kwargs)  # type: ignore[attr-defined]
    assert started["n_workers"] == 2
    assert started["env"]["PREFECT_API_URL"] == SERVER  # type: ignore[index]


def test_a_cluster_needs_a_server_that_its_machines_reach(flow: Flow) -> None:
    with pytest.raises(OrchestratorFailure) as failure:
        many_districts.run_in_prefect("province.yaml", (), "hr", "", workers=1, address="tls://scheduler:8786")
    assert failure.value.problem.code == "prefect_not_shared"
    assert "tls://scheduler:8786" in failure.value.sentence("en")
    assert flow.looked == []
