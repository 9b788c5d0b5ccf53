"""``pay-linkage layout list|show|check``: the layouts of files for payroll systems."""

from __future__ import annotations

import click

from contracts.words import words_of
from pay_linkage.cli.language import current, said
from pay_linkage.cli.main import lang_option
from pay_linkage.layouts import builtin_layouts, layout_bytes, load_layout

command = click.Group(
    "layout", params=[lang_option()], help=said("List, show or check file layouts.", "列出、查看或校验文件格式。")
)


@command.command("list", params=[lang_option()], help=said("List the built-in layouts.", "列出内置文件格式。"))
def listed() -> None:
    """Names, titles, and what each asks for."""
    for name in builtin_layouts():
        layout = load_layout(name)
        click.echo(f"{name}  {words_of(layout.title).of(current())}")
        for asked, parameter in layout.parameters.items():
            title = words_of(parameter.title).of(current())
            default = "" if parameter.default is None else f" [{parameter.default}]"
            click.echo(f"    --param {asked}=…  {title}{default}")


@command.command("show", params=[lang_option()], help=said("Print a layout's file.", "显示格式文件内容。"))
@click.argument("name")
def show(name: str) -> None:
    """Print the file of a built-in layout, or of a path, as it is."""
    click.echo(layout_bytes(name).decode("utf-8"), nl=False)


@command.command(
    "check",
    params=[lang_option()],
    help=said("Check a layout file; all problems at once.", "校验格式文件，一次列出全部问题。"),
)
@click.argument("file")
def check(file: str) -> None:
    """Load the layout; a refusal is told as every other."""
    layout = load_layout(file)
    click.echo(said(f"{layout.layout}: no problems.", f"{layout.layout}：未发现问题。"))
