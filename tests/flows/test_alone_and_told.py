"""What a deployed flow asks of the server: the store's slot, and that its refusal is told in sentences."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from prefect import flow
from prefect.client.orchestration import get_client
from prefect.settings import PREFECT_API_AUTH_STRING, PREFECT_API_URL, temporary_settings

from contracts.problem import Place, Problem, Refused
from flows import alone as flows_alone
from flows import told as flows_told
from flows.alone import alone, limit_name
from flows.told import Told, told
from tests.flows.conftest import AUTH, PrefectServer


@pytest.fixture
def deployed(prefect_server: PrefectServer, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """As inside a deployed flow run, whose patience is short."""
    for module in (flows_alone, flows_told):
        monkeypatch.setattr(module, "is_deployed", lambda: True)
    monkeypatch.setattr(flows_alone, "PATIENCE", 0.5)
    monkeypatch.setenv("PAY_LINKAGE_LANG", "zh")
    with temporary_settings({PREFECT_API_URL: prefect_server.url, PREFECT_API_AUTH_STRING: AUTH}):
        yield


def test_one_flow_at_a_time_works_in_a_store(deployed: None, tmp_path: Path) -> None:
    ours, other = str(tmp_path / "ours"), str(tmp_path / "other")
    with alone(ours):
        with alone(other):
            pass
        with pytest.raises(Refused) as refused, alone(ours):
            pytest.fail("two flows are in the store")
        assert [problem.code for problem in refused.value.problems] == ["store_in_use"]
    with alone(ours):
        pass


def test_the_same_folder_has_one_limit_whatever_the_way_to_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert limit_name("store") == limit_name(str(tmp_path / "elsewhere" / ".." / "store"))
    assert limit_name("store") != limit_name("elsewhere/store")


def test_a_refusal_is_told_in_sentences(deployed: None, tmp_path: Path) -> None:
    problems = [
        Problem("inputs_not_there", Place("tables.xlsx"), facts={"minutes": "5"}),
        Problem("run_unknown", Place(str(tmp_path)), value="2018-x", facts={"candidates": ""}),
    ]

    @flow(name="test-refusal", persist_result=False)
    def refused() -> None:
        with told("test-refusal", str(tmp_path)):
            raise Refused(problems)

    with pytest.raises(Told, match=r"tables\.xlsx：输入数据不存在") as failed:
        refused()
    assert str(failed.value).startswith("2: ")
    with get_client(sync_client=True) as client:
        (artifact,) = [one for one in client.read_artifacts() if one.key == "test-refusal-problems"]
    assert "2018-x" in json.dumps(artifact.data, ensure_ascii=False), "the artifact holds every problem"
