"""``pay-linkage statements``: what each person is told of how the amount came about."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from pay_linkage.cli.language import current, said
from pay_linkage.cli.main import lang_option
from pay_linkage.cli.options import store_option
from pay_linkage.exports.file_names import file_names
from pay_linkage.exports.statement import Statement, statement_page, statements_page
from pay_linkage.notices import Statements
from pay_linkage.runs import Store
from pay_linkage.runs.handed_out import hand_out_folder

WHOLE = "statements.html"


@click.command(
    "statements",
    params=[lang_option()],
    help=said(
        "Write the statements of RUN: a page to print for each person, in the language of --lang. They hold names and "
        "amounts; identity numbers are covered.",
        "生成运行 RUN 的个人告知单（可打印网页，语言由 --lang 决定）。文件含姓名和金额，证件号码已遮盖。",
    ),
)
@click.argument("run")
@click.option(
    "--out",
    required=True,
    type=click.Path(path_type=Path),
    help=said("a folder that is not there yet", "输出文件夹（须不存在）"),
)
@click.option("--one-file", is_flag=True, help=said("all statements in one file", "全部写入一个文件"))
@click.option(
    "--person", "people", multiple=True, help=said("only this person_id (repeatable)", "仅此人员编码（可重复）")
)
@store_option()
def command(run: str, out: Path, one_file: bool, people: tuple[str, ...], store: str) -> None:
    """Write statements."""
    statements = Statements(Store(store).open(run), current())
    person_ids = statements.person_ids(people)
    told = statements.of(person_ids)
    pages = _whole(statements, told) if one_file else _pages(told, person_ids, statements.unit_ids)
    hand_out_folder(out, pages)
    click.echo(said(f"Statements in {out}: {len(person_ids)}", f"{len(person_ids)} 份告知单已写入 {out}"))


def _whole(statements: Statements, told: Iterator[Statement]) -> Iterator[tuple[str, bytes]]:
    yield WHOLE, b"".join(statements_page(told, current(), statements.title))


def _pages(told: Iterator[Statement], person_ids: list[str], unit_ids: set[str]) -> Iterator[tuple[str, bytes]]:
    """A folder for each unit, a file for each person."""
    people, units = file_names(person_ids), file_names(sorted(unit_ids))
    for statement in told:
        name = f"{units[statement.unit_id]}/{people[statement.person_id]}.html"
        yield name, statement_page(statement, current())
