"""``pay-linkage approvers add|retire|list``: who may approve a run."""

from __future__ import annotations

import getpass
from pathlib import Path

import click

from pay_linkage.bookkeeping import kept_ledger, opened_ledger
from pay_linkage.cli.language import said
from pay_linkage.cli.main import lang_option
from pay_linkage.cli.options import ledger_option, secret_of, secret_option, store_option
from pay_linkage.ledger import add_approver, approvers, retire_approver

command = click.Group("approvers", params=[lang_option()], help=said("Who may approve a run.", "登记有权审批的人员。"))


@command.command(
    "add", params=[lang_option()], help=said("Register a person with a secret.", "登记一名审批人及其口令。")
)
@click.argument("name")
@click.option("--handle", default=None, help=said("a short name to approve with", "审批时使用的登录名"))
@click.option("--by", default=getpass.getuser, help=said("who registers", "登记人"))
@secret_option()
@store_option()
@ledger_option()
def add(name: str, handle: str | None, by: str, secret_file: Path | None, store: str, ledger: str | None) -> None:
    """Register."""
    secret = secret_of(secret_file, confirm=True)
    added = add_approver(opened_ledger(store, ledger), name, secret, by, handle)
    click.echo(said(f"{added.name} may approve as '{added.handle}'.", f"{added.name} 可以用“{added.handle}”审批。"))


@command.command("retire", params=[lang_option()], help=said("Take the right to approve away.", "停用一名审批人。"))
@click.argument("handle")
@click.option("--by", default=getpass.getuser, help=said("who retires", "操作人"))
@store_option()
@ledger_option()
def retire(handle: str, by: str, store: str, ledger: str | None) -> None:
    """Retire."""
    retired = retire_approver(kept_ledger(store, ledger), handle, by)
    click.echo(said(f"{retired.name} may approve no more.", f"{retired.name} 已停用，不能再审批。"))


@command.command("list", params=[lang_option()], help=said("List the approvers.", "列出审批人。"))
@store_option()
@ledger_option()
def listed(store: str, ledger: str | None) -> None:
    """List."""
    for one in approvers(kept_ledger(store, ledger)):
        state = said("retired", "已停用") if one.retired_at else said("in force", "有效")
        click.echo(f"{one.handle:20} {one.name}  {state}")
