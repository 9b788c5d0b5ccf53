"""``pay-linkage restore``: a backup made a store again."""

from __future__ import annotations

from pathlib import Path

import click

from pay_linkage.cli.commands.backup import show_kept
from pay_linkage.cli.language import said
from pay_linkage.cli.main import lang_option
from pay_linkage.cli.options import ledger_option, store_option
from pay_linkage.runs import Store
from pay_linkage.safekeeping import restore


@click.command(
    "restore",
    params=[lang_option()],
    help=said(
        "Make the backup SRC the store of --store, which must not be there yet; with --ledger, its ledger goes into "
        "that empty database. Every file is checked, and the whole is verified before it is in place.",
        "把备份 SRC 恢复为 --store 所指的存储目录（须不存在）；指定 --ledger 时台账写入该空数据库。"
        "逐个文件检查，整体核验无误后才就位。",
    ),
)
@click.argument("src", type=click.Path(path_type=Path))
@store_option()
@ledger_option()
def command(src: Path, store: str, ledger: str | None) -> None:
    """Restore."""
    folder = Store(store).root
    show_kept(restore(src, folder, ledger), folder)
