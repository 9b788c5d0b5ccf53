"""A report as it stands open in a browser."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page

PHONE = (390, 844)
DRAWN = "html[data-drawn]"


@dataclass
class Opened:
    """The page, what it wrote to the console, which errors it had, and what it asked for besides its own file."""

    page: Page
    said: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def rows(self, chart: str) -> list[dict[str, Any]]:
        """The rows that a chart has drawn."""
        got: list[dict[str, Any]] = self.page.evaluate("name => reportViews[name].data('rows')", chart)
        return got

    def choose(self, *, category: str | None = None, unit: str | None = None) -> None:
        """Choose from the filters and wait for the charts."""
        if category is not None:
            self.page.select_option("#category", category)
        if unit is not None:
            self.page.select_option("#unit", unit)
        self.page.wait_for_selector(DRAWN)

    def table(self, name: str) -> list[list[str]]:
        """The cells of a table's rows that are not filtered away, as text in the page's language."""
        lang = self.page.evaluate("document.documentElement.dataset.lang")
        script = """([name, other]) => [...document.querySelectorAll(`#table-${name} tbody tr:not([hidden])`)].map(
            row => [...row.cells].map(cell => { const copy = cell.cloneNode(true);
              copy.querySelectorAll('.' + other).forEach(node => node.remove()); return copy.textContent; }))"""
        cells: list[list[str]] = self.page.evaluate(script, [name, "zh" if lang == "en" else "en"])
        return cells


def opened(browser: Browser, file: Path, locale: str, width: int, height: int) -> Opened:
    """Open the file without a network and wait until all charts are drawn."""
    context = browser.new_context(locale=locale, viewport={"width": width, "height": height}, offline=True)
    page = context.new_page()
    seen = Opened(page)
    page.on("console", lambda message: seen.said.append(message.text))
    page.on("pageerror", lambda error: seen.said.append(str(error)))
    page.on("request", lambda request: seen.asked.append(request.url))
    page.goto(file.as_uri())
    page.wait_for_selector(DRAWN)
    return seen
