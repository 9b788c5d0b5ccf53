"""``pay-linkage report``: the page of a run, for somebody to keep or to mail."""

from __future__ import annotations

from pathlib import Path

import click

from pay_linkage.cli.language import said
from pay_linkage.cli.main import lang_option
from pay_linkage.cli.options import store_option
from pay_linkage.run_report import stored_report
from pay_linkage.runs import Store
from pay_linkage.runs.handed_out import hand_out, refuse_taken


@click.command(
    "report",
    params=[lang_option()],
    help=said(
        "Write the report of RUN as one HTML file that opens without a network.",
        "把运行 RUN 的报告写成一个可离线打开的 HTML 文件。",
    ),
)
@click.argument("run")
@click.option(
    "--with-names",
    is_flag=True,
    help=said("show people's names beside their ids", "在人员编码旁显示姓名"),
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    help=said(
        "the file to write (default: report-RUN.html here)", "输出文件（默认：当前目录下的 report-运行编号.html）"
    ),
)
@store_option()
def command(run: str, with_names: bool, out: Path | None, store: str) -> None:
    """Write the report."""
    runs = Store(store)
    run_id = runs.open(run).manifest.run_id
    path = out or Path(f"report-{run_id}.html")
    refuse_taken(path)
    hand_out(path, stored_report(runs, run_id, with_names=with_names))
    click.echo(said(f"The report is in {path}", f"报告已写入 {path}"))
