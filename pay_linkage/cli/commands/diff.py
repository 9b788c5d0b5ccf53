"""``pay-linkage diff``: what moved between two runs, and why."""

from __future__ import annotations

import json
from pathlib import Path

import click

from pay_linkage.cli.language import current, said
from pay_linkage.cli.main import lang_option
from pay_linkage.cli.options import json_option, store_option
from pay_linkage.diff import as_record, diff, diff_workbook, told
from pay_linkage.runs import Store


@click.command(
    "diff",
    params=[lang_option()],
    help=said(
        "Show the units and people that moved from run A to run B, each with the cause, and the money in total.",
        "列出从运行 A 到运行 B 变动的单位和人员、各自原因及金额合计。",
    ),
)
@click.argument("a")
@click.argument("b")
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    help=said("write it as a workbook, with names, to this file", "写入该工作簿（含姓名）"),
)
@store_option()
@json_option()
def command(a: str, b: str, out: Path | None, store: str, as_json: bool) -> None:
    """Compare."""
    found = diff(Store(store), a, b)
    if out is not None:
        diff_workbook(found, out)
    if as_json:
        click.echo(json.dumps(as_record(found), ensure_ascii=False))
        return
    for line in told(found, current()):
        click.echo(line)
    if out is not None:
        click.echo(said(f"The workbook is in {out}", f"工作簿已写入 {out}"))
