"""A served schedule fires; its publication waits for an approval in the ledger, and goes on when it is resumed."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from flows.cycle_calendar import cycle_of
from pay_linkage.bookkeeping import opened_ledger
from pay_linkage.ledger import add_approver, approve, publications
from pay_linkage.runs import Store
from tests.flows.conftest import PrefectServer
from tests.second_opinion import generator

SECRET = "a secret of seven words for tests"
PROGRAM = """
import json, sys
from flows.deployments import Offer, serve_deployments
serve_deployments(Offer(**json.loads(sys.argv[1])))
"""


def api(server: PrefectServer, path: str, body: dict[str, Any] | None = None) -> Any:
    """The server's answer; a busy one (503, its SQLite is locked) is asked again."""
    data = None if body is None else json.dumps(body).encode()
    for tries_left in range(20, -1, -1):
        request = Request(server.url + path, data, {"content-type": "application/json"})  # noqa: S310  (our own address)
        try:
            with urlopen(request, timeout=20) as answer:  # noqa: S310
                return json.loads(answer.read())
        except HTTPError as error:
            if error.code != HTTPStatus.SERVICE_UNAVAILABLE or not tries_left:
                raise
            time.sleep(1)
    raise AssertionError


def waited(for_what: Callable[[], Any], seconds: int = 120) -> Any:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        found = for_what()
        if found:
            return found
        time.sleep(0.5)
    raise TimeoutError


@pytest.fixture
def served(tmp_path: Path, prefect_server: PrefectServer) -> Iterator[Path]:
    """A store whose year end is served with a schedule that fires every minute."""
    case, store = tmp_path / "case", tmp_path / "store"
    case.mkdir()
    generator.write_case(29, case)
    cycle = json.loads((case / "case.json").read_text())["cycle"]
    offer = {"scheme": str(case / "scheme.yaml"), "inputs": str(case), "store": str(store)}
    offer |= {"cycle": cycle, "cron": "* * * * *"}
    log = (tmp_path / "serve.log").open("wb")
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, json.dumps(offer)], env=prefect_server.environment, stdout=log, stderr=log
    )
    yield store
    process.kill()
    process.wait(30)
    log.close()


def test_a_schedule_makes_one_run_and_publication_waits_for_approval(
    served: Path, prefect_server: PrefectServer
) -> None:
    run = waited(lambda: list((served / "runs").glob("*")), 180)[0].name
    books = opened_ledger(str(served), None)
    asked = {"deployments": {"name": {"any_": ["publish"]}}}
    (deployment,) = waited(lambda: api(prefect_server, "/deployments/filter", asked))
    parameters = {"run": run, "store": str(served), "by": "payroll"}
    flow_run = api(prefect_server, f"/deployments/{deployment['id']}/create_flow_run", {"parameters": parameters})

    def state() -> str:
        return str(api(prefect_server, f"/flow_runs/{flow_run['id']}")["state"]["name"])

    waited(lambda: state() == "Suspended")
    assert publications(books) == []
    add_approver(books, "Deputy Wang", SECRET, "administrator", "deputy")
    approve(books, run, Store(served).open(run).manifest.content_hash, "deputy", SECRET, "seen")
    api(prefect_server, f"/flow_runs/{flow_run['id']}/resume", {})
    waited(lambda: state() == "Completed")
    assert [one.run_id for one in publications(books)] == [run]
    assert [path.name for path in (served / "runs").iterdir()] == [run], (
        "the schedule fired again and made no second run"
    )


@pytest.mark.parametrize("zone", ["Asia/Shanghai", "UTC", "America/Los_Angeles", "Pacific/Auckland"])
def test_the_cycle_is_the_year_in_which_the_instant_lies_in_the_house(
    zone: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    instants = {
        (2018, 12, 31, 12, 0): 2018, (2018, 12, 31, 15, 59): 2018, (2018, 12, 31, 16, 0): 2019,
        (2019, 1, 1, 0, 0): 2019, (2019, 12, 31, 15, 59): 2019, (2019, 12, 31, 16, 0): 2020,
        (2020, 2, 29, 0, 0): 2020, (2020, 6, 30, 12, 0): 2020, (2020, 12, 30, 23, 59): 2020,
        (2020, 12, 31, 15, 59): 2020, (2020, 12, 31, 16, 0): 2021, (2021, 1, 1, 8, 0): 2021,
    }  # fmt: skip
    assert {at: cycle_of(datetime(*at, tzinfo=UTC)) for at in instants} == instants
