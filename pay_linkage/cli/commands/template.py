"""``pay-linkage template``: the workbook that a house fills in."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import click
import polars as pl

from contracts.problem import Problem, Refused
from pay_linkage.cli.language import current, said
from pay_linkage.cli.main import lang_option
from pay_linkage.cli.options import store_option
from pay_linkage.intake import read_inputs
from pay_linkage.runs import Store, StoredRun, stored_run
from pay_linkage.runs.handed_out import hand_out, refuse_taken
from pay_linkage.runs.layout import MANIFEST
from pay_linkage.schemes import load_scheme
from pay_linkage.templates import new_cycle_tables, template_workbook
from pay_linkage.templates.new_cycle import CARRIED


@click.command(
    "template",
    params=[lang_option()],
    help=said(
        "Write a workbook to fill in: a sheet for each table that the scheme needs, with drop-downs and examples.",
        "生成待填写的工作簿：方案所需的每张表一个工作表，带下拉列表和示例。",
    ),
)
@click.argument("out", type=click.Path(path_type=Path))
@click.option(
    "--scheme", required=True, help=said("a built-in scheme's name, or a YAML file", "内置方案名称，或 YAML 文件")
)
@click.option(
    "--from",
    "source",
    help=said(
        "a run (its id or folder) or inputs whose units, people and assignments are filled in;"
        " scores and the cycle's decisions stay empty",
        "从某次运行（编号或文件夹）或输入表中预填单位、人员、任职；得分和年度决定留空",
    ),
)
@store_option()
def command(out: Path, scheme: str, source: str | None, store: str) -> None:
    """Write the template; a file that is there already is left as it is."""
    if out.suffix.lower() != ".xlsx":
        raise click.BadParameter(said("the file's name must end with .xlsx", "文件名须以 .xlsx 结尾"), param_hint="OUT")
    refuse_taken(out)
    rules = load_scheme(scheme)
    prefill = None if source is None else new_cycle_tables(_tables(source, store))
    hand_out(out, template_workbook(rules, current(), prefill))
    click.echo(said(f"The template is {out}", f"模板已生成：{out}"))


def _tables(source: str, store: str) -> Mapping[str, pl.DataFrame]:
    """The tables of a run, or of inputs. Raises ``Refused`` where one of those to be filled in cannot be read."""
    path = Path(source)
    if (path / MANIFEST).exists():
        return _run_tables(stored_run(path))
    if not path.exists():
        return _run_tables(Store(store).open(source))
    tables, problems = read_inputs(path)
    unread = [problem for problem in problems if _concerns(problem)]
    if unread:
        raise Refused(unread)
    return {name: table.frame for name, table in tables.items()}


def _run_tables(run: StoredRun) -> dict[str, pl.DataFrame]:
    return {name: run.input(name) for name in run.input_names}


def _concerns(problem: Problem) -> bool:
    return problem.table is None or problem.table in CARRIED
