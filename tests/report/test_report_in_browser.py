"""The report in a real browser: it opens offline and silently, speaks both languages, filters, prints."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from report_page import DRAWN, PHONE, Opened
from report_samples import LARGEST, NAMES, MadeRun

Show = Callable[..., Opened]
CHINESE = re.compile("[一-鿿]")


@pytest.mark.parametrize("name", [*NAMES, "rerun"])
def test_every_report_opens_without_a_word_or_a_request(runs: Mapping[str, MadeRun], show: Show, name: str) -> None:
    file = runs[name].report
    seen = show(file)
    assert seen.said == []
    assert seen.asked == [file.as_uri()]
    charts = seen.page.locator(".chart")
    assert charts.count() >= 5
    assert seen.page.locator(".chart svg").count() == charts.count()


def test_nothing_but_the_two_known_scripts_may_run(runs: Mapping[str, MadeRun], show: Show) -> None:
    page = show(runs[LARGEST].report).page
    page.evaluate("""() => { window.broken = []; document.addEventListener('securitypolicyviolation',
        event => broken.push(event.effectiveDirective));
        const script = document.createElement('script'); script.textContent = 'window.ran = true';
        document.body.append(script); const image = new Image(); image.src = 'https://example.invalid/a.png';
        document.body.append(image); }""")
    page.evaluate("fetch('https://example.invalid/').catch(() => 0)")
    page.wait_for_function("broken.length >= 3")
    assert page.evaluate("window.ran") is None
    assert sorted(page.evaluate("broken")) == ["connect-src", "img-src", "script-src-elem"]
    made_from_text = """() => new Promise(told => setTimeout(() => {
        try { told(new Function('return "it ran"')()); } catch (error) { told(error.message); } }))"""
    assert "Content Security Policy" in page.evaluate(made_from_text)


@pytest.mark.parametrize(("locale", "lang"), [("zh-CN", "zh-CN"), ("zh-TW", "zh-CN"), ("en-GB", "en"), ("de-DE", "en")])
def test_it_begins_in_the_reader_s_language(runs: Mapping[str, MadeRun], show: Show, locale: str, lang: str) -> None:
    assert show(runs["dinghai_2017"].report, locale).page.get_attribute("html", "lang") == lang


def test_a_switch_changes_every_word_and_remembers_nothing(runs: Mapping[str, MadeRun], show: Show) -> None:
    seen = show(runs["rerun"].report)
    page = seen.page
    assert page.title() == "2018 年度考核与绩效挂钩报告"
    page.get_by_role("button", name="English").click()
    page.wait_for_selector(DRAWN)
    assert page.title() == "Year-end report 2018"
    assert page.get_attribute("html", "lang") == "en"
    assert page.get_by_role("button", name="English").get_attribute("aria-pressed") == "true"
    assert "points" in page.locator("#chart-ranking-township").inner_text()
    words = page.evaluate("""() => [...document.querySelectorAll(
        'h1, h2, h3, p, dt, th, caption, summary, label, strong')].map(node => node.innerText).filter(text => text)""")
    assert len(words) > 80
    assert [text for text in words if CHINESE.search(text)] == []
    page.get_by_role("button", name="中文").click()
    page.wait_for_selector(DRAWN)
    assert "分" in page.locator("#chart-ranking-township").inner_text()
    assert page.locator("h2").all_inner_texts()[0] == "总览"
    assert page.context.cookies() == []
    assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]
    assert seen.said == []


def test_a_category_hides_the_others(runs: Mapping[str, MadeRun], show: Show) -> None:
    seen = show(runs[LARGEST].report)
    everybody = len(seen.rows("pay"))
    seen.choose(category="township")
    page = seen.page
    assert page.locator("#chart-ranking-organ").is_hidden()
    assert page.locator("#chart-ranking-township").is_visible()
    events = runs[LARGEST].run.input("events").join(runs[LARGEST].run.input("units"), on="unit_id")
    of_townships = events.filter(events["category"] == "township")["event_id"].to_list()
    assert {row[6] for row in seen.table("events")} - {"–"} == set(of_townships)
    assert {row["category"] for row in seen.rows("pay")} == {"township"}
    assert len(seen.rows("pay")) < everybody
    assert set(page.locator("#unit option:not([hidden])").all_inner_texts()) >= {"0101 望潮街道"}
    assert page.locator('#unit option[value="0201"]').is_hidden()


def test_a_unit_is_shown_alone_or_among_pale_ones(runs: Mapping[str, MadeRun], show: Show) -> None:
    seen = show(runs[LARGEST].report)
    seen.choose(unit="0102")
    assert seen.page.input_value("#category") == "township"
    assert {row["units"][0] for row in seen.rows("ranking-township") if row["on"]} == {"0102"}
    assert len({row["units"][0] for row in seen.rows("ranking-township")}) == 11
    assert {row["group"] for row in seen.rows("quotas-township")} == {"0102"}
    assert [row[1] for row in seen.table("units-township")] == ["0102"]
    assert [row["scope"] for row in seen.rows("pools")] == ["0102"]
    seen.choose(unit="0227")
    assert [row[0] for row in seen.table("groups-organ")] == ["小单位合并：二类区级机关，C"]
    seen.page.get_by_role("button", name="显示全部").click()
    seen.page.wait_for_selector(DRAWN)
    assert seen.page.input_value("#category") == seen.page.input_value("#unit") == ""
    assert len(seen.table("units-organ")) == 29


def test_a_selection_without_rows_says_so(runs: Mapping[str, MadeRun], show: Show) -> None:
    seen = show(runs[LARGEST].report, "en-GB")
    seen.choose(unit="0229")
    assert seen.page.locator("#chart-pay").inner_text() == "Nothing to show for this selection."
    assert seen.said == []


def test_hovering_shows_the_exact_number(runs: Mapping[str, MadeRun], show: Show) -> None:
    page = show(runs[LARGEST].report).page
    bar = page.locator("#chart-ranking-township .mark-rect path").first
    bar.scroll_into_view_if_needed()
    bar.hover()
    tip = page.locator("#vg-tooltip-element.visible")
    tip.wait_for()
    assert "94.0900" in tip.inner_text()


def test_it_fits_a_phone(runs: Mapping[str, MadeRun], show: Show) -> None:
    for name, locale in (("rerun", "en-GB"), (LARGEST, "zh-CN"), ("community", "zh-CN")):
        page = show(runs[name].report, locale, *PHONE).page
        assert page.evaluate("document.documentElement.scrollWidth") == PHONE[0]


def test_print_leaves_the_tools_out_and_keeps_charts_and_tables(
    runs: Mapping[str, MadeRun], show: Show, tmp_path: Path
) -> None:
    page = show(runs[LARGEST].report).page
    page.emulate_media(media="print")
    assert page.locator(".bar").is_hidden()
    assert page.locator("nav").is_hidden()
    assert page.locator("#chart-ranking-organ svg").is_visible()
    assert page.locator("#table-events").is_visible()
    assert page.locator("#table-units-organ").is_hidden()
    pdf = page.pdf(path=tmp_path / "report.pdf", format="A4")
    assert pdf.startswith(b"%PDF")
    assert 4 <= len(re.findall(rb"/Type\s*/Page\b", pdf)) <= 20
