"""``pay-linkage scheme show|check|schema``: one scheme."""

from __future__ import annotations

import json

import click

from pay_linkage.cli.language import said
from pay_linkage.cli.main import lang_option
from pay_linkage.schemes import load_scheme, scheme_bytes, scheme_schema

command = click.Group("scheme", params=[lang_option()], help=said("Show or check a scheme.", "查看或校验方案。"))


@command.command("show", params=[lang_option()], help=said("Print a scheme's file.", "显示方案文件内容。"))
@click.argument("name")
def show(name: str) -> None:
    """Print the file of a built-in scheme, or of a path, as it is."""
    click.echo(scheme_bytes(name).decode("utf-8"), nl=False)


@command.command(
    "check",
    params=[lang_option()],
    help=said("Check a scheme file; all problems at once.", "校验方案文件，一次列出全部问题。"),
)
@click.argument("file")
def check(file: str) -> None:
    """Load the scheme; a refusal is told as every other."""
    scheme = load_scheme(file)
    click.echo(said(f"{scheme.scheme}: no problems.", f"{scheme.scheme}：未发现问题。"))


@command.command(
    "schema",
    params=[lang_option()],
    help=said("Print the JSON Schema for editors.", "输出供编辑器使用的 JSON Schema。"),
)
def schema() -> None:
    """Print the schema of the format."""
    click.echo(json.dumps(scheme_schema(), ensure_ascii=False, indent=2))
