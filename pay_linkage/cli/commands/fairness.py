"""``pay-linkage fairness``: a page on how grades and pay are spread, and what rounding, ties and options decide."""

from __future__ import annotations

from pathlib import Path

import click

from pay_linkage.cli.language import said
from pay_linkage.cli.main import lang_option
from pay_linkage.cli.options import store_option
from pay_linkage.figures import as_stored
from pay_linkage.figures.fairness.data import fairness_data
from pay_linkage.intake.traits_file import traits_file
from pay_linkage.report.fairness.page import fairness_html
from pay_linkage.runs import Store
from pay_linkage.runs.handed_out import hand_out, refuse_taken


@click.command(
    "fairness",
    params=[lang_option()],
    help=said(
        "Write a page about RUN that opens without a network: grades and pay by size of the unit, category, role and "
        "any column, places lost to rounding, edges decided by ties, what other rules would give on the same data.",
        "把运行 RUN 的公平性分析写成一个可离线打开的网页：按单位规模、类别、角色及任意列的等次与绩效分布，"
        "取整损失的名额，同分决定的边缘，以及换一种规则的结果。",
    ),
)
@click.argument("run")
@click.option(
    "--by",
    "columns",
    multiple=True,
    metavar=said("COLUMN", "列名"),
    help=said("a column of people or units (repeatable)", "人员表或单位表的列（可重复）"),
)
@click.option(
    "--with",
    "further",
    type=click.Path(path_type=Path),
    help=said(
        "a CSV file with person_id or unit_id and further columns for --by; it is not stored",
        "含人员编码或单位编码及其他列的 CSV 文件，供 --by 使用；不入库",
    ),
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    help=said(
        "the file to write (default: fairness-RUN.html here)", "输出文件（默认：当前目录下的 fairness-运行编号.html）"
    ),
)
@store_option()
def command(run: str, columns: tuple[str, ...], further: Path | None, out: Path | None, store: str) -> None:
    """Write the page."""
    stored = Store(store).open(run)
    path = out or Path(f"fairness-{stored.manifest.run_id}.html")
    refuse_taken(path)
    data = fairness_data(as_stored(stored), columns, traits_file(further) if further else None)
    hand_out(path, fairness_html(data))
    click.echo(said(f"The page is in {path}", f"网页已写入 {path}"))
