"""``pay-linkage export``: files for payroll systems, in a layout."""

from __future__ import annotations

import json
from pathlib import Path

import click

from contracts.problem import Place, Problem, Refused
from contracts.words import counted
from pay_linkage.bookkeeping import kept_ledger
from pay_linkage.cli.language import said
from pay_linkage.cli.main import lang_option
from pay_linkage.cli.options import json_option, ledger_option, secret_of, store_option
from pay_linkage.handover import Due, Exported, Request, due, export
from pay_linkage.layouts.names import KIND_WORDS
from pay_linkage.runs import Store


@click.command(
    "export",
    params=[lang_option()],
    help=said(
        "Write RUN's amounts as a file that a payroll system imports: full amounts, or of a later publication what is"
        " paid besides and what is taken back. Layouts: pay-linkage layout list.",
        "把运行 RUN 的金额写成工资系统可导入的文件：首次为全额，以后为补发和扣回。可用格式：pay-linkage layout list。",
    ),
)
@click.argument("run")
@click.option("--layout", required=True,
              help=said("a built-in layout's name, or a YAML file", "内置格式名称，或 YAML 文件"))  # fmt: skip
@click.option("--publication", type=int, default=None,
              help=said("the publication that it must be", "核对发布序号"))  # fmt: skip
@click.option("--out", type=click.Path(path_type=Path), default=None,
              help=said("the file (default: in the store); differences get -supplement, -recovery",
                        "输出文件（默认：存储目录）；差额文件名加 -supplement、-recovery"))  # fmt: skip
@click.option("--param", "given", multiple=True, metavar=said("NAME=VALUE", "名称=值"),
              help=said("what the layout asks for", "格式所需参数"))  # fmt: skip
@click.option("--template", type=click.Path(path_type=Path), default=None,
              help=said("a house's own workbook, whose headings are kept", "沿用其表头的本单位模板"))  # fmt: skip
@click.option("--encrypt", is_flag=True,
              help=said("put the workbook under a password (asked for)", "工作簿加密码（提示输入）"))  # fmt: skip
@click.option("--password-file", type=click.Path(path_type=Path, exists=True, dir_okay=False), default=None,
              help=said("a file that holds the password", "存放密码的文件"))  # fmt: skip
@store_option()
@ledger_option()
@json_option()
def command(
    run: str,
    layout: str,
    publication: int | None,
    out: Path | None,
    given: tuple[str, ...],
    template: Path | None,
    encrypt: bool,
    password_file: Path | None,
    store: str,
    ledger: str | None,
    as_json: bool,
) -> None:
    """Write the files."""
    parameters = _parameters(given)
    password = secret_of(password_file, confirm=True) if encrypt or password_file else None
    brought = due(Store(store), run, kept_ledger(store, ledger), publication)
    _show(export(Store(store), brought, Request(layout, parameters, template, out, password)), brought, as_json=as_json)


def _parameters(given: tuple[str, ...]) -> dict[str, str]:
    found: dict[str, str] = {}
    for each in given:
        name, sign, value = each.partition("=")
        if not sign or not name or name in found:
            raise Refused([Problem("export_parameter_not_given", Place("--param"), value=each)])
        found[name] = value
    return found


def _show(done: Exported, brought: Due, *, as_json: bool) -> None:
    if as_json:
        files = [{"path": str(path), "kind": kind, "rows": rows} for path, (kind, rows) in done.files.items()]
        click.echo(json.dumps({"files": files, "left_out": dict(done.left_out)}, ensure_ascii=False))
        return
    for path, (kind, rows) in done.files.items():
        click.echo(said(f"{kind}: {counted(rows, 'row')}  {path}", f"{KIND_WORDS[kind].zh}：{rows} 行  {path}"))
        rowless = brought.amounts[kind].height - rows
        if rowless:
            click.echo(
                said(
                    f"  {rowless} more people have no row: the layout's condition leaves them out (amount 0, say)",
                    f"  另有 {rowless} 人按格式的条件不列入（如金额为 0）",
                )
            )
    for kind, people in done.left_out.items():
        click.echo(
            said(
                f"! {kind}: left out, the layout does not carry them: {counted(people, 'person', 'people')}",
                f"！{KIND_WORDS[kind].zh}：有 {people} 人不在文件中，该格式不能用于此类金额",
            )
        )
