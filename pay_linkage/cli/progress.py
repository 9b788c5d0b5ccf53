"""What a run shows in the terminal: a line a step on standard error, and at the end what it came to."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from itertools import groupby

import click

from contracts.money import amount_text, in_yuan
from contracts.words import Words, counted
from pay_linkage.cli.language import current, said
from pay_linkage.runs import StoredRun
from pay_linkage.schemes import read_scheme
from pay_linkage.schemes.names import Names
from pay_linkage.settings import settled
from pay_linkage.step_log import LOG, JsonLines, log_to
from pay_linkage.steps import YEAR_END_STEPS
from pay_linkage.summary import breaches, grade_counts


class StepLines(logging.Handler):
    """Shows each step that begins as a line on standard error; ``steps``: step → what it does, in their order."""

    def __init__(self, steps: Mapping[str, Words]) -> None:
        super().__init__()
        self._steps = steps

    def emit(self, record: logging.LogRecord) -> None:
        """Say which step begins, of those that the command has."""
        if getattr(record, "phase", "begun") != "begun" or record.msg not in self._steps:
            return
        number = list(self._steps).index(record.msg) + 1
        click.echo(f"» {number}/{len(self._steps)} {said(*self._steps[record.msg])}", err=True)


def show_steps(steps: Mapping[str, Words] = YEAR_END_STEPS, *, to_people: bool = True) -> None:
    """Show the steps of a run until the command ends: as JSON lines where ``log_format`` says so, else to people."""
    if settled("log_format") == "json":
        _show_with(JsonLines())
    elif to_people:
        _show_with(StepLines(steps))


def _show_with(handler: logging.Handler) -> None:
    log_to(handler)
    command = click.get_current_context(silent=True)
    if command is not None:
        command.call_on_close(lambda: LOG.removeHandler(handler))


def show_run(run: StoredRun) -> None:
    """Tell what a run came to and where its files are."""
    names = Names(read_scheme(run.scheme_bytes, run.scheme_name))
    _show_totals(run)
    _show_grades(run, names)
    if run.is_forgotten:
        click.echo(
            said(
                "  the people's data was forgotten; hashes, totals and what was paid are kept",
                "  个人数据已按保存期限清除；保留校验值、控制总数和已发放金额",
            )
        )
        return
    _show_breaches(run, names)
    _show_files(run)


def _show_totals(run: StoredRun) -> None:
    totals = run.manifest.control_totals
    amount, held = (amount_text(in_yuan(cents)) for cents in (totals.cents, totals.held_cents))
    click.echo(said(f"Run {run.manifest.run_id} is in {run.path}", f"运行 {run.manifest.run_id} 位于 {run.path}"))
    click.echo(
        said(
            f"  {counted(totals.people, 'person', 'people')}, {counted(totals.lines, 'pay line')}, "
            f"{amount} yuan in all",
            f"  {totals.people} 人，{totals.lines} 条发放明细，合计 {amount} 元",
        )
    )
    if run.manifest.parent is not None:
        click.echo(
            said(f"  held harmless, beyond the pools: {held} yuan", f"  其中保底补差 {held} 元（在绩效总额之外）")
        )


def _show_grades(run: StoredRun, names: Names) -> None:
    for category, rows in groupby(grade_counts(run), key=lambda row: str(row["category"])):
        counts = "  ".join(f"{names.grade(str(row['grade'])).of(current())} {row['units']}" for row in rows)
        told = names.category(category)
        click.echo(said(f"  {told.en}: {counts}", f"  {told.zh}：{counts}"))


def _show_breaches(run: StoredRun, names: Names) -> None:
    for breach in breaches(run):
        group = breach["group"]
        grades = said(", ", "、").join(names.grade(grade).of(current()) for grade in str(breach["breach"]).split(";"))
        click.echo(
            said(
                f"  ! {group}: more than the ceiling allows are {grades}; this run cannot be published",
                f"  ！{group}：{grades} 超过规定比例上限，本次结果不能发布",
            )
        )


def _show_files(run: StoredRun) -> None:
    for name in sorted(run.manifest.files):
        if name.startswith("payroll/"):
            click.echo(f"  {run.path / name}")
    for name in run.manifest.left_out:
        click.echo(
            said(f"  {name} was left out: too many people for a workbook", f"  未生成 {name}：人数过多，请使用 CSV")
        )
