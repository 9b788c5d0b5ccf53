"""``pay-linkage settings``: every setting, its value, and where it comes from."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path

import click
from click.core import ParameterSource

from contracts.words import words_of
from pay_linkage.cli.language import current, said
from pay_linkage.cli.main import lang_option
from pay_linkage.cli.options import json_option, ledger_option, store_option
from pay_linkage.settings import FILE, VARIABLE, Settled, told_settings


@click.command(
    "settings",
    params=[lang_option()],
    help=said(
        f"Show every setting and where its value comes from: an option, the environment, the settings file ({FILE} in "
        f"the working directory, or the one that {VARIABLE} names), or the default. Passwords are covered.",
        f"查看各项设置及其来源：命令选项、环境变量、设置文件（工作目录下的 {FILE}，或 {VARIABLE} 所指文件）或默认值。"
        "密码不显示。",
    ),
)
@store_option()
@ledger_option()
@json_option()
@click.pass_context
def command(ctx: click.Context, store: str, ledger: str | None, as_json: bool) -> None:
    """Show the settings."""
    given = {
        name: value
        for name, value in (("store", store), ("ledger", ledger))
        if ctx.get_parameter_source(name) is ParameterSource.COMMANDLINE
    }
    told = [_overridden(one, given) for one in told_settings(os.environ, Path.cwd())]
    if as_json:
        click.echo(json.dumps({"settings": [_record(one) for one in told]}, ensure_ascii=False))
        return
    for one in told:
        value = one.shown or said("(none)", "（无）")
        click.echo(f"{one.setting.key} = {value}")
        click.echo(f"    {said(one.setting.en, one.setting.zh)} · {_origin(one)} · {one.setting.variable}")


def _overridden(one: Settled, given: dict[str, str | None]) -> Settled:
    key = one.setting.key
    return replace(one, value=given[key], origin="option", place=None) if key in given else one


def _origin(one: Settled) -> str:
    place = one.place
    if one.origin == "file" and place is not None:
        return said(f"{place.file}, line {place.row}", f"{place.file} 第 {place.row} 行")
    words = {
        "default": ("default", "默认值"),
        "environment": ("environment", "环境变量"),
        "option": ("option of this command", "命令选项"),
    }
    return said(*words[one.origin])


def _record(one: Settled) -> dict[str, object]:
    place = one.place
    return {
        "key": one.setting.key,
        "value": one.shown if isinstance(one.value, str) else one.value,
        "origin": one.origin,
        "file": place.file if place and one.origin == "file" else None,
        "line": place.row if place else None,
        "variable": one.setting.variable,
        "meaning": words_of(one.setting).of(current()),
    }
