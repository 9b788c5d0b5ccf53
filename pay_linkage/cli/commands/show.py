"""``pay-linkage show``: one run, with what the ledger knows of it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime

import click

from pay_linkage.bookkeeping import kept_ledger
from pay_linkage.cli.language import said
from pay_linkage.cli.main import lang_option
from pay_linkage.cli.options import json_option, ledger_option, store_option
from pay_linkage.cli.progress import show_run
from pay_linkage.ledger import Approval, Publication, approvals, approvers, publication_of
from pay_linkage.runs import Store, StoredRun
from pay_linkage.summary import as_record

DECISIONS = {"approve": ("approved by", "批准："), "reject": ("rejected by", "驳回：")}


@click.command("show", params=[lang_option()], help=said("Show RUN: totals, approvals, publication.", "查看运行 RUN。"))
@click.argument("run")
@store_option()
@ledger_option()
@json_option()
def command(run: str, store: str, ledger: str | None, as_json: bool) -> None:
    """Show a run."""
    books, stored = kept_ledger(store, ledger), Store(store).open(run)
    decisions = approvals(books, stored.manifest.run_id)
    published = publication_of(books, stored.manifest.run_id)
    if as_json:
        click.echo(json.dumps(_record(stored, decisions, published), ensure_ascii=False))
        return
    show_run(stored)
    made = stored.manifest.made
    click.echo(
        said(
            f"  made by {made.by} at {made.at:%Y-%m-%d %H:%M}Z  {made.why}",
            f"  {made.by} 运行于 {made.at:%Y-%m-%d %H:%M}Z  {made.why}",
        ).rstrip()
    )
    parent = stored.manifest.parent
    if parent is not None:
        click.echo(said(f"  rerun of {parent}", f"  由 {parent} 复核重新运行"))
    names = {one.handle: one.name for one in approvers(books)}
    for one in decisions:
        word, handle = said(*DECISIONS[one.decision]), one.approver
        who = said(f" {names.get(handle, handle)} ({handle})", f"{names.get(handle, handle)}（{handle}）")
        click.echo(f"  {word}{who}  {one.at:%Y-%m-%d %H:%M}Z  {one.reason}")
    if published:
        click.echo(
            said(
                f"  publication {published.sequence} by {published.by} at {published.at:%Y-%m-%d %H:%M}Z",
                f"  {published.by} 发布（第 {published.sequence} 次）于 {published.at:%Y-%m-%d %H:%M}Z",
            )
        )
    if published and published.force_reason:
        click.echo(
            said(
                f"  forced, as the run does not descend from {published.base_run}: {published.force_reason}",
                f"  强制发布（不是由 {published.base_run} 更正而来）：{published.force_reason}",
            )
        )


def _record(run: StoredRun, decisions: Sequence[Approval], published: Publication | None) -> dict[str, object]:
    made = run.manifest.made
    return {
        **as_record(run),
        "parent": run.manifest.parent,
        "made": {"by": made.by, "at": made.at.isoformat(), "why": made.why},
        "approvals": [_told(one, "decision", "approver", "at", "reason") for one in decisions],
        "publication": _told(published, "sequence", "kind", "by", "at", "base_run", "force_reason")
        if published
        else None,
    }


def _told(entry: Approval | Publication, *names: str) -> dict[str, object]:
    values = ((name, getattr(entry, name)) for name in names)
    return {name: value.isoformat() if isinstance(value, datetime) else value for name, value in values}
