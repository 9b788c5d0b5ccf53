"""What ``what-if`` and ``compare-schemes`` do with their documents: show them, or write them to a marked file."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import click

from pay_linkage.cli.documents_text import documents_text
from pay_linkage.cli.language import current, said
from pay_linkage.exports.document import Document
from pay_linkage.exports.document_page import documents_page
from pay_linkage.exports.document_workbook import documents_workbook
from pay_linkage.runs.handed_out import hand_out, refuse_taken
from pay_linkage.scenarios import marked_path

MOST_SHOWN = 10
"""So many people of each group are listed in the terminal."""
OUT_HELP = (
    "write it to this file too; “what-if” comes into its name, so that nobody takes it for a result",
    "同时写入该文件；文件名会加上“what-if”标记，以免误作正式结果",
)


def checked_out(out: Path | None) -> Path | None:
    """The marked path of ``--out``; refused where it is neither a workbook nor a page, or taken."""
    if out is None:
        return None
    if out.suffix.lower() not in {".xlsx", ".html"}:
        raise click.UsageError(said("--out ends with .xlsx or .html", "--out 须以 .xlsx 或 .html 结尾"))
    path = marked_path(out)
    refuse_taken(path)
    return path


def show(
    documents: Callable[[int | None], Sequence[Document]],
    record: Callable[[], Mapping[str, object]],
    cycle: int,
    out: Path | None,
    as_json: bool,
) -> None:
    """Write the file that is asked for, and tell the comparison: as JSON, or as text with long lists cut short."""
    if out is not None:
        hand_out(out, _file(documents(None), out, cycle))
    if as_json:
        written = {} if out is None else {"out": str(out)}
        click.echo(json.dumps({**record(), **written}, ensure_ascii=False))
        return
    for line in documents_text(documents(MOST_SHOWN)):
        click.echo(line)
    if out is not None:
        click.echo(said(f"The scenario is in {out}", f"测算结果已写入 {out}"))


def _file(documents: Sequence[Document], out: Path, cycle: int) -> bytes:
    if out.suffix.lower() == ".xlsx":
        return documents_workbook(documents, cycle)
    return documents_page(documents, current(), documents[0].title)
