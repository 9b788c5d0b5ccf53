"""``pay-linkage check``: whether the inputs can be used; nothing is computed, and at most a copy of them is written."""

from __future__ import annotations

import json
from pathlib import Path

import click

from contracts.problem import Refused
from contracts.tables import INPUT_TABLES
from pay_linkage.cli.failures import RefusedWithCopy
from pay_linkage.cli.language import current, said
from pay_linkage.cli.main import lang_option
from pay_linkage.cli.options import map_option
from pay_linkage.cli.progress import show_steps
from pay_linkage.order import Loaded, Order
from pay_linkage.runs import StoreFailure
from pay_linkage.runs.handed_out import hand_out, refuse_taken
from pay_linkage.year_end import Measured, load, validate


@click.command(
    "check",
    params=[lang_option()],
    help=said(
        "Check scheme and inputs; all problems at once. The wrong cells of a workbook are marked in a copy beside it.",
        "校验方案和输入表，一次列出全部问题。工作簿中有误的单元格会在旁边的副本中标出。",
    ),
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
@map_option()
@click.option("--cycle", required=True, type=int, help=said("the calendar year", "考核年度（公历年）"))
@click.option(
    "--annotated",
    type=click.Path(path_type=Path),
    help=said(
        "where to write the copy with the wrong cells marked (default: beside a workbook)",
        "标出有误单元格的副本写到哪里（默认：工作簿旁边）",
    ),
)
@click.option("--json", "as_json", is_flag=True, help=said("print one JSON object", "输出一个 JSON 对象"))
def command(scheme: str, inputs: str, mapping: str | None, cycle: int, annotated: Path | None, as_json: bool) -> None:
    """Check the inputs."""
    if annotated is not None:
        refuse_taken(annotated)
    show_steps(to_people=not as_json)
    do = Measured()
    order = Order(scheme, inputs, cycle, store="", mapping=mapping)
    loaded = do(load, order)
    try:
        do(validate, loaded, cycle)
    except Refused as refusal:
        copy = _marked_copy(order, loaded, refusal, annotated)
        raise refusal if copy is None else RefusedWithCopy(refusal.problems, copy) from None
    counts = {name: table.frame.height for name, table in loaded.tables.items()}
    if as_json:
        click.echo(json.dumps({"refused": False, "rows": counts}))
        return
    listed = ", ".join(f"{name} {count}" for name, count in counts.items())
    chinese = "、".join(f"{INPUT_TABLES[name].zh} {count}" for name, count in counts.items())
    click.echo(said(f"No problems. Rows: {listed}.", f"未发现问题。行数：{chinese}。"))


def _marked_copy(order: Order, loaded: Loaded, refusal: Refused, annotated: Path | None) -> Path | None:
    """Where the copy with the marked cells was written, if anywhere: what is wrong is told in any case."""
    from pay_linkage.annotations import checked_copy, copy_name  # noqa: PLC0415  (openpyxl, only where cells are wrong)

    inputs = Path(order.inputs)
    if (annotated is None or order.mapping) and (inputs.is_dir() or inputs.suffix.lower() == ".csv"):
        _say_no_copy(annotated)
        return None
    copy = checked_copy(inputs, loaded.tables, refusal.problems, current())
    if copy is None:
        _say_no_copy(annotated)
        return None
    path = annotated or copy_name(inputs)
    try:
        hand_out(path, copy)
    except StoreFailure as failure:
        click.echo(failure.sentence(current()), err=True)
        return None
    return path


def _say_no_copy(annotated: Path | None) -> None:
    """Say that there is no copy where one was asked for."""
    if annotated is not None:
        click.echo(
            said(
                "No marked copy was written: it is made of one workbook, or of a folder of tables read without a"
                " mapping, only where a table could be read, and not where that would take too much memory or time.",
                "没有生成标注副本：只有单个工作簿，或不用映射读取的表格文件夹，且至少读出一张表时才能生成；文件过大时也无法生成。",
            ),
            err=True,
        )
