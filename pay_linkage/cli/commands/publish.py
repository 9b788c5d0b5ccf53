"""``pay-linkage publish``: hand a run's money to payroll, exactly once."""

from __future__ import annotations

import getpass
import json
from functools import partial
from pathlib import Path

import click

from contracts.money import amount_text, in_yuan
from contracts.words import counted
from pay_linkage.bookkeeping import kept_ledger
from pay_linkage.cli.language import said
from pay_linkage.cli.main import lang_option
from pay_linkage.cli.options import json_option, ledger_option, password_file_option, secret_of, store_option
from pay_linkage.gate.kept import last_page
from pay_linkage.publication import publish_run
from pay_linkage.runs import Store


@click.command(
    "publish",
    params=[lang_option()],
    help=said(
        "Publish RUN: full amounts the first time, differences to what was paid later. Its files are judged by the gate"
        " first, which takes some seconds; where it is red nothing is published. Again gives the same files.",
        "发布运行 RUN：首次为全额，以后只发补发、扣回差额。发布前先核验其文件（需数秒），核验未通过则不发布。"
        "重复发布得到同样的文件。",
    ),
)
@click.argument("run")
@click.option("--by", default=getpass.getuser, help=said("who publishes", "发布人"))
@click.option("--force", "force_reason", default=None, metavar=said("REASON", "理由"),
              help=said("publish a run that does not descend from the published one, and why",
                        "发布并非由已发布结果复核而来的运行，须写明理由"))  # fmt: skip
@password_file_option()
@store_option()
@ledger_option()
@json_option()
def command(
    run: str,
    by: str,
    force_reason: str | None,
    password_file: Path | None,
    store: str,
    ledger: str | None,
    as_json: bool,
) -> None:
    """Publish."""
    password = partial(secret_of, password_file)
    done, folder = publish_run(kept_ledger(store, ledger), Store(store), run, by, force_reason, password)
    files = sorted(str(file) for file in folder.iterdir())
    page = last_page(Store(store), done.run_id)
    if as_json:
        record = {"sequence": done.sequence, "run_id": done.run_id, "kind": done.kind, "people": done.people,
                  "lines": done.lines, "sum_cents": done.sum_cents, "path": str(folder), "files": files,
                  "gate": str(page)}  # fmt: skip
        click.echo(json.dumps(record, ensure_ascii=False))
        return
    amount = amount_text(in_yuan(done.sum_cents))
    click.echo(
        said(
            f"Publication {done.sequence} of {done.run_id}: {counted(done.lines, 'line')}, {amount} yuan.",
            f"第 {done.sequence} 次发布（{done.run_id}）：{done.lines} 条，合计 {amount} 元。",
        )
    )
    for file in files:
        click.echo(f"  {file}")
    click.echo(said(f"  the gate passed them: {page}", f"  核验通过：{page}"))
