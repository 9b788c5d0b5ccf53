"""The pictures in the docs: what a reader of the sample's pages sees.

``make screenshots`` takes them anew into ``docs/screenshots``; a test run takes them elsewhere and sees that they show
something and that none is missing or left over. They are not compared by their pixels: fonts differ between machines.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

import pytest
from report_page import DRAWN, PHONE, Opened
from report_samples import LARGEST, MadeRun

from pay_linkage.figures.fairness.data import fairness_data
from pay_linkage.report.fairness.page import fairness_html

DOCS = Path(__file__).resolve().parents[2] / "docs"
FOLDER = DOCS / "screenshots"
DESK = (1280, 860)


class Picture(NamedTuple):
    """A page, how it is seen, and the section at the top of the picture."""

    page: str
    locale: str
    size: tuple[int, int]
    section: str = ""


PICTURES = {
    **{f"report-{lang}": Picture("report", locale, DESK) for lang, locale in (("zh", "zh-CN"), ("en", "en-GB"))},
    **{
        f"{name}-{lang}": Picture("report", locale, DESK, section)
        for name, section in (("ranking", "ranking"), ("slopes", "coefficient"), ("edges", "grades"))
        for lang, locale in (("zh", "zh-CN"), ("en", "en-GB"))
    },
    "moved-zh": Picture("rerun", "zh-CN", DESK, "moved"),
    "moved-en": Picture("rerun", "en-GB", DESK, "moved"),
    "phone-zh": Picture("report", "zh-CN", PHONE),
    "phone-en": Picture("report", "en-GB", PHONE),
    "fairness-zh": Picture("fairness", "zh-CN", DESK, "rounding"),
    "fairness-en": Picture("fairness", "en-GB", DESK, "options"),
}


@pytest.fixture(scope="module")
def pages(runs: Mapping[str, MadeRun], tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    fairness = tmp_path_factory.mktemp("fairness") / "fairness.html"
    fairness.write_bytes(fairness_html(fairness_data(runs[LARGEST].reported)))
    return {"report": runs[LARGEST].report, "rerun": runs["rerun"].report, "fairness": fairness}


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_shows_the_page(
    pages: Mapping[str, Path], show: Callable[..., Opened], tmp_path: Path, name: str
) -> None:
    picture = PICTURES[name]
    file = Path(os.environ.get("PAY_LINKAGE_SCREENSHOTS", tmp_path)) / f"{name}.png"
    page = show(pages[picture.page], picture.locale, *picture.size).page
    page.wait_for_selector(DRAWN)
    if picture.section:
        page.evaluate("id => document.getElementById(id).scrollIntoView()", picture.section)
    page.screenshot(path=file, animations="disabled")
    data = file.read_bytes()
    assert struct.unpack(">II", data[16:24]) == picture.size
    assert 20_000 < len(data) < 400_000


def test_the_docs_have_these_pictures_and_no_others() -> None:
    assert {file.stem for file in FOLDER.glob("*")} == set(PICTURES)


def test_every_picture_is_shown_somewhere() -> None:
    readers = (
        DOCS.parent / "README.md",
        DOCS.parent / "README.zh-CN.md",
        FOLDER.parent / "report.md",
        DOCS / "report.zh-CN.md",
    )
    texts = "".join(file.read_text("utf-8") for file in readers)
    assert [name for name in PICTURES if f"screenshots/{name}.png" not in texts] == []
