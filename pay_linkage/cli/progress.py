"""Progress of a run: one line a step, on standard error."""

from __future__ import annotations

import click

from pay_linkage.cli.language import said

STEPS = {
    "load": ("reading the scheme and the tables", "读取方案和输入表"),
    "validate": ("checking every table and how they fit together", "校验各表及其相互关系"),
    "assess_units": ("scoring, ranking and grading the units", "单位计分、排名、定等"),
    "fill_quotas": ("filling the individual quotas", "分配个人等次名额"),
    "link_pay": ("linking the pay", "挂钩计算绩效"),
    "write": ("writing the run", "写入结果文件"),
}


def show_step(name: str) -> None:
    """Say which step begins."""
    number = list(STEPS).index(name) + 1
    click.echo(f"» {number}/{len(STEPS)} {said(*STEPS[name])}", err=True)
