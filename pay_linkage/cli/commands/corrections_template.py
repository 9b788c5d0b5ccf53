"""``pay-linkage corrections-template``: the workbook from which corrections of a run are made."""

from __future__ import annotations

from pathlib import Path

import click

from pay_linkage.cli.language import current, said
from pay_linkage.cli.main import lang_option
from pay_linkage.cli.options import store_option
from pay_linkage.corrections.template import corrections_template
from pay_linkage.runs import Store


@click.command(
    "corrections-template",
    params=[lang_option()],
    help=said(
        "Write to OUT.xlsx the tables, keys and current values of RUN, and an empty corrections sheet.",
        "把运行 RUN 的各表、主键和当前值以及空白更正表写入 OUT.xlsx。",
    ),
)
@click.argument("run")
@click.argument("out", metavar="OUT.xlsx", type=click.Path(path_type=Path))
@store_option()
def command(run: str, out: Path, store: str) -> None:
    """Write the template."""
    corrections_template(Store(store).open(run), out, current())
    click.echo(said(f"The template is in {out}", f"模板已写入 {out}"))
