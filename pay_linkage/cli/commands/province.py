"""``pay-linkage province``: many districts, each by itself, and what they come to together."""

from __future__ import annotations

import getpass
import json
import logging
from pathlib import Path

import click

from pay_linkage.cli.documents_text import documents_text
from pay_linkage.cli.failures import defect_file
from pay_linkage.cli.language import current, said
from pay_linkage.cli.main import lang_option
from pay_linkage.cli.options import json_option
from pay_linkage.exports.document_page import documents_page
from pay_linkage.exports.document_workbook import documents_workbook
from pay_linkage.province import Outcome, Province, house_today, outcome_of, province_documents, read_province, roll_up
from pay_linkage.province.chosen import chosen
from pay_linkage.province.documents import status_word
from pay_linkage.province.outcome import LOG, logged
from pay_linkage.province.records import as_record
from pay_linkage.province.roll_up import RollUp
from pay_linkage.runs.handed_out import hand_out, refuse_taken

ENDINGS = (".xlsx", ".html", ".json")


@click.command(
    "province",
    params=[lang_option()],
    help=said(
        "Run the districts that FILE lists, each by itself, and roll up what they come to. Districts that are done are "
        "left alone, so running it again does only what is missing.",
        "运行 FILE 所列各区县（互不影响），并汇总全省结果。已完成的区县不再重复运行，再次运行只补做缺少的部分。",
    ),
)
@click.argument("file")
@click.option("--workers", default=1, show_default=True, type=click.IntRange(1, 1024), help=said("processes", "进程数"))
@click.option(
    "--cluster",
    default=None,
    metavar=said("ADDRESS", "地址"),
    help=said("a Dask scheduler's address", "Dask 调度器地址"),
)
@click.option("--direct", is_flag=True, help=said("without Prefect, one after the other", "不经过 Prefect，逐个运行"))
@click.option(
    "--only",
    multiple=True,
    metavar=said("ID", "代码"),
    help=said("this district only (repeatable)", "只运行该区县，可多次"),
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    default=None,
    metavar="OUT.xlsx|OUT.html|OUT.json",
    help=said("write the roll-up to a file that is not there yet", "把汇总写入文件（须不存在）"),
)
@json_option()
@click.option(
    "--by", default=getpass.getuser, help=said("who runs it (default: the system's user)", "操作人（默认：系统用户）")
)
@click.option("--reason", default="", help=said("why", "运行原因"))
def command(
    file: str,
    workers: int,
    cluster: str | None,
    direct: bool,
    only: tuple[str, ...],
    out: Path | None,
    as_json: bool,
    by: str,
    reason: str,
) -> int:
    """Run a province; the exit status is the worst of its districts'."""
    province = read_province(file, by, reason)
    chosen(province, only)
    refuse_unusable(out)
    if not as_json:
        show_progress(len(chosen(province, only)))
    if direct:
        outcomes = [logged(outcome_of(district, house_today())) for district in chosen(province, only)]
    else:
        from flows.many_districts import run_in_prefect  # noqa: PLC0415  (Prefect takes seconds to import)

        outcomes = run_in_prefect(file, only, by, reason, workers, cluster)
    found = roll_up(outcomes)
    show(province, found, out, as_json=as_json)
    return found.exit_status


class DistrictLines(logging.Handler):
    """Shows each district that is settled as a line on standard error."""

    def __init__(self, districts: int) -> None:
        super().__init__()
        self._number, self._districts = 0, districts

    def emit(self, record: logging.LogRecord) -> None:
        """Say what became of the district."""
        one: Outcome = record.outcome  # type: ignore[attr-defined]
        self._number += 1
        word, why = status_word(one, current()), one.sentence(current())
        click.echo(f"» {self._number}/{self._districts} {one.district} {word} {why}".rstrip(), err=True)


def show_progress(districts: int) -> None:
    """From here on, show the districts as they are settled."""
    LOG.setLevel(logging.INFO)
    LOG.handlers = [DistrictLines(districts)]
    LOG.propagate = False


def refuse_unusable(out: Path | None) -> None:
    """Before hours of work: whether ``--out`` can be written."""
    if out is None:
        return
    if out.suffix.lower() not in ENDINGS:
        raise click.UsageError(said("--out ends with .xlsx, .html or .json", "--out 须以 .xlsx、.html 或 .json 结尾"))
    refuse_taken(out)


def show(province: Province, found: RollUp, out: Path | None, *, as_json: bool) -> None:
    """The roll-up, as a table or one JSON object, and in a file if asked for; a defect's details in a private file."""
    documents = province_documents(province, found, house_today(), current())
    record = json.dumps(as_record(province, found, current()), ensure_ascii=False)
    if out is not None:
        ending = out.suffix.lower()
        if ending == ".xlsx":
            data = documents_workbook(documents, max(one.order.cycle for one in province.districts))
        elif ending == ".html":
            data = documents_page(documents, current(), documents[0].title)
        else:
            data = record.encode() + b"\n"
        hand_out(out, data)
    if as_json:
        click.echo(record)
    else:
        for line in documents_text(documents):
            click.echo(line)
        if out is not None:
            click.echo(said(f"The roll-up is in {out}", f"汇总已写入 {out}"))
    for one in found.outcomes:
        if one.happened:
            kept = defect_file(one.happened)
            click.echo(
                said(f"{one.district}: details for its makers: {kept}", f"{one.district}：供开发者查看：{kept}"),
                err=True,
            )
