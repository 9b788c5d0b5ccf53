"""``pay-linkage backup``: store and ledger, copied into a new folder and verified."""

from __future__ import annotations

from pathlib import Path

import click

from contracts.words import counted
from pay_linkage.bookkeeping import kept_ledger
from pay_linkage.cli.language import said
from pay_linkage.cli.main import lang_option
from pay_linkage.cli.options import ledger_option, store_option
from pay_linkage.runs import Store
from pay_linkage.safekeeping import Kept, backup


@click.command(
    "backup",
    params=[lang_option()],
    help=said(
        "Copy store and ledger into the new folder DEST, private, whole and verified. Runs may go on meanwhile.",
        "把存储目录和台账备份到新文件夹 DEST：仅本人可读、整体完成、经过核验。备份期间可照常运行。",
    ),
)
@click.argument("dest", type=click.Path(path_type=Path))
@store_option()
@ledger_option()
def command(dest: Path, store: str, ledger: str | None) -> None:
    """Back up."""
    kept = backup(Store(store), kept_ledger(store, ledger), dest)
    show_kept(kept, dest)
    for run_id in kept.left_out:
        click.echo(
            said(f"left out, because the ledger does not know it: {run_id}", f"未备份（台账中没有）：{run_id}"),
            err=True,
        )


def show_kept(kept: Kept, place: Path) -> None:
    """Tell what is at ``place`` now."""
    click.echo(
        said(
            f"In {place}: {counted(kept.runs, 'run')}, {counted(kept.publications, 'publication')}, "
            f"{counted(kept.files, 'file')}; verified.",
            f"{kept.runs} 次运行、{kept.publications} 次发布、{kept.files} 个文件已写入 {place}，核验无误。",
        )
    )
    click.echo(said(f"Keep this log hash outside: {kept.log_hash}", f"请另行保存日志校验值：{kept.log_hash}"))
