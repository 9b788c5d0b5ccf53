"""``pay-linkage serve``: the flows as deployments of a Prefect server, run by this process."""

from __future__ import annotations

from pathlib import Path

import click

from pay_linkage.cli.language import said
from pay_linkage.cli.main import lang_option
from pay_linkage.cli.options import ledger_option, store_option


@click.command(
    "serve",
    params=[lang_option()],
    help=said(
        "Offer year-end (on its schedule), appeal-rerun and publish on the Prefect server of PREFECT_API_URL.",
        "在 PREFECT_API_URL 所指的 Prefect 服务器上提供 year-end（按计划）、appeal-rerun 和 publish。",
    ),
)
@click.option("--scheme", required=True, help=said("the scheme of the scheduled run", "计划运行所用方案"))
@click.option(
    "--inputs", required=True, type=click.Path(), help=said("the inputs of the scheduled run", "计划运行的输入数据")
)
@click.option("--cron", default="0 20 31 12 *", show_default=True, help=said("when", "运行时间"))
@click.option("--zone", default="Asia/Shanghai", show_default=True, help=said("in which time zone", "时区"))
@click.option(
    "--wait-minutes", default=1440, show_default=True, help=said("how long to wait for inputs", "等待输入数据的分钟数")
)
@store_option()
@ledger_option()
def command(scheme: str, inputs: str, cron: str, zone: str, wait_minutes: int, store: str, ledger: str | None) -> None:
    """Serve until stopped."""
    from flows.deployments import Offer, serve_deployments  # noqa: PLC0415  (Prefect takes seconds to import)

    click.echo(
        said(
            f"Serving; year-end runs at '{cron}' ({zone}). Ctrl+C stops.",
            f"已启动；year-end 按“{cron}”（{zone}）运行。Ctrl+C 停止。",
        )
    )
    named = scheme if not Path(scheme).exists() else str(Path(scheme).resolve())
    paths = {"inputs": str(Path(inputs).resolve()), "store": str(Path(store).resolve())}
    serve_deployments(Offer(named, paths["inputs"], paths["store"], ledger, None, cron, zone, wait_minutes))
