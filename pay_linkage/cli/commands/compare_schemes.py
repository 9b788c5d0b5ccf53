"""``pay-linkage compare-schemes``: the same year under two schemes; nothing is written into a store."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import click

from pay_linkage.cli.language import current, said
from pay_linkage.cli.main import lang_option
from pay_linkage.cli.options import json_option
from pay_linkage.cli.scenario_output import OUT_HELP, checked_out, show
from pay_linkage.scenarios import SchemeOrder, scheme_documents, scheme_record, two_schemes


@click.command(
    "compare-schemes",
    params=[lang_option()],
    help=said(
        "Show the same year under the schemes A and B (built-in names, or YAML files): units' scores, ranks, grades "
        "and pay, who gets more or less under B, cost against pools. Nothing is written into a store.",
        "比较同一年度在方案 A 和方案 B（内置方案名称或 YAML 文件）下的结果：单位得分、名次、等次和金额，"
        "在方案 B 下增加和减少的人员，支出与绩效总额。不写入存储目录。",
    ),
)
@click.argument("a")
@click.argument("b")
@click.option(
    "--inputs",
    required=True,
    multiple=True,
    type=click.Path(),
    help=said(
        "folder of CSV/Parquet files, or a workbook; given twice, the first is for A and the second for B",
        "CSV/Parquet 文件夹，或一个工作簿；给两次时，第一个用于 A，第二个用于 B",
    ),
)
@click.option("--cycle", required=True, type=int, help=said("the calendar year", "考核年度（公历年）"))
@click.option("--out", type=click.Path(path_type=Path), metavar="OUT.xlsx|OUT.html", help=said(*OUT_HELP))
@json_option()
def command(a: str, b: str, inputs: tuple[str, ...], cycle: int, out: Path | None, as_json: bool) -> None:
    """Compare."""
    path = checked_out(out)
    if len(inputs) > 2:  # noqa: PLR2004  (two schemes)
        raise click.UsageError(said("--inputs is given once or twice", "--inputs 只能给一次或两次"))
    found = two_schemes(SchemeOrder((a, b), inputs, cycle))
    show(partial(scheme_documents, found, current()), partial(scheme_record, found), cycle, path, as_json)
