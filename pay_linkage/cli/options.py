"""Options that several commands have."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from pay_linkage.cli.language import said

Command = TypeVar("Command", bound=Callable[..., Any])


def store_option() -> Callable[[Command], Command]:
    """``--store``: where runs are kept."""
    text = said("where runs are kept", "存储目录")
    return click.option("--store", default="store", show_default=True, envvar="PAY_LINKAGE_STORE", help=text)


def ledger_option() -> Callable[[Command], Command]:
    """``--ledger``: a ledger that is not in the store."""
    text = said("the ledger's URL (default: a file in the store)", "台账数据库地址（默认：存储目录中的文件）")
    return click.option("--ledger", default=None, envvar="PAY_LINKAGE_LEDGER", help=text)


def json_option() -> Callable[[Command], Command]:
    """``--json``: for programs."""
    return click.option("--json", "as_json", is_flag=True, help=said("print one JSON object", "输出一个 JSON 对象"))
