"""A command's exit status says what became of it, also where click leaves early and hands the status back."""

from __future__ import annotations

import click
import pytest

from contracts.exit_status import DONE, INTERRUPTED, REFUSED
from contracts.problem import Refused
from pay_linkage.cli.failures import guarded


def leaving(status: int) -> click.Command:
    @click.command()
    def command() -> None:
        raise click.exceptions.Exit(status)

    return command


@pytest.mark.parametrize("status", [DONE, REFUSED])
def test_the_status_of_a_command_that_leaves_early_is_kept(status: int) -> None:
    assert guarded(lambda: leaving(status).main([], standalone_mode=False)) == status


def raising(error: BaseException) -> int:
    def command() -> None:
        raise error

    return guarded(command)


def test_refused_stopped_and_done_differ(capsys: pytest.CaptureFixture[str]) -> None:
    assert raising(Refused([])) == REFUSED
    assert raising(KeyboardInterrupt()) == INTERRUPTED
    assert raising(click.UsageError("x")) == REFUSED
    assert guarded(lambda: None) == DONE
    assert "Traceback" not in capsys.readouterr().err
