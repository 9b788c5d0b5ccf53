"""From failures to sentences and exit statuses: nobody is shown a traceback."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import click

from contracts.happened import happened
from contracts.problem import Problem, Refused
from pay_linkage.cli.language import current, said
from pay_linkage.cli.problem_list import problem_lines

DONE, DEFECT, REFUSED, UNUSABLE, INTERRUPTED = 0, 1, 2, 3, 130
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
        show_problems(refusal.problems, copy=refusal.copy if isinstance(refusal, RefusedWithCopy) else None)
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


def show_problems(problems: Sequence[Problem], *, as_json: bool | None = None, copy: Path | None = None) -> None:
    """All problems of a refused input: as one JSON object where ``--json`` was asked for, else as a list.

    ``copy`` is where they are marked in a copy of the input.
    """
    wanted = "--json" in sys.argv if as_json is None else as_json
    if wanted:
        marked = {} if copy is None else {"annotated": str(copy)}
        listed = [problem.as_record(current()) for problem in problems]
        click.echo(json.dumps({"refused": True, "problems": listed, **marked}, ensure_ascii=False))
        return
    count = len(problems)
    if copy is None:
        told = said(f"Refused: {count} problem(s). Nothing was written.", f"未通过：{count} 个问题，没有写入任何文件。")
    else:
        told = said(
            f"Refused: {count} problem(s). They are marked in {copy}", f"未通过：{count} 个问题，已在副本中标出：{copy}"
        )
    click.echo(told, err=True)
    for line in problem_lines(problems):
        click.echo(line, err=True)


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
