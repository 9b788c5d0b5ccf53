"""Options that several commands have."""

from __future__ import annotations

import os
import shlex
import stat
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

import click

from contracts.problem import Place, Problem, Refused
from pay_linkage.cli.language import said
from pay_linkage.cli.visible import visible
from pay_linkage.confinement.secret_file import secret_line
from pay_linkage.settings import settled
from pay_linkage.settings.masked_url import masked_url
from pay_linkage.settings.setting import BY_KEY

Command = TypeVar("Command", bound=Callable[..., Any])


class SettingOption(click.Option):
    """An option whose default is a setting: of the environment, else of the settings file, else the product's own."""

    def __init__(self, *names: Any, setting: str, **attributes: Any) -> None:
        super().__init__(*names, **attributes)
        self.setting = setting

    def get_default(self, ctx: click.Context, call: bool = True) -> Any:  # noqa: ARG002  (click's signature)
        """The setting's value here and now; the help of an option that may hold a password does not ask for it."""
        return settled(self.setting)

    def process_value(self, ctx: click.Context, value: Any) -> Any:
        """The value, refused where the setting would refuse it."""
        read, kind = super().process_value(ctx, value), BY_KEY[self.setting].kind
        if read is not None and not kind.accepts(read):
            place = Place(self.opts[0])
            raise Refused([Problem(kind.code, place, key=self.setting, value=masked_url(str(read)), facts=kind.facts)])
        return read


def setting_option(name: str, key: str, *, shown: bool = True) -> Callable[[Command], Command]:
    """The option ``name`` for the setting ``key``, with its own words; ``shown``: whether help tells the default."""
    setting = BY_KEY[key]
    return click.option(
        name, cls=SettingOption, setting=key, show_default=shown, help=said(setting.en, setting.zh),
        type=int if setting.kind.whole else str,
    )  # fmt: skip


def store_option() -> Callable[[Command], Command]:
    """``--store``: where runs are kept."""
    return setting_option("--store", "store")


def ledger_option() -> Callable[[Command], Command]:
    """``--ledger``: a ledger that is not in the store."""
    return setting_option("--ledger", "ledger", shown=False)


def json_option() -> Callable[[Command], Command]:
    """``--json``: for programs."""
    return click.option("--json", "as_json", is_flag=True, help=said("print one JSON object", "输出一个 JSON 对象"))


def map_option() -> Callable[[Command], Command]:
    """``--map``: a house's own layout."""
    text = said(
        "a mapping file: where the tables' columns stand in the house's own files",
        "映射文件：说明各表各列取自本单位文件的何处",
    )
    return click.option("--map", "mapping", type=click.Path(), default=None, help=text)


def secret_option() -> Callable[[Command], Command]:
    """``--secret-file``: a file in place of the prompt; a secret never stands on the command line."""
    text = said("file that holds the secret (default: ask for it)", "存放口令的文件（默认：提示输入）")
    return click.option("--secret-file", type=click.Path(path_type=Path, exists=True, dir_okay=False), help=text)


def password_file_option() -> Callable[[Command], Command]:
    """``--password-file``: a file in place of the prompt, for encrypted exports."""
    text = said("holds the password of encrypted exports (default: ask for it)", "加密文件的密码文件（默认：提示输入）")
    return click.option("--password-file", type=click.Path(path_type=Path, exists=True, dir_okay=False), help=text)


def secret_of(file: Path | None, *, confirm: bool = False) -> str:
    """The secret from its file, without the line end, or as typed in.

    Raises ``Refused`` where the file holds none, or nobody is there to type it.
    """
    if file is not None:
        _warn_of_readers(file)
        return secret_line(file)
    return _typed(confirm=confirm) if _has_terminal() else _piped()


def _has_terminal() -> bool:
    try:
        os.close(os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY))
    except OSError:
        return sys.stdin.isatty()
    return True


def _typed(*, confirm: bool) -> str:
    secret: str = click.prompt(said("Secret", "口令"), hide_input=True, confirmation_prompt=confirm)
    return secret


def _piped() -> str:
    line = sys.stdin.readline().rstrip("\r\n")
    if not line:
        raise Refused([Problem("secret_not_typed", Place(""))])
    return line


def _warn_of_readers(file: Path) -> None:
    """Say where others than its owner may read the secret's file, and how to end that."""
    with suppress(OSError):
        mode = file.stat().st_mode
        if stat.S_ISREG(mode) and mode & (stat.S_IRGRP | stat.S_IROTH):
            name, mend = visible(str(file)), visible(f"chmod 600 {shlex.quote(str(file))}")
            click.echo(
                said(
                    f"Warning: others than its owner can read {name}, which holds a secret. Mend that with: {mend}",
                    f"注意：{name} 存有口令或密码，但其他用户也可读取。请执行：{mend}",
                ),
                err=True,
            )
