"""``pay-linkage serve``: the flows as deployments of a Prefect server, run by this process."""

from __future__ import annotations

from pathlib import Path

import click

from pay_linkage.cli.language import said
from pay_linkage.cli.main import lang_option
from pay_linkage.cli.options import ledger_option, setting_option, store_option
from pay_linkage.runs.place import absolute_root


@click.command(
    "serve",
    params=[lang_option()],
    help=said(
        "Offer year-end and midyear-progress (on their schedules), appeal-rerun and publish on the Prefect server of "
        "PREFECT_API_URL. One such process a server; flow runs that died with an earlier one start again.",
        "在 PREFECT_API_URL 所指的 Prefect 服务器上提供 year-end、midyear-progress（按计划）、appeal-rerun 和 publish。"
        "每台服务器只启动一个；上次中断的流程会重新开始。",
    ),
)
@setting_option("--scheme", "serve.scheme")
@setting_option("--inputs", "serve.inputs")
@setting_option("--year-end", "serve.year_end")
@setting_option("--midyear", "serve.midyear")
@setting_option("--zone", "serve.zone")
@setting_option("--wait-minutes", "serve.wait_minutes")
@store_option()
@ledger_option()
def command(
    scheme: str | None,
    inputs: str | None,
    year_end: str,
    midyear: str,
    zone: str,
    wait_minutes: int,
    store: str,
    ledger: str | None,
) -> None:
    """Serve until stopped."""
    if scheme is None or inputs is None:
        raise click.UsageError(
            said("--scheme and --inputs, or their settings, are needed", "须指定 --scheme 和 --inputs，或写入设置文件")
        )
    from flows.deployments import Offer, serve_deployments  # noqa: PLC0415  (Prefect takes seconds to import)
    from flows.orchestrator import server  # noqa: PLC0415

    server()
    named = scheme if not Path(scheme).exists() else str(Path(scheme).resolve())
    tables, runs = str(Path(inputs).resolve()), absolute_root(store)
    click.echo(
        said(
            f"Serving; year-end runs at '{year_end}', midyear-progress at '{midyear}' ({zone}). Ctrl+C stops.",
            f"已启动；year-end 按“{year_end}”、midyear-progress 按“{midyear}”（{zone}）运行。Ctrl+C 停止。",
        )
    )
    serve_deployments(Offer(named, tables, runs, ledger, None, year_end, midyear, zone, wait_minutes))
