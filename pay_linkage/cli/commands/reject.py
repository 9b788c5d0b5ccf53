"""``pay-linkage reject``: an approver's decision on a run."""

from __future__ import annotations

from pathlib import Path

import click

from pay_linkage.cli.decision import decide
from pay_linkage.cli.language import said
from pay_linkage.cli.main import lang_option
from pay_linkage.cli.options import ledger_option, secret_option, store_option
from pay_linkage.ledger import reject


@click.command("reject", params=[lang_option()], help=said("Reject RUN.", "驳回运行 RUN。"))
@click.argument("run")
@click.option("--approver", required=True, help=said("the approver's handle", "审批人登录名"))
@click.option("--reason", required=True, help=said("why", "理由"))
@secret_option()
@store_option()
@ledger_option()
def command(run: str, approver: str, reason: str, secret_file: Path | None, store: str, ledger: str | None) -> None:
    """Decide on the run's content as it is now."""
    run_id = decide(reject, run, approver, reason, secret_file, store, ledger)
    click.echo(said(f"{run_id} is rejected.", f"{run_id} 已驳回。"))
