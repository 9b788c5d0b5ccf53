"""``pay-linkage what-if``: what a run would come to if something were otherwise; the store stays as it is."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path

import click

from contracts.problem import Problem, Refused
from pay_linkage.cli.language import current, said
from pay_linkage.cli.main import lang_option
from pay_linkage.cli.options import json_option, ledger_option, store_option
from pay_linkage.cli.scenario_output import OUT_HELP, checked_out, show
from pay_linkage.runs import Store
from pay_linkage.scenarios import (
    Setting,
    appeal_documents,
    appeal_record,
    assumed_of,
    blast_radius,
    scenario_documents,
    scenario_record,
    scenarios_file,
    typed_settings,
)
from pay_linkage.scenarios.comparison import TYPED


@click.command(
    "what-if",
    params=[lang_option()],
    help=said(
        "Show what RUN would come to if something were otherwise, beside what it is: units' scores, ranks, grades and "
        "pay, who gets more or less, cost against pools. Nothing is written into the store, and no scenario can be "
        "published.\n\n"
        "--set scheme:township.rating.coefficient.step=0.01 sets a value of the scheme, "
        "--set ratings:T03/organization=96.5 a cell of the inputs (TABLE:KEY.COLUMN=VALUE; the column may be left out "
        "where the table has one). --corrections shows what an appeal would move before it is decided.",
        "测算运行 RUN 在假设条件下的结果，并与原结果对照：单位得分、名次、等次和金额，增加和减少的人员，"
        "支出与绩效总额。不写入存储目录，测算结果不能发布。\n\n"
        "--set scheme:township.rating.coefficient.step=0.01 设定方案中的值；--set ratings:T03/organization=96.5 "
        "设定输入表中的单元格（表名:主键.字段=值，表中只有一个字段时可省略字段名）。"
        "--corrections 用于在作出复核决定前测算影响。",
    ),
)
@click.argument("run")
@click.option(
    "--set",
    "settings",
    multiple=True,
    metavar=said("PLACE=VALUE", "位置=值"),
    help=said("a setting (repeatable; together they make one scenario)", "一项设定（可重复，合为一个情景）"),
)
@click.option(
    "--scenarios",
    type=click.Path(path_type=Path),
    help=said("a YAML file of named scenarios, each with its settings", "YAML 文件：若干命名的情景及其设定"),
)
@click.option(
    "--corrections",
    type=click.Path(),
    help=said("a corrections file: whom it would move, held harmless or not", "更正文件：测算在保底与不保底下的影响"),
)
@click.option("--out", type=click.Path(path_type=Path), metavar="OUT.xlsx|OUT.html", help=said(*OUT_HELP))
@store_option()
@ledger_option()
@json_option()
def command(
    run: str,
    settings: tuple[str, ...],
    scenarios: Path | None,
    corrections: str | None,
    out: Path | None,
    store: str,
    ledger: str | None,
    as_json: bool,
) -> None:
    """Show scenarios."""
    path = checked_out(out)
    if bool(corrections) == bool(settings or scenarios):
        raise click.UsageError(
            said("give --set and --scenarios, or --corrections", "请使用 --set、--scenarios，或单独使用 --corrections")
        )
    if corrections:
        _show_appeal(run, corrections, store, ledger, path, as_json)
        return
    file = scenarios.name if scenarios else TYPED
    found = assumed_of(Store(store), run, _asked(settings, scenarios), file)
    documents, record = partial(scenario_documents, found, current()), partial(scenario_record, found)
    show(documents, record, found.base.cycle, path, as_json)


def _asked(settings: tuple[str, ...], scenarios: Path | None) -> Mapping[str, tuple[Setting, ...]]:
    """The scenarios of the file, and the typed one; problems of both at once."""
    asked: dict[str, tuple[Setting, ...]] = {}
    problems: list[Problem] = []
    try:
        asked |= scenarios_file(scenarios) if scenarios else {}
    except Refused as refusal:
        problems += refusal.problems
    try:
        asked |= {TYPED: typed_settings(settings, TYPED)} if settings else {}
    except Refused as refusal:
        problems += refusal.problems
    if problems:
        raise Refused(problems)
    return asked


def _show_appeal(run: str, corrections: str, store: str, ledger: str | None, out: Path | None, as_json: bool) -> None:
    from pay_linkage.bookkeeping import last_published, ledger_for_reading  # noqa: PLC0415  (SQLAlchemy: appeals only)

    stored = Store(store).open(run)
    books = ledger_for_reading(store, ledger)
    published = last_published(books, stored.cycle) if books else None
    radius = blast_radius(store, stored.name, corrections, published)
    show(partial(appeal_documents, radius, current()), partial(appeal_record, radius), stored.cycle, out, as_json)
