"""``pay-linkage gate``: judge every file of a run that leaves, before it does."""

from __future__ import annotations

import getpass
import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from contracts.exit_status import DONE, REFUSED
from pay_linkage.bookkeeping import kept_ledger
from pay_linkage.cli.language import current, said
from pay_linkage.cli.main import lang_option
from pay_linkage.cli.options import json_option, ledger_option, password_file_option, secret_of, store_option
from pay_linkage.cli.problem_list import problem_lines
from pay_linkage.handover import receipts
from pay_linkage.runs import Folder, Store

if TYPE_CHECKING:
    from contracts.publication_gate import GateReport


@click.command(
    "gate",
    params=[lang_option()],
    help=said(
        "Read RUN's files back from disk and hold them against the run: payroll files, publication, exports. Exit"
        " status 2 where anything is wrong; such a run cannot be published.",
        "从磁盘读回运行 RUN 的发放文件、发布文件和导出文件，与运行结果逐项核对。不符时退出码为 2，且不得发布。",
    ),
)
@click.argument("run")
@click.option("--by", default=getpass.getuser, help=said("who asks", "操作人"))
@password_file_option()
@store_option()
@ledger_option()
@json_option()
def command(run: str, by: str, password_file: Path | None, store: str, ledger: str | None, as_json: bool) -> None:
    """Judge, show, and tell by the exit status."""
    runs, books = Store(store), kept_ledger(store, ledger)
    is_encrypted = any(receipt.encrypted for receipt in receipts(runs, runs.open(run)))
    password = secret_of(password_file) if is_encrypted or password_file else None
    click.echo(said("» judging (takes some seconds)", "» 正在核验（需数秒）"), err=True)
    from pay_linkage.gate.gate import gated  # noqa: PLC0415  (Great Expectations takes seconds to import)

    report, page = gated(runs, run, books, by, password)
    if as_json:
        click.echo(json.dumps(_record(report, page), ensure_ascii=False))
    else:
        _show(report, page)
    raise click.exceptions.Exit(DONE if report.is_green else REFUSED)


def _record(report: GateReport, page: Folder) -> dict[str, object]:
    problems = [problem.as_record(current()) for problem in report.problems]
    return {"green": report.is_green, "checks": len(report.checks), "problems": problems, "page": str(page)}


def _show(report: GateReport, page: Folder) -> None:
    count, red = len(report.checks), len(report.red)
    if report.is_green:
        click.echo(said(f"Passed: {count} checks.", f"核验通过：{count} 项。"))
    else:
        click.echo(
            said(f"Not passed: {red} of {count} checks.", f"核验未通过：{count} 项中有 {red} 项不符。"), err=True
        )
    for line in problem_lines(report.problems):
        click.echo(line, err=True)
    click.echo(said(f"  {page}", f"  {page}"))
