"""``pay-linkage schemes``: the built-in schemes."""

from __future__ import annotations

import json

import click

from contracts.words import words_of
from pay_linkage.cli.language import current, said
from pay_linkage.cli.main import lang_option
from pay_linkage.schemes import builtin_schemes, load_scheme


@click.command("schemes", params=[lang_option()], help=said("List the built-in schemes.", "列出内置方案。"))
@click.option("--json", "as_json", is_flag=True, help=said("print one JSON object", "输出一个 JSON 对象"))
def command(as_json: bool) -> None:
    """List names and titles."""
    titles = {name: load_scheme(name).title for name in builtin_schemes()}
    if as_json:
        click.echo(
            json.dumps({name: {"en": title.en, "zh": title.zh} for name, title in titles.items()}, ensure_ascii=False)
        )
        return
    for name, title in titles.items():
        click.echo(f"{name:28} {words_of(title).of(current())}")
