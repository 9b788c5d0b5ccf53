"""``pay-linkage circulation``: the circulated ranking of each category, as a workbook or a page to print."""

from __future__ import annotations

from pathlib import Path

import click

from pay_linkage.cli.language import current, said
from pay_linkage.cli.main import lang_option
from pay_linkage.cli.options import store_option
from pay_linkage.exports.document_page import documents_page
from pay_linkage.exports.document_workbook import documents_workbook
from pay_linkage.notices import circulation
from pay_linkage.runs import Store
from pay_linkage.runs.handed_out import hand_out


@click.command(
    "circulation",
    params=[lang_option()],
    help=said(
        "Write the ranking of each category of RUN, with the places that the coefficient moved, to OUT.xlsx or "
        "OUT.html, in the language of --lang.",
        "生成运行 RUN 各类别的考核结果通报（含系数引起的名次变化），写入 OUT.xlsx 或 OUT.html，语言由 --lang 决定。",
    ),
)
@click.argument("run")
@click.option(
    "--out",
    required=True,
    type=click.Path(path_type=Path),
    metavar="OUT.xlsx|OUT.html",
    help=said("a file that is not there yet", "输出文件（须不存在）"),
)
@store_option()
def command(run: str, out: Path, store: str) -> None:
    """Write the ranking."""
    if out.suffix.lower() not in {".xlsx", ".html"}:
        raise click.UsageError(said("--out ends with .xlsx or .html", "--out 须以 .xlsx 或 .html 结尾"))
    stored = Store(store).open(run)
    documents = circulation(stored, current())
    if out.suffix.lower() == ".xlsx":
        data = documents_workbook(documents, stored.manifest.cycle)
    else:
        data = documents_page(documents, current(), documents[0].title)
    hand_out(out, data)
    click.echo(said(f"The ranking is in {out}", f"通报已写入 {out}"))
