"""``pay-linkage statements``: what each person is told of how the amount came about."""

from __future__ import annotations

from pathlib import Path

import click

from pay_linkage.cli.language import current, said
from pay_linkage.cli.main import lang_option
from pay_linkage.cli.options import store_option
from pay_linkage.notices.statement_files import hand_out_statements
from pay_linkage.runs import Store


@click.command(
    "statements",
    params=[lang_option()],
    help=said(
        "Write the statements of RUN: a page to print for each person, in the language of --lang. They hold names and "
        "amounts; identity numbers are covered. The gate reads them back before RUN is published.",
        "生成运行 RUN 的个人告知单（可打印网页，语言由 --lang 决定）。文件含姓名和金额，证件号码已遮盖。"
        "发布前核验时会读回并核对。",
    ),
)
@click.argument("run")
@click.option(
    "--out",
    required=True,
    type=click.Path(path_type=Path),
    help=said("a folder that is not there yet", "输出文件夹（须不存在）"),
)
@click.option("--one-file", is_flag=True, help=said("all statements in one file", "全部写入一个文件"))
@click.option(
    "--person", "people", multiple=True, help=said("only this person_id (repeatable)", "仅此人员编码（可重复）")
)
@store_option()
def command(run: str, out: Path, one_file: bool, people: tuple[str, ...], store: str) -> None:
    """Write statements."""
    runs = Store(store)
    count = hand_out_statements(runs, runs.open(run), out, people, current(), one_file=one_file)
    click.echo(said(f"Statements in {out}: {count}", f"{count} 份告知单已写入 {out}"))
