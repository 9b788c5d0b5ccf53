"""Keyboard, contrast and structure, by hand and by axe-core."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib.resources import files
from itertools import pairwise

import pytest
from report_page import DRAWN, PHONE, Opened
from report_samples import LARGEST, MadeRun

Show = Callable[..., Opened]
AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
GRAVE = {"serious", "critical"}
DESK = (1366, 900)


@pytest.mark.parametrize(
    ("name", "locale", "size"),
    [
        ("rerun", "zh-CN", DESK),
        ("rerun", "en-GB", PHONE),
        ("community", "en-GB", DESK),
        ("public_institution", "zh-CN", PHONE),
    ],
)
def test_axe_finds_nothing_grave(
    runs: Mapping[str, MadeRun], show: Show, name: str, locale: str, size: tuple[int, int]
) -> None:
    page = show(runs[name].report, locale, *size).page
    page.evaluate("for (const details of document.querySelectorAll('details')) details.open = true")
    page.evaluate(AXE)
    found = page.evaluate("axe.run()")
    assert len(found["passes"]) > 20
    assert [(one["id"], one["nodes"][0]["html"]) for one in found["violations"] if one["impact"] in GRAVE] == []


def test_everything_can_be_reached_and_worked_by_keyboard(runs: Mapping[str, MadeRun], show: Show) -> None:
    page = show(runs[LARGEST].report).page
    stops = []
    for _ in range(9):
        page.keyboard.press("Tab")
        stops.append(page.evaluate("document.activeElement.id || document.activeElement.textContent.trim()"))
        outlined = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outlined != "none", stops[-1]
    assert stops[1:7] == ["category", "unit", "reset", "中文", "English", "print"]
    page.locator('[data-choose="en"]').focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(DRAWN)
    assert page.get_attribute("html", "lang") == "en"
    summary = page.locator("#ranking summary").first
    summary.focus()
    page.keyboard.press("Enter")
    assert page.locator("#table-units-township").is_visible()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('role')") == "region"


def test_headings_go_down_step_by_step_and_every_table_has_a_caption(runs: Mapping[str, MadeRun], show: Show) -> None:
    page = show(runs["rerun"].report).page
    levels = [int(tag[1]) for tag in page.evaluate("[...document.querySelectorAll('h1, h2, h3')].map(h => h.tagName)")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(below - above <= 1 for above, below in pairwise(levels))
    tables = "[...document.querySelectorAll('table')]"
    assert page.evaluate(f"{tables}.every(table => table.caption && table.caption.textContent)")
    assert page.evaluate(f"{tables}.every(table => [...table.tHead.rows[0].cells].every(cell => cell.scope === 'col'))")
    labels = page.evaluate("[...document.querySelectorAll('.chart')].map(chart => chart.getAttribute('aria-label'))")
    assert all(label.endswith("数据见下方表格。") for label in labels)
