"""Files for those who run it: what they name exists, nothing listens to others, no password stands in them."""

from __future__ import annotations

import importlib
import importlib.util
import inspect
import re
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import yaml
from prefect import Flow
from prefect.settings import Settings
from prefect.settings.legacy import _get_settings_fields

from pay_linkage.settings.setting import BY_KEY, SETTINGS

ROOT = Path(__file__).resolve().parents[2]
PREFECT_NAMES = set(_get_settings_fields(Settings))
OURS = {setting.variable for setting in SETTINGS} | {"PAY_LINKAGE_SETTINGS"}


def read(name: str) -> Any:
    return yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))


def flow_at(entrypoint: str) -> Flow[..., Any]:
    module, name = entrypoint.split(":")
    found: Flow[..., Any] = getattr(importlib.import_module(module.removesuffix(".py").replace("/", ".")), name)
    return found


@pytest.mark.parametrize("deployment", read("prefect.yaml")["deployments"], ids=lambda one: one["name"])
def test_a_deployment_of_prefect_yaml_is_the_flow_of_its_name_on_the_settings_schedule(deployment: Any) -> None:
    flow = flow_at(deployment["entrypoint"])
    assert flow.name == deployment["name"]
    assert set(deployment.get("parameters", {})) <= set(inspect.signature(flow.fn).parameters)
    schedules = [(one["cron"], one["timezone"]) for one in deployment.get("schedules", [])]
    setting = BY_KEY.get({"year-end": "serve.year_end", "midyear-progress": "serve.midyear"}.get(flow.name, ""))
    assert schedules == ([(setting.default, BY_KEY["serve.zone"].default)] if setting else [])


def variables() -> list[tuple[str, str]]:
    """Every variable that compose.yaml, the systemd example, and the script for trying out give to a process."""
    given = [item for one in read("compose.yaml")["services"].values() for item in one["environment"].items()]
    example = (ROOT / "deploy/systemd/pay-linkage.env.example").read_text()
    given += re.findall(r"^([A-Z_]+)=(.*)$", example, re.MULTILINE)
    given += re.findall(r"\b(PREFECT_\w+|PAY_LINKAGE_\w+)=(\S+)", (ROOT / "scripts/server").read_text())
    return given


@pytest.mark.parametrize("name", sorted({name for name, _ in variables() if name.startswith(("PREFECT", "PAY_"))}))
def test_every_variable_is_one_that_prefect_or_the_product_knows(name: str) -> None:
    assert name in (OURS if name.startswith("PAY_LINKAGE") else PREFECT_NAMES)


def test_compose_publishes_on_this_machine_only_and_holds_no_password() -> None:
    services = read("compose.yaml")["services"]
    ports = [port for one in services.values() for port in one.get("ports", [])]
    assert ports
    assert all(str(port).startswith("127.0.0.1:") for port in ports)
    for one in services.values():
        for name, value in one["environment"].items():
            if re.search(r"PASSWORD|AUTH_STRING|CONNECTION_URL", name):
                assert "${" in value, name


@pytest.mark.parametrize("name", ["compose.yaml", "scripts/server", "deploy/systemd/pay-linkage.env.example"])
def test_authentication_and_csrf_protection_are_on_and_leases_outlive_the_server(name: str) -> None:
    text = (ROOT / name).read_text()
    assert "PREFECT_SERVER_API_AUTH_STRING" in text
    assert re.search(r"PREFECT_SERVER_CSRF_PROTECTION_ENABLED[=:] ?\"?true", text)
    assert re.search(r"CONCURRENCY_LEASE_STORAGE[=:] ?prefect\.server\.concurrency\.lease_storage\.filesystem", text)
    assert re.search(r"DO_NOT_TRACK[=:] ?\"?1", text)


@pytest.mark.parametrize("name", ["PREFECT_HOME", "PREFECT_SERVER_UI_STATIC_DIRECTORY", "XDG_CACHE_HOME"])
def test_what_is_written_lies_in_the_services_own_folder_since_they_cannot_write_elsewhere(name: str) -> None:
    given = [value for variable, value in variables() if variable == name and not value.startswith("$")]
    assert len(given) >= 2
    assert all(value.startswith("/var/lib/pay-linkage/") for value in given)
    services = read("compose.yaml")["services"]
    assert all(services[one]["read_only"] for one in ("prefect", "serve"))
    for unit in (ROOT / "deploy/systemd").glob("*.service"):
        assert "ProtectSystem=strict" in unit.read_text(), unit.name


def test_the_example_automation_waits_for_the_events_that_flows_emit() -> None:
    file = ROOT / "deploy/automations/notify.py"
    spec = importlib.util.spec_from_file_location("notify", file)
    assert spec is not None
    assert spec.loader is not None
    notify = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(notify)
    expected = notify.automation(uuid4()).trigger.expect
    flows = "".join(path.read_text() for path in (ROOT / "flows").glob("*.py"))
    emitted = {f"pay-linkage.{name}" for name in re.findall(r'\btell\(\s*"([\w-]+)"', flows)}
    assert expected <= emitted
