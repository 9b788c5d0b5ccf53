"""``pay-linkage runs``: what runs there are, and which of them are approved and published."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import click

from contracts.money import amount_text
from contracts.words import counted
from pay_linkage.bookkeeping import kept_ledger
from pay_linkage.cli.language import said
from pay_linkage.cli.main import lang_option
from pay_linkage.cli.options import json_option, ledger_option, store_option
from pay_linkage.ledger import approval_in_force, publications
from pay_linkage.ledger import runs as recorded_runs
from pay_linkage.runs import Store
from pay_linkage.runs.place import absolute_root


@click.command("runs", params=[lang_option()], help=said("List the runs of the store.", "列出存储目录中的运行。"))
@store_option()
@ledger_option()
@json_option()
def command(store: str, ledger: str | None, as_json: bool) -> None:
    """List the runs, oldest first."""
    runs = Store(store)
    books = kept_ledger(store, ledger)
    published = {one.run_id: one.sequence for one in publications(books)}
    entered = {one.run_id for one in recorded_runs(books)}
    approved = {run_id for run_id in entered if approval_in_force(books, run_id) is not None}
    rows = [
        {
            "run_id": manifest.run_id,
            "scheme": manifest.scheme.name,
            "parent": manifest.parent,
            "people": manifest.control_totals.people,
            "amount": manifest.control_totals.amount,
            "made_at": f"{manifest.made.at:%Y-%m-%d %H:%M}Z",
            "made_by": manifest.made.by,
            "approved": manifest.run_id in approved,
            "published": published.get(manifest.run_id),
        }
        for manifest in runs.runs()
    ]
    if as_json:
        click.echo(json.dumps({"runs": rows}, ensure_ascii=False))
        return
    if not rows:
        place = absolute_root(store)
        click.echo(said(f"There is no run yet in {place}", f"尚无运行结果：{place}"))
    for row in rows:
        click.echo("  ".join(_told(row)))
    for path in runs.left_behind():
        click.echo(said(f"left behind by a writer that died: {path}", f"中断的写入留下：{path}"), err=True)


def _told(row: Mapping[str, Any]) -> list[str]:
    """What a line says: the run, when and by whom, people and money, the scheme, the parent, and whether published."""
    amount = amount_text(Decimal(str(row["amount"])))
    sums = said(f"{counted(row['people'], 'person', 'people')}  {amount} yuan", f"{row['people']} 人  {amount} 元")
    parts = [f"{row['run_id']}", f"{row['made_at']}", f"{row['made_by']}", sums, f"{row['scheme']}"]
    if row["parent"] is not None:
        parts.append(f"← {row['parent']}")
    if row["published"] is not None:
        parts.append(said(f"published as {row['published']}", f"第 {row['published']} 次发布"))
    elif row["approved"]:
        parts.append(said("approved", "已批准"))
    return parts
