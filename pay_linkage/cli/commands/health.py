"""``pay-linkage health``: whether store, ledger and Prefect's server can be used; for whatever watches the services."""

from __future__ import annotations

import base64
import os
from collections.abc import Callable
from http import HTTPStatus
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

import click

from contracts.exit_status import DONE, UNUSABLE
from contracts.problem import Refused
from pay_linkage.bookkeeping import opened_ledger, refuse_missing_store
from pay_linkage.cli.language import current, said
from pay_linkage.cli.main import lang_option
from pay_linkage.cli.options import ledger_option, store_option
from pay_linkage.ledger import LedgerFailure, head
from pay_linkage.runs import Store, StoreFailure

WAIT = 10
"""Seconds for which the server's answer is awaited."""


@click.command(
    "health",
    params=[lang_option()],
    help=said(
        "Tell whether the store can be written, the ledger read, and the Prefect server of PREFECT_API_URL answers to "
        "our login. Exit status 0 where all that there are can be used, 2 where there is no such store, else 3.",
        "检查存储目录能否写入、台账能否读取、PREFECT_API_URL 所指的 Prefect 服务器是否应答。"
        "全部可用时退出码为 0，没有该存储目录时为 2，其他情况为 3。",
    ),
)
@click.option(
    "--only", type=click.Choice(["store", "ledger", "prefect"]), help=said("look at this one", "只检查这一项")
)
@store_option()
@ledger_option()
def command(only: str | None, store: str, ledger: str | None) -> None:
    """Look at each, and tell."""
    if only in {None, "store"} or (only == "ledger" and ledger is None):
        refuse_missing_store(store)
    looks: dict[str, Callable[[], str]] = {
        "store": lambda: _store(store),
        "ledger": lambda: _ledger(store, ledger),
        "prefect": lambda: _prefect(needed=only == "prefect"),
    }
    faults = {name: look() for name, look in looks.items() if only in {None, name}}
    for name, fault in faults.items():
        click.echo(f"{name}: {fault or _sound(name)}")
    raise click.exceptions.Exit(UNUSABLE if any(faults.values()) else DONE)


def _sound(name: str) -> str:
    """What is said of one that has no fault."""
    return _no_server() if name == "prefect" and not _server() else said("can be used", "可用")


def _store(store: str) -> str:
    """What keeps the store from being written, or nothing."""
    try:
        Store(store).place.probe()
    except StoreFailure as failure:
        return failure.sentence(current())
    except Refused as refusal:
        return _sentences(refusal)
    return ""


def _sentences(refusal: Refused) -> str:
    return "; ".join(problem.text("what", current()) for problem in refusal.problems)


def _ledger(store: str, ledger: str | None) -> str:
    try:
        head(opened_ledger(store, ledger))
    except LedgerFailure as failure:
        return failure.sentence(current())
    except Refused as refusal:
        return _sentences(refusal)
    return ""


def _server() -> str:
    return os.environ.get("PREFECT_API_URL", "")


def _no_server() -> str:
    return said("none is configured (PREFECT_API_URL)", "未配置（PREFECT_API_URL）")


def _prefect(*, needed: bool) -> str:
    """What keeps the server from being used; nothing where it answers, or where none is configured nor ``needed``."""
    url = _server()
    if not url:
        return _no_server() if needed else ""
    login = os.environ.get("PREFECT_API_AUTH_STRING", "")
    headers = {"authorization": f"Basic {base64.b64encode(login.encode()).decode()}"} if login else {}
    try:
        with urlopen(Request(f"{url}/admin/version", headers=headers), timeout=WAIT):  # noqa: S310  (the house's own)
            return ""
    except HTTPError as error:
        if error.code == HTTPStatus.UNAUTHORIZED:
            return said(
                "the login of PREFECT_API_AUTH_STRING is not the server's", "PREFECT_API_AUTH_STRING 与服务器不符"
            )
        return said(f"the server answers {error.code}", f"服务器返回 {error.code}")
    except (URLError, OSError, ValueError):
        return said(f"no answer at {url}", f"{url} 没有应答")
