from __future__ import annotations

import click
import pytest

from pay_linkage.cli.progress import show_steps
from pay_linkage.step_log import LOG, listeners
from pay_linkage.steps import RERUN_STEPS


@pytest.fixture(autouse=True)
def as_before() -> object:
    handlers, propagate = list(LOG.handlers), LOG.propagate
    yield
    LOG.handlers[:], LOG.propagate = handlers, propagate


def test_a_second_command_in_one_process_shows_its_own_steps_only(capsys: pytest.CaptureFixture[str]) -> None:
    show_steps()
    show_steps(RERUN_STEPS)
    LOG.info("correct")
    assert capsys.readouterr().err.count("»") == 1
    assert len(listeners()) == 1


def test_what_a_command_shows_ends_with_it(capsys: pytest.CaptureFixture[str]) -> None:
    with click.Context(click.Command("run")):
        show_steps()
        LOG.info("load")
    LOG.info("validate")
    assert capsys.readouterr().err.count("»") == 1
