"""``pay-linkage verify``: whether runs, ledger and published files are still what was written."""

from __future__ import annotations

import click

from contracts.exit_status import DONE, REFUSED
from pay_linkage.bookkeeping import kept_ledger
from pay_linkage.cli.failures import show_problems
from pay_linkage.cli.language import said
from pay_linkage.cli.main import lang_option
from pay_linkage.cli.options import ledger_option, store_option
from pay_linkage.ledger import head, verify
from pay_linkage.ledger.event_log import FIRST_PREVIOUS_HASH
from pay_linkage.runs import Store
from pay_linkage.runs.place import absolute_root


@click.command(
    "verify",
    params=[lang_option()],
    help=said(
        "Recompute every hash, the log's chain, totals and the money; name what was changed.",
        "核验全部校验值、日志链、控制总数和资金守恒，指出被改动之处。",
    ),
)
@click.option("--anchor", default=None, help=said("a log hash that was kept outside", "另行保存的日志校验值"))
@store_option()
@ledger_option()
def command(anchor: str | None, store: str, ledger: str | None) -> int:
    """Verify; findings are told as problems, and end it as ``REFUSED``."""
    books = kept_ledger(store, ledger)
    runs = Store(store)
    findings = verify(runs, books, anchor)
    if findings:
        heading = said(f"Verified: {len(findings)} finding(s).", f"核验发现 {len(findings)} 处问题。")
        show_problems(findings, heading=heading)
        return REFUSED
    last = head(books)
    if last == FIRST_PREVIOUS_HASH and not runs.runs():
        place = absolute_root(store)
        click.echo(
            said(
                f"There is nothing to verify yet: no entry in the ledger, no run in {place}",
                f"尚无可核验的内容：台账中没有记录，也没有运行结果：{place}",
            )
        )
        return DONE
    click.echo(said("Everything is as it was written.", "全部一致，未发现改动。"))
    click.echo(said(f"Keep this log hash outside: {last}", f"请另行保存日志校验值：{last}"))
    return DONE
