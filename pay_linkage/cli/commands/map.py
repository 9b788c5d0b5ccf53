"""``pay-linkage map``: the proposal of a mapping for a house's own files."""

from __future__ import annotations

from pathlib import Path

import click

from pay_linkage.cli.language import current, said
from pay_linkage.cli.main import lang_option
from pay_linkage.runs.handed_out import hand_out, refuse_taken


@click.command(
    "map",
    params=[lang_option()],
    help=said(
        "Propose a mapping for the workbook, CSV file or folder FILE: which heading gives which column of which table.",
        "为工作簿、CSV 文件或文件夹 FILE 生成映射草稿：哪个标题对应哪张表的哪一列。",
    ),
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    help=said("where to write it (default: show it)", "写到哪里（默认：直接显示）"),
)
def command(file: Path, out: Path | None) -> None:
    """Propose a mapping; a file that is there already is left as it is."""
    if out is not None:
        refuse_taken(out)
    from pay_linkage.mappings.proposal import proposal  # noqa: PLC0415  (reads workbooks)

    text = proposal(file, current())
    if out is None:
        click.echo(text, nl=False)
        return
    hand_out(out, text.encode("utf-8"))
    click.echo(said(f"The proposed mapping is {out}", f"映射草稿已生成：{out}"))
