"""``pay-linkage check``: whether the inputs can be used; nothing is computed or written."""

from __future__ import annotations

import json

import click

from pay_linkage.cli.language import said
from pay_linkage.cli.main import lang_option
from pay_linkage.cli.progress import show_steps
from pay_linkage.order import Order
from pay_linkage.year_end import Measured, load, validate


@click.command(
    "check",
    params=[lang_option()],
    help=said("Check scheme and inputs; all problems at once.", "校验方案和输入表，一次列出全部问题。"),
)
@click.option(
    "--scheme", required=True, help=said("a built-in scheme's name, or a YAML file", "内置方案名称，或 YAML 文件")
)
@click.option(
    "--inputs",
    required=True,
    type=click.Path(),
    help=said("folder of CSV/Parquet files, or a workbook", "CSV/Parquet 文件夹，或一个工作簿"),
)
@click.option("--cycle", required=True, type=int, help=said("the calendar year", "考核年度（公历年）"))
@click.option("--json", "as_json", is_flag=True, help=said("print one JSON object", "输出一个 JSON 对象"))
def command(scheme: str, inputs: str, cycle: int, as_json: bool) -> None:
    """Check the inputs."""
    if not as_json:
        show_steps()
    do = Measured()
    loaded = do(load, Order(scheme, inputs, cycle, store=""))
    do(validate, loaded, cycle)
    counts = {name: table.frame.height for name, table in loaded.tables.items()}
    if as_json:
        click.echo(json.dumps({"refused": False, "rows": counts}))
        return
    listed = ", ".join(f"{name} {count}" for name, count in counts.items())
    click.echo(said(f"No problems. Rows: {listed}.", f"未发现问题。行数：{listed}。"))
