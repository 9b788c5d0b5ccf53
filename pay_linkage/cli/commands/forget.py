"""``pay-linkage forget``: people's data of cycles long past."""

from __future__ import annotations

import getpass

import click

from contracts.words import counted
from pay_linkage.bookkeeping import kept_ledger
from pay_linkage.cli.language import said
from pay_linkage.cli.main import lang_option
from pay_linkage.cli.options import ledger_option, store_option
from pay_linkage.runs import Store
from pay_linkage.safekeeping import forget, runs_before


@click.command(
    "forget",
    params=[lang_option()],
    help=said(
        "Remove names, ID numbers, base pay and everything else about people from the runs of cycles before a year or "
        "date, and blank what their corrections say. Hashes, totals, unit results and what was paid stay, and verify "
        "still passes. Nothing brings the data back; backups hold it until they are destroyed.",
        "清除某年或某日之前各考核年度运行中的姓名、证件号码、绩效基数等个人数据，并抹去申诉更正的内容。"
        "校验值、控制总数、单位结果和已发放金额保留，核验仍可通过。清除后无法恢复；此前的备份须另行销毁。",
    ),
)
@click.option("--before", required=True, help=said("a year, or a date (YYYY-MM-DD)", "年份，或日期（YYYY-MM-DD）"))
@click.option("--reason", required=True, help=said("the rule of retention", "依据（保存期限规定）"))
@click.option("--by", default=getpass.getuser, help=said("who decides so", "操作人"))
@click.option("--yes", is_flag=True, help=said("do not ask", "不再询问"))
@store_option()
@ledger_option()
def command(before: str, reason: str, by: str, yes: bool, store: str, ledger: str | None) -> None:
    """Forget."""
    runs, books = Store(store), kept_ledger(store, ledger)
    chosen = runs_before(runs, books, before)
    for run in chosen:
        people = run.control_totals.people
        click.echo(said(f"{run.run_id}  {counted(people, 'person', 'people')}", f"{run.run_id}  {people} 人"))
    if not yes:
        click.confirm(said("Forget their data for good?", "确定永久清除这些个人数据？"), abort=True)
    forget(runs, books, chosen, by, reason)
    click.echo(said(f"{counted(len(chosen), 'run')} forgotten.", f"已清除 {len(chosen)} 次运行的个人数据。"))
