"""``pay-linkage rerun``: a run's own inputs and a corrections file make a new run."""

from __future__ import annotations

import getpass
import json
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import click

from pay_linkage.cli.language import said
from pay_linkage.cli.main import lang_option
from pay_linkage.cli.options import json_option, ledger_option, store_option
from pay_linkage.cli.progress import show_run, show_steps
from pay_linkage.rerun import Published, RerunOrder, rerun
from pay_linkage.runs import Store, stored_run
from pay_linkage.steps import RERUN_STEPS
from pay_linkage.summary import as_record
from pay_linkage.year_end import Measured

if TYPE_CHECKING:
    from pay_linkage.ledger import Ledger


@click.command(
    "rerun",
    params=[lang_option()],
    help=said(
        "Correct the inputs of RUN by a file and run again; RUN itself stays as it is.",
        "按更正文件更正运行 RUN 的输入数据并重新运行；原运行保持不变。",
    ),
)
@click.argument("run")
@click.option(
    "--corrections",
    required=True,
    type=click.Path(),
    help=said("the corrections: a workbook, CSV or Parquet file", "更正文件：工作簿、CSV 或 Parquet"),
)
@click.option("--reason", required=True, help=said("why", "重新运行的原因"))
@click.option(
    "--by", default=getpass.getuser, help=said("who runs it (default: the system's user)", "操作人（默认：系统用户）")
)
@store_option()
@ledger_option()
@json_option()
def command(run: str, corrections: str, reason: str, by: str, store: str, ledger: str | None, as_json: bool) -> None:
    """Rerun."""
    parent = Store(store).open(run).manifest
    show_steps(RERUN_STEPS, to_people=not as_json)
    order = RerunOrder(parent.run_id, corrections, store, reason, by)
    with ThreadPoolExecutor(1, thread_name_prefix="ledger") as beside:  # loading it needs the interpreter, reading not
        looked_up = beside.submit(_looked_up, store, ledger, parent.run_id, parent.cycle)
        path = rerun(order, Measured(), lambda: looked_up.result()[1])
    made = stored_run(path)
    from pay_linkage.bookkeeping import recorded  # noqa: PLC0415  (SQLAlchemy takes a third of a second)

    recorded(looked_up.result()[0], made)
    if as_json:
        click.echo(json.dumps({**as_record(made), "parent": made.manifest.parent}, ensure_ascii=False))
        return
    show_run(made)
    moved = f"pay-linkage diff {made.manifest.parent} {made.manifest.run_id}"
    click.echo(said(f"  what moved: {moved}", f"  查看变动：{moved}"))


def _looked_up(store: str, url: str | None, run_id: str, cycle: int) -> tuple[Ledger, Published | None]:
    """The ledger, into which the run is entered where it is not yet, and the publication in force."""
    from pay_linkage.bookkeeping import kept_ledger, last_published, record_lineage  # noqa: PLC0415  (as above)

    books = kept_ledger(store, url)
    record_lineage(books, Store(store), run_id)
    return books, last_published(books, cycle)
