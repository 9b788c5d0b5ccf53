"""The fairness page in a real browser, and as a file."""

from __future__ import annotations

import re
import stat
from collections.abc import Callable, Mapping
from importlib.resources import files
from pathlib import Path

import pytest
from click.testing import CliRunner
from report_page import DRAWN, PHONE, Opened
from report_samples import LARGEST, NAMES, MadeRun

from pay_linkage.cli.commands.fairness import command
from pay_linkage.figures.fairness.data import fairness_data
from pay_linkage.report.fairness.page import fairness_html

Show = Callable[..., Opened]
AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
CHINESE = re.compile("[一-鿿]")


@pytest.fixture(scope="module")
def page_file(runs: Mapping[str, MadeRun], tmp_path_factory: pytest.TempPathFactory) -> Path:
    made, folder = runs[LARGEST], tmp_path_factory.mktemp("fairness")
    further = folder / "sex.csv"
    ids = made.run.table("person_results")["person_id"].to_list()
    further.write_text("person_id,<sex>\n" + "".join(f"{one},{'mf'[n % 2]}\n" for n, one in enumerate(ids)), "utf-8")
    out = folder / "fairness.html"
    asked = ["--by", "base_pay", "--by", "<sex>", "--with", str(further), "--out", str(out)]
    arguments = [made.run.manifest.run_id, "--store", str(made.store.root), *asked]
    done = CliRunner().invoke(command, arguments, catch_exceptions=False)
    assert done.exit_code == 0
    return out


def test_it_opens_without_a_word_or_a_request_and_fits_a_phone(page_file: Path, show: Show) -> None:
    for locale, size in (("zh-CN", (1366, 900)), ("en-GB", PHONE)):
        seen = show(page_file, locale, *size)
        assert (seen.said, seen.asked) == ([], [page_file.as_uri()])
        charts = seen.page.locator(".chart")
        assert seen.page.locator(".chart svg").count() == charts.count() == 5 + len(("rounding", "options"))
        assert seen.page.evaluate("document.documentElement.scrollWidth") == size[0]
        seen.page.evaluate(AXE)
        grave = [one["id"] for one in seen.page.evaluate("axe.run()")["violations"] if one["impact"] in GRAVE]
        assert grave == []


GRAVE = {"serious", "critical"}


def test_its_words_change_with_the_language(page_file: Path, show: Show) -> None:
    page = show(page_file).page
    assert page.title() == "2018 年度考核公平性分析"
    page.get_by_role("button", name="English").click()
    page.wait_for_selector(DRAWN)
    words = page.evaluate("""() => [...document.querySelectorAll('h1, h2, h3, p, dt, th, caption, strong')].map(
        node => node.innerText).filter(text => text)""")
    assert [text for text in words if CHINESE.search(text)] == []
    assert len(words) > 60


def test_charts_draw_what_the_tables_show(page_file: Path, show: Show) -> None:
    seen = show(page_file, "en-GB")
    for place in range(5):
        rows = seen.table(f"distribution-{place}")
        drawn: dict[str, list[str]] = {}
        for row in seen.rows(f"distribution-{place}"):
            drawn.setdefault(row["label"], [row["people"]]).append(row["number"])
        assert [[row[0], *(cell.replace(",", "") for cell in row[1:7])] for row in rows] == [
            [label, *numbers] for label, numbers in drawn.items()
        ]
    moved = {(row["label"], row["side"]): row["shown"] for row in seen.rows("options")}
    for row in seen.table("options"):
        assert (moved[row[0], "rose"], moved[row[0], "fell"]) == (row[2], row[3])
    assert "<sex>" in seen.page.locator("h3").all_inner_texts()


def test_it_is_private_light_inert_and_names_nobody(page_file: Path, runs: Mapping[str, MadeRun]) -> None:
    assert stat.S_IMODE(page_file.stat().st_mode) == 0o600
    text = page_file.read_text("utf-8")
    assert len(text.encode()) < 3_000_000
    assert "<sex>" not in text
    people = runs[LARGEST].run.input("people")
    assert [name for name in people["person_name"] if name in text] == []


@pytest.mark.parametrize("name", [name for name in NAMES if name != LARGEST])
def test_every_sample_has_one_and_the_same_bytes_twice(runs: Mapping[str, MadeRun], name: str) -> None:
    run = runs[name].reported
    first, second = (fairness_html(fairness_data(run)) for _ in range(2))
    assert first == second
