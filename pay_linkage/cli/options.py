"""Options that several commands have."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
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


def secret_option() -> Callable[[Command], Command]:
    """``--secret-file``: a file in place of the prompt; a secret never stands on the command line."""
    text = said("file that holds the secret (default: ask for it)", "存放口令的文件（默认：提示输入）")
    return click.option("--secret-file", type=click.Path(path_type=Path, exists=True, dir_okay=False), help=text)


def secret_of(file: Path | None, *, confirm: bool = False) -> str:
    """The secret from its file, without the line end, or as typed in."""
    if file is not None:
        return file.read_text(encoding="utf-8").rstrip("\r\n")
    secret: str = click.prompt(said("Secret", "口令"), hide_input=True, confirmation_prompt=confirm)
    return secret
