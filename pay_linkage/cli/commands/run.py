"""``pay-linkage run``: a cycle, from input tables to payroll files."""

from __future__ import annotations

import getpass
import json
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor

import click

from pay_linkage.cli.language import said
from pay_linkage.cli.main import lang_option
from pay_linkage.cli.options import json_option, ledger_option, map_option, store_option
from pay_linkage.cli.progress import show_run, show_steps
from pay_linkage.order import Order
from pay_linkage.runs import Folder, Store, stored_run
from pay_linkage.summary import as_record
from pay_linkage.year_end import Measured, fill_quotas, write, year_end


@click.command(
    "run",
    params=[lang_option()],
    help=said("Run a cycle and write its files into the store.", "运行一个考核年度，结果写入存储目录。"),
)
@click.option(
    "--scheme", required=True, help=said("a built-in scheme's name, or a YAML file", "内置方案名称，或 YAML 文件")
)
@click.option(
    "--inputs",
    required=True,
    type=click.Path(),
    help=said("folder of CSV/Parquet files, or a workbook", "CSV/Parquet 文件夹，或一个工作簿"),
)
@map_option()
@click.option("--cycle", required=True, type=int, help=said("the calendar year", "考核年度（公历年）"))
@store_option()
@ledger_option()
@click.option("--direct", is_flag=True, help=said("without Prefect", "不经过 Prefect，直接运行"))
@json_option()
@click.option(
    "--by", default=getpass.getuser, help=said("who runs it (default: the system's user)", "操作人（默认：系统用户）")
)
@click.option("--reason", default="", help=said("why", "运行原因"))
def command(
    scheme: str,
    inputs: str,
    mapping: str | None,
    cycle: int,
    store: str,
    ledger: str | None,
    direct: bool,
    as_json: bool,
    by: str,
    reason: str,
) -> None:
    """Run a cycle."""
    order = Order(scheme, inputs, cycle, store, by, reason, mapping)
    show_steps(to_people=not as_json)
    if direct:
        path = _entered(order, ledger)
    else:
        from flows.year_end import run_in_prefect  # noqa: PLC0415  (Prefect takes seconds to import)

        path = run_in_prefect(order, ledger)
    run = stored_run(path)
    if as_json:
        click.echo(json.dumps(as_record(run), ensure_ascii=False))
    else:
        show_run(run)


def _entered(order: Order, ledger: str | None) -> Folder:
    """The run, entered into its ledger. Where that cannot be used, it is told before anything is written.

    The ledger is looked at beside the filling of quotas: loading what it takes needs the interpreter, which filling
    needs least.
    """
    looks: list[Future[None]] = []
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="ledger") as beside:

        def call(step: Callable[..., object], *arguments: object) -> object:
            if step is fill_quotas:
                looks.append(beside.submit(_look_at_ledger, order.store, ledger))
            if step is write:
                looks[0].result()
            return step(*arguments)

        path = year_end(order, Measured(call))
    from pay_linkage.bookkeeping import opened_ledger, record_lineage  # noqa: PLC0415  (see above)

    record_lineage(opened_ledger(order.store, ledger), Store(order.store), path.name)
    return path


def _look_at_ledger(store: str, url: str | None) -> None:
    """Raises ``LedgerFailure`` or ``Refused`` where it cannot be used; loads what makes a new one."""
    from pay_linkage.bookkeeping import ledger_for_reading  # noqa: PLC0415  (SQLAlchemy takes a third of a second)

    if ledger_for_reading(store, url) is None:
        from alembic import command as _  # noqa: F401, PLC0415
