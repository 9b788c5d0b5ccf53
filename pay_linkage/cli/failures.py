"""From failures to sentences and exit statuses: nobody is shown a traceback."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import click

from contracts.exit_status import DEFECT, DONE, INTERRUPTED, REFUSED, UNUSABLE
from contracts.happened import happened
from contracts.problem import Problem, Refused
from pay_linkage.cli.language import current, said
from pay_linkage.cli.problem_list import problem_lines

PANIC = "PanicException"
"""What Polars raises where it trips over itself; the class has no public home and is no ``Exception``."""


class RefusedWithCopy(Refused):
    """An input is refused, and its problems are marked in the copy of it at ``copy``."""

    def __init__(self, problems: Iterable[Problem], copy: Path) -> None:
        super().__init__(problems)
        self.copy = copy


def guarded(command: Callable[[], object]) -> int:
    """Run a command and return its exit status, telling what went wrong in a sentence."""
    try:
        left = command()
    except Refused as refusal:
        copy = refusal.copy if isinstance(refusal, RefusedWithCopy) else None
        show_problems(refusal.problems, copy=copy, kept=refusal.kept)
        return REFUSED
    except click.ClickException as usage:
        usage.show()
        return REFUSED
    except (click.Abort, KeyboardInterrupt):
        click.echo(said("Stopped; nothing half-written is left.", "已中止，没有留下写了一半的结果。"), err=True)
        return INTERRUPTED
    except click.exceptions.Exit as leaving:
        return leaving.exit_code
    except BaseException as error:  # the last line of defence: a sentence in place of a traceback
        if not isinstance(error, Exception) and type(error).__name__ != PANIC:
            raise
        return show_failure(error)
    return left if isinstance(left, int) else DONE  # click hands the status of its ``Exit`` back


def show_problems(
    problems: Sequence[Problem],
    *,
    as_json: bool | None = None,
    copy: Path | None = None,
    kept: str = "",
    heading: str | None = None,
) -> None:
    """All problems of a refused input: as one JSON object where ``--json`` was asked for, else as a list.

    ``copy`` is where they are marked in a copy of the input, ``kept`` what was written before and stays; ``heading``
    stands above what is not refused but found.
    """
    wanted = "--json" in sys.argv if as_json is None else as_json
    if wanted:
        written = {"annotated": str(copy or ""), "kept": kept}
        listed = [problem.as_record(current()) for problem in problems]
        told = {"refused": True, "problems": listed, **{name: path for name, path in written.items() if path}}
        click.echo(json.dumps(told, ensure_ascii=False))
        return
    click.echo(heading or _heading(len(problems), copy, kept), err=True)
    for line in problem_lines(problems):
        click.echo(line, err=True)


def _heading(count: int, copy: Path | None, kept: str) -> str:
    """How many problems there are, and what was written all the same."""
    if copy is not None:
        return said(
            f"Refused: {count} problem(s). They are marked in {copy}", f"未通过：{count} 个问题，已在副本中标出：{copy}"
        )
    if kept:
        return said(
            f"Refused: {count} problem(s). What was written before stays: {kept}",
            f"未通过：{count} 个问题。此前已写入的内容仍保留：{kept}",
        )
    return said(f"Refused: {count} problem(s). No results were written.", f"未通过：{count} 个问题，没有写入任何结果。")


def show_failure(error: BaseException) -> int:
    """Tell a failure by its own sentence, if it has one; of a defect, where it happened is kept in a private file."""
    sentence = getattr(error, "sentence", None)
    if callable(sentence):
        click.echo(sentence(current()), err=True)
        return int(getattr(error, "exit_status", UNUSABLE))
    shown = defect_file(happened(error))
    kind = type(error).__name__
    click.echo(
        said(
            f"This is a defect of pay-linkage ({kind}), not of your data. Details for its makers: {shown}",
            f"这是 pay-linkage 自身的缺陷（{kind}），不是您的数据有误。供开发者查看的细节：{shown}",
        ),
        err=True,
    )
    return DEFECT


def defect_file(lines: Iterable[str]) -> Path | str:
    """A private file that says where a defect happened."""
    told = "\n".join(lines)
    try:
        descriptor, name = tempfile.mkstemp(prefix="pay-linkage-defect-", suffix=".txt")
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(told)
    except OSError:
        return "–"
    return Path(name)
