"""``pay-linkage sheets``: what units are to reach, how far they have come, how they came out."""

from __future__ import annotations

from pathlib import Path

import click

from contracts.words import counted
from pay_linkage.cli.language import current, said
from pay_linkage.cli.main import lang_option
from pay_linkage.cli.options import store_option
from pay_linkage.notices import Stage, award_list, interview_list, result_sheets
from pay_linkage.notices.sheet_files import Files, document_files, stage_sheet_files, unit_sheet_files
from pay_linkage.runs import Store
from pay_linkage.runs.handed_out import hand_out_folder


@click.command(
    "sheets",
    params=[lang_option()],
    help=said(
        "Write the result sheet of each unit of RUN, the interview list and the award list; or, with --stage target or "
        "midyear, target or progress sheets from what there is of a year: scores may be missing, nobody is paid. Each "
        "as a workbook and as a page to print, in the language of --lang.",
        "生成运行 RUN 各单位成绩单、约谈名单和评优资格名单；或用 --stage target|midyear 由已有数据生成目标书、进度表"
        "（允许缺分，不计算绩效）。均为工作簿和可打印网页，语言由 --lang 决定。",
    ),
)
@click.argument("run", required=False)
@click.option(
    "--stage",
    type=click.Choice(["target", "midyear", "final"]),
    default="final",
    show_default=True,
    help=said("which sheets", "目标书 target、进度表 midyear 或成绩单 final"),
)
@click.option("--scheme", help=said("target, midyear: a built-in scheme, or a YAML file", "方案（target、midyear）"))
@click.option(
    "--inputs", type=click.Path(), help=said("target, midyear: the tables so far", "已有输入表（target、midyear）")
)
@click.option("--cycle", type=int, help=said("target, midyear: the calendar year", "考核年度（target、midyear）"))
@click.option(
    "--out",
    required=True,
    type=click.Path(path_type=Path),
    help=said("a folder that is not there yet", "输出文件夹（须不存在）"),
)
@store_option()
def command(
    run: str | None, stage: str, scheme: str | None, inputs: str | None, cycle: int | None, out: Path, store: str
) -> None:
    """Write sheets."""
    if stage == "final":
        if scheme is not None or inputs is not None or cycle is not None:
            text = (
                "--scheme, --inputs and --cycle are for --stage target and midyear: a run brings its own",
                "--scheme、--inputs、--cycle 仅用于 --stage target 和 midyear，运行已含这些内容",
            )
            raise click.UsageError(said(*text))
        files = _final(_given(run), store)
    else:
        if run is not None or scheme is None or inputs is None or cycle is None:
            text = (
                "--stage {0} takes --scheme, --inputs and --cycle, and no run",
                "--stage {0} 需要 --scheme、--inputs、--cycle，不需要运行编号",
            )
            raise click.UsageError(said(*text).format(stage))
        asked: Stage = "target" if stage == "target" else "midyear"
        files = stage_sheet_files(scheme, inputs, cycle, asked, current())
    written = hand_out_folder(out, files)
    click.echo(said(f"{counted(written, 'file')} written to {out}", f"{written} 个文件已写入 {out}"))


def _given(run: str | None) -> str:
    if run is None:
        raise click.UsageError(said("which run? (RUN is missing)", "缺少运行编号 RUN"))
    return run


def _final(run: str, store: str) -> Files:
    stored = Store(store).open(run)
    cycle = stored.manifest.cycle
    yield from unit_sheet_files("results", result_sheets(stored, current()), cycle, current())
    for name, document in (("interviews", interview_list), ("awards", award_list)):
        yield from document_files(name, document(stored, current()), cycle, current())
