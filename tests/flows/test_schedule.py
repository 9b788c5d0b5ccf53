"""A served schedule fires; its publication waits for an approval in the ledger; a killed flow run starts again."""

from __future__ import annotations

import base64
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from flows.cycle_calendar import cycle_of
from pay_linkage import run_cycle
from pay_linkage.bookkeeping import opened_ledger
from pay_linkage.ledger import add_approver, approve, publications
from pay_linkage.runs import Store, stored_run
from tests.flows.conftest import AUTH, PrefectServer
from tests.flows.telling_case import nobody_in, write_telling_case
from tests.flows.watched import watched_environment

SECRET = "a secret of seven words for tests"
PROGRAM = """
import json, sys
from flows.deployments import Offer, serve_deployments
serve_deployments(Offer(**json.loads(sys.argv[1])))
"""


def api(server: PrefectServer, path: str, body: dict[str, Any] | None = None) -> Any:
    """The server's answer; a busy one (503, its SQLite is locked) is asked again."""
    data = None if body is None else json.dumps(body).encode()
    login = base64.b64encode(AUTH.encode()).decode()
    headers = {"content-type": "application/json", "authorization": f"Basic {login}"}
    for tries_left in range(20, -1, -1):
        request = Request(server.url + path, data, headers)  # noqa: S310  (our own address)
        try:
            with urlopen(request, timeout=20) as answer:  # noqa: S310
                return json.loads(answer.read())
        except HTTPError as error:
            if error.code != HTTPStatus.SERVICE_UNAVAILABLE or not tries_left:
                raise
            time.sleep(1)
    raise AssertionError


@dataclass(frozen=True)
class FlowRun:
    """A flow run that was asked for through the API."""

    server: PrefectServer
    id: str

    def state(self) -> str:
        return str(api(self.server, f"/flow_runs/{self.id}")["state"]["name"])


def started(server: PrefectServer, deployment: str, **parameters: object) -> FlowRun:
    """A flow run of the deployment, as its form makes one."""
    asked = {"deployments": {"name": {"any_": [deployment]}}}
    (found,) = waited(lambda: api(server, "/deployments/filter", asked))
    return FlowRun(server, api(server, f"/deployments/{found['id']}/create_flow_run", {"parameters": parameters})["id"])


def waited(for_what: Callable[[], Any], seconds: int = 900, every: float = 0.5) -> Any:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        found = for_what()
        if found:
            return found
        time.sleep(every)
    raise TimeoutError


@dataclass(frozen=True)
class Served:
    """A case whose year end is served, with a schedule that fires in the next minutes; ``store`` is the schedule's."""

    case: Path
    cycle: int
    store: Path

    @property
    def asked(self) -> dict[str, object]:
        return {"scheme": str(self.case / "scheme.yaml"), "inputs": str(self.case), "cycle": self.cycle}


@pytest.fixture
def served(tmp_path: Path, prefect_server: PrefectServer) -> Iterator[Served]:
    case, store = tmp_path / "case", tmp_path / "store"
    case.mkdir()
    write_telling_case(29, case)
    it = Served(case, json.loads((case / "case.json").read_text())["cycle"], store)
    minute = datetime.now(UTC).minute
    soon = ",".join(str((minute + later) % 60) for later in (1, 2, 3))
    fires = {"year_end": f"{soon} * * * *", "midyear": "0 20 30 6 *", "zone": "UTC"}
    offer = {**it.asked, "store": str(store), "ledger": None, **fires, "wait_minutes": 24 * 60}
    with (tmp_path / "serve.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-c", PROGRAM, json.dumps(offer)],
            env=prefect_server.environment | watched_environment(tmp_path) | {"PAY_LINKAGE_LOG_FORMAT": "json"},
            stdout=log, stderr=log, start_new_session=True,
        )  # fmt: skip
        yield it
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(30)


def completed(server: PrefectServer, store: Path) -> int:
    """How many year-end flow runs for the store are done."""
    asked = {"deployments": {"name": {"any_": ["year-end"]}}, "flow_runs": {"state": {"type": {"any_": ["COMPLETED"]}}}}
    return sum(1 for one in api(server, "/flow_runs/filter", asked) if one["parameters"]["store"] == str(store))


def killed_while_writing(store: Path) -> None:
    """Kill the flow run's process as soon as it writes into the store: its folder there bears the process's number."""
    folder = waited(lambda: next(iter((store / "staging").glob("*.*.*")), None), every=0.01)
    os.kill(int(folder.name.split(".")[1]), signal.SIGKILL)


@pytest.mark.timeout(1800)  # it waits, rather than computes: about 90 s on a machine that is not busy
def test_a_scheduled_run_is_published_once_approved_and_a_killed_one_comes_out_the_same(
    served: Served, prefect_server: PrefectServer, tmp_path: Path
) -> None:
    killed = started(prefect_server, "year-end", **served.asked, store=str(tmp_path / "killed"))
    killed_while_writing(tmp_path / "killed")
    assert not (tmp_path / "killed" / "runs").exists() or not list((tmp_path / "killed" / "runs").iterdir())
    undisturbed = stored_run(run_cycle(served.asked["scheme"], served.case, served.cycle, tmp_path / "undisturbed"))

    run = waited(lambda: list((served.store / "runs").glob("*")))[0].name
    assert run == undisturbed.manifest.run_id, "the schedule fired"
    books = opened_ledger(str(served.store), None)
    publish = started(prefect_server, "publish", run=run, store=str(served.store), by="payroll")
    waited(lambda: publish.state() == "Suspended")
    assert publications(books) == []
    add_approver(books, "Deputy Wang", SECRET, "administrator", "deputy")
    approve(books, run, undisturbed.manifest.content_hash, "deputy", SECRET, "seen")
    api(prefect_server, f"/flow_runs/{publish.id}/resume", {})
    waited(lambda: publish.state() == "Completed")
    assert [one.run_id for one in publications(books)] == [run]
    waited(lambda: completed(prefect_server, served.store) > 1)
    assert [path.name for path in (served.store / "runs").iterdir()] == [run], "the schedule fired twice for one run"

    waited(lambda: killed.state() == "Completed")
    store = Store(tmp_path / "killed")
    assert api(prefect_server, f"/flow_runs/{killed.id}")["run_count"] > 1, "it was killed and started again"
    assert [one.run_id for one in store.runs()] == [run]
    assert store.open(run).manifest.files == undisturbed.manifest.files
    assert store.left_behind() == []
    assert artifacts(prefect_server) >= {f"year-end-{part}" for part in shown_of(served.cycle)}
    waited(lambda: events(prefect_server) >= {"pay-linkage.approval-needed", "pay-linkage.published"})
    steps = logged_steps((tmp_path / "serve.log").read_text())
    assert {("write", "done", run), ("link_pay", "done", run)} <= steps, "served flows log their steps"
    assert nobody_in((tmp_path / "serve.log").read_bytes())
    assert (tmp_path / "addresses.txt").read_text() == "", "nobody but the server on this machine was called"
    assert nobody_in(b"".join(file.read_bytes() for file in prefect_server.home.rglob("*") if file.is_file()))


def shown_of(cycle: int) -> list[str]:
    """What Prefect's page shows of a run: its progress, grades and totals, steps, and where its report is."""
    return ["progress", f"{cycle}", f"{cycle}-steps", f"{cycle}-report"]


def artifacts(server: PrefectServer) -> set[str]:
    return {one["key"] for one in api(server, "/artifacts/filter", {"limit": 200})}


def events(server: PrefectServer) -> set[str]:
    """The product's events that the server has."""
    asked = {"filter": {"event": {"prefix": ["pay-linkage."]}}}
    return {one["event"] for one in api(server, "/events/filter", asked)["events"]}


def logged_steps(log: str) -> set[tuple[str, str, str | None]]:
    """Step, phase and run of each JSON line in the log."""
    lines = [json.loads(line) for line in log.splitlines() if line.startswith('{"at"')]
    return {(line["step"], line["phase"], line.get("run_id")) for line in lines}


INSTANTS = {
    (2018, 12, 31, 12, 0): 2018, (2018, 12, 31, 15, 59): 2018, (2018, 12, 31, 16, 0): 2019,
    (2019, 1, 1, 0, 0): 2019, (2019, 12, 31, 15, 59): 2019, (2019, 12, 31, 16, 0): 2020,
    (2020, 2, 29, 0, 0): 2020, (2020, 6, 30, 12, 0): 2020, (2020, 12, 30, 23, 59): 2020,
    (2020, 12, 31, 15, 59): 2020, (2020, 12, 31, 16, 0): 2021, (2021, 1, 1, 8, 0): 2021,
}  # fmt: skip
"""Instants in UTC → the year that it is then in Shanghai."""
WINTER_HOURS = {"Asia/Shanghai": 8, "UTC": 0, "America/Los_Angeles": -8, "Pacific/Auckland": 13}
"""Zone → hours ahead of UTC at the turn of the year."""


@pytest.mark.parametrize("zone", WINTER_HOURS)
def test_the_cycle_is_the_year_in_which_the_instant_lies_in_the_house(
    zone: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The house in one place, the machine in four; then the house in four."""
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    assert {at: cycle_of(datetime(*at, tzinfo=UTC)) for at in INSTANTS} == INSTANTS
    ahead = timedelta(hours=WINTER_HOURS[zone])
    for at in INSTANTS:
        instant = datetime(*at, tzinfo=UTC)
        assert cycle_of(instant, zone) == (instant + ahead).year
