"""Runs with reports, and a browser to read them in."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright
from report_page import Opened, opened
from report_samples import MadeRun, made_runs

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="session")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, MadeRun]:
    return made_runs(tmp_path_factory.mktemp("reports"))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    program = shutil.which("chromium")
    if program is None:
        raise AssertionError("Chromium is missing: run scripts/system-packages (make test does)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture
def show(browser: Browser) -> Iterator[Callable[..., Opened]]:
    """Opens a report's file; whatever the page said or asked for is kept, and it is closed at the end."""
    pages: list[Opened] = []

    def show_(file: Path, locale: str = "zh-CN", width: int = 1366, height: int = 900) -> Opened:
        pages.append(opened(browser, file, locale, width, height))
        return pages[-1]

    yield show_
    for page in pages:
        page.page.context.close()
