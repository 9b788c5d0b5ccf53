"""``pay-linkage explain``: how a unit's or a person's result came about, down to the cells of the inputs."""

from __future__ import annotations

import click

from pay_linkage.cli.fact_tree import fact_tree
from pay_linkage.cli.language import current, said
from pay_linkage.cli.main import lang_option
from pay_linkage.cli.options import store_option
from pay_linkage.explanation import Explainer
from pay_linkage.runs import Store


@click.command(
    "explain",
    params=[lang_option()],
    help=said(
        "Show as a tree how the result of a unit or a person of RUN came about: formulas in numbers, the scheme's "
        "sources, the cells of the inputs. CODE is a unit_id or a person_id; where it is both, both are shown.",
        "以树形列出运行 RUN 中某单位或某人员的结果由来：算式、方案依据、输入单元格。"
        "CODE 为单位编码或人员编码；两者相同时一并列出。",
    ),
)
@click.argument("run")
@click.argument("code")
@store_option()
def command(run: str, code: str, store: str) -> None:
    """Explain."""
    for tree in Explainer(Store(store).open(run)).any(code):
        click.echo(fact_tree(tree, current()), nl=False)
