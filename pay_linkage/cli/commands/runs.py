"""``pay-linkage runs``: what runs there are, and which of them are approved and published."""

from __future__ import annotations

import json

import click

from pay_linkage.bookkeeping import opened_ledger
from pay_linkage.cli.language import said
from pay_linkage.cli.main import lang_option
from pay_linkage.cli.options import json_option, ledger_option, store_option
from pay_linkage.ledger import publications
from pay_linkage.runs import Store


@click.command("runs", params=[lang_option()], help=said("List the runs of the store.", "列出存储目录中的运行。"))
@store_option()
@ledger_option()
@json_option()
def command(store: str, ledger: str | None, as_json: bool) -> None:
    """List the runs, oldest first."""
    runs = Store(store)
    published = {one.run_id: one.sequence for one in publications(opened_ledger(store, ledger))}
    rows = [
        {
            "run_id": manifest.run_id,
            "scheme": manifest.scheme.name,
            "parent": manifest.parent,
            "people": manifest.control_totals.people,
            "amount": manifest.control_totals.amount,
            "made_at": f"{manifest.made.at:%Y-%m-%d %H:%M}Z",
            "made_by": manifest.made.by,
            "published": published.get(manifest.run_id),
        }
        for manifest in runs.runs()
    ]
    if as_json:
        click.echo(json.dumps({"runs": rows}, ensure_ascii=False))
        return
    for row in rows:
        sequence = row["published"]
        state = "" if sequence is None else said(f"published {sequence}", f"第 {sequence} 次发布")
        origin = "" if row["parent"] is None else f"← {row['parent']}"
        click.echo(
            f"{row['run_id']}  {row['made_at']}  {row['made_by']:12} {row['people']:>9} {row['amount']:>16}  "
            f"{row['scheme']} {origin} {state}"
        )
    for path in runs.left_behind():
        click.echo(said(f"left behind by a writer that died: {path}", f"中断的写入留下：{path}"), err=True)
