"""``pay-linkage margins``: how far every unit and person was from the next better and the next worse result."""

from __future__ import annotations

import json
from pathlib import Path

import click

from pay_linkage.cli.language import current, said
from pay_linkage.cli.main import lang_option
from pay_linkage.cli.margin_lines import all_lines, one_lines
from pay_linkage.cli.options import json_option, store_option
from pay_linkage.figures import as_stored
from pay_linkage.margins.of_run import margins_of
from pay_linkage.margins.workbook import margins_workbook
from pay_linkage.runs import Store
from pay_linkage.runs.handed_out import hand_out, refuse_taken
from pay_linkage.schemes.names import Names


@click.command(
    "margins",
    params=[lang_option()],
    help=said(
        "Show how far the units and people of RUN were from the next better and the next worse grade or rank: by how "
        "much one component score, rating, bonus, deduction or individual score would have to change, all else as it "
        "is. CODE is a unit_id or a person_id; without it all are shown.",
        "列出运行 RUN 中各单位、人员距上一、下一等次（名次）的差距：其他不变时，某一项目得分、部门评价、"
        "加减分或个人得分须变动多少。CODE 为单位编码或人员编码；省略则列出全部。",
    ),
)
@click.argument("run")
@click.argument("code", required=False)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    help=said("write all of it as a workbook to this file", "将全部结果写入该工作簿"),
)
@store_option()
@json_option()
def command(run: str, code: str | None, out: Path | None, store: str, as_json: bool) -> None:
    """Show margins."""
    stored = Store(store).open(run)
    if out is not None:
        refuse_taken(out)
    seen = as_stored(stored)
    margins = margins_of(seen.inputs, seen.scheme, seen.results, code, file=str(stored.path))
    if out is not None:
        hand_out(out, margins_workbook(margins, stored.manifest.cycle))
    if as_json:
        record = {"run": stored.manifest.run_id, "units": margins.units.rows(named=True)}
        click.echo(json.dumps({**record, "people": margins.people.rows(named=True)}, ensure_ascii=False, default=str))
        return
    shown = all_lines if code is None else one_lines
    for line in shown(margins, Names(seen.scheme), current()):
        click.echo(line)
    if out is not None:
        click.echo(said(f"The workbook is in {out}", f"工作簿已写入 {out}"))
