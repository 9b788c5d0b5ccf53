"""``pay-linkage history``: every publication's line of one person."""

from __future__ import annotations

import click

from contracts.money import amount_text, in_yuan
from pay_linkage.bookkeeping import kept_ledger
from pay_linkage.cli.language import said
from pay_linkage.cli.main import lang_option
from pay_linkage.cli.options import ledger_option, store_option
from pay_linkage.ledger import history


@click.command(
    "history", params=[lang_option()], help=said("What PERSON was paid, when and by which run.", "查询某人历次发放。")
)
@click.argument("person")
@store_option()
@ledger_option()
def command(person: str, store: str, ledger: str | None) -> None:
    """One line a publication."""
    lines = history(kept_ledger(store, ledger), person)
    if not lines:
        click.echo(said("Nothing was published for this person.", "此人没有发放记录。"))
    for line in lines:
        cents = (line.paid_before_cents, line.entitlement_cents, line.difference_cents)
        before, entitled, now = (amount_text(in_yuan(amount)) for amount in cents)
        click.echo(
            f"{line.sequence:>4}  {line.at:%Y-%m-%d %H:%M}Z  {line.run_id}  "
            + said(
                f"paid before {before}, entitled to {entitled}, now {now}",
                f"此前已发 {before}，应发 {entitled}，本次 {now}",
            )
        )
