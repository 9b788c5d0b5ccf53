"""The report as a file of the run: private, the same bytes everywhere, without names, light, inert."""

from __future__ import annotations

import hashlib
import os
import re
import stat
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import polars as pl
import pytest
from report_page import Opened
from report_samples import LARGEST, NAMES, MadeRun

from contracts.problem import Refused
from pay_linkage.figures.report_data import report_data
from pay_linkage.report import report_html, runtime
from pay_linkage.run_report import stored_report
from pay_linkage.runs import Store

MAIL = 3_000_000
PROGRAM = """
import hashlib, sys
from pay_linkage.run_report import stored_report
from pay_linkage.runs import Store
print(hashlib.sha256(stored_report(Store(sys.argv[1]), sys.argv[2])).hexdigest())
"""
PLACES = (
    {"POLARS_MAX_THREADS": "1", "TZ": "Asia/Shanghai", "LC_ALL": "C", "PYTHONHASHSEED": "1"},
    {"POLARS_MAX_THREADS": "3", "TZ": "America/St_Johns", "LANG": "zh_CN.UTF-8", "PYTHONHASHSEED": "2"},
)


@pytest.mark.parametrize("name", [*NAMES, "rerun"])
def test_every_run_has_its_report_private_and_under_its_hash(runs: Mapping[str, MadeRun], name: str) -> None:
    made = runs[name]
    data = made.report.read_bytes()
    assert stat.S_IMODE(made.report.stat().st_mode) == 0o600
    assert made.run.manifest.files["report.html"] == hashlib.sha256(data).hexdigest()
    assert len(data) < MAIL
    assert stored_report(made.store, made.run.manifest.run_id) == data


@pytest.mark.parametrize("place", PLACES)
def test_threads_zones_locales_and_hash_seeds_change_no_byte(
    runs: Mapping[str, MadeRun], place: Mapping[str, str]
) -> None:
    made = runs["rerun"]
    command = [sys.executable, "-c", PROGRAM, str(made.store.root), made.run.manifest.run_id]
    done = subprocess.run(command, env={**os.environ, **place}, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == made.run.manifest.files["report.html"]


def test_nobody_is_named_unless_asked_for(runs: Mapping[str, MadeRun]) -> None:
    for name in (LARGEST, "rerun"):
        made = runs[name]
        people = made.run.input("people")
        text = _words(made.report.read_text(encoding="utf-8"))
        kept = people.filter(pl.col("person_name").str.len_chars() > 2)
        assert kept.height > 1000
        assert [person for person in kept["person_name"] if person in text] == []
        assert [number for number in people["id_number"].drop_nulls() if number in text] == []
        named = stored_report(made.store, made.run.manifest.run_id, with_names=True).decode()
        edge = re.search(r'data-units="0111"><td>.*?<td>(\d{6}) (\S+?)</td>', named)
        assert edge is not None
        assert edge[2] == people.filter(pl.col("person_id") == edge[1])["person_name"].item()
        assert "本副本含姓名" in named
        assert "本副本含姓名" not in text


def _words(html: str) -> str:
    """The page without its scripts, and the data that its charts draw."""
    data = re.search(r'<script type="application/json" id="charts">(.*?)</script>', html, re.DOTALL)
    assert data is not None
    return re.sub(r"<script>.*?</script>", "", html, flags=re.DOTALL) + data[1]


def test_it_tells_nothing_of_when_or_by_whom(runs: Mapping[str, MadeRun]) -> None:
    made = runs["rerun"]
    text = _words(made.report.read_text(encoding="utf-8"))
    assert made.run.manifest.made.by == "tester"
    assert "tester" not in text
    assert made.run.manifest.made.why not in text
    assert "复核</td>" not in text  # the free reason of a correction
    assert made.run.manifest.made.at.date().isoformat() not in text


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value or "" for name, value in attrs if name in {"src", "href", "action", "srcset", "data"}]
        assert tag not in {"iframe", "object", "embed", "link", "base", "form"}


def test_it_refers_to_nothing_but_itself(runs: Mapping[str, MadeRun]) -> None:
    links = _Links()
    links.feed(runs["rerun"].report.read_text(encoding="utf-8"))
    assert links.found
    assert [link for link in links.found if not link.startswith("#")] == []


def test_the_script_is_the_pinned_library_s_kept_or_not(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert hashlib.sha256(runtime.made().encode()).hexdigest() == runtime.SHA256
    kept = tmp_path / "vega.js"
    monkeypatch.setattr(runtime, "KEPT", kept)
    made = runtime.chart_script()
    runtime.keep()
    assert kept.read_text(encoding="utf-8") == runtime.chart_script() == made
    kept.write_text("alert(1)", encoding="utf-8")
    assert runtime.chart_script() == made
    assert "</script" not in made


def test_a_process_puts_the_script_together_once_and_setting_up_keeps_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runtime, "KEPT", Path("nowhere"))
    asked: list[str] = []
    monkeypatch.setattr("vl_convert.javascript_bundle", lambda _script, vl_version: asked.append(vl_version) or "drawn")
    runtime.made.cache_clear()
    try:
        assert [runtime.chart_script(), runtime.chart_script()] == ["drawn", "drawn"]
    finally:
        runtime.made.cache_clear()
    assert asked == [runtime.VEGA_LITE]
    for file in ("scripts/setup", "Dockerfile"):
        assert f"from {runtime.__name__} import keep; keep()" in Path(file).read_text(encoding="utf-8")


def test_hostile_names_stay_text(runs: Mapping[str, MadeRun], show: Callable[..., Opened], tmp_path: Path) -> None:
    run = runs["dinghai_2017"].reported
    evil = "</script><img src=x onerror=alert(1)>{{7*7}}\u2028'\"&"
    units = run.inputs.units.with_columns(pl.lit(evil).alias("unit_name"))
    events = run.inputs.events.with_columns(pl.lit(evil).alias("document"))
    hostile = replace(run, inputs=replace(run.inputs, units=units, events=events))
    file = tmp_path / "hostile.html"
    file.write_bytes(report_html(report_data(hostile)))
    seen = show(file)
    assert seen.said == []
    assert seen.page.locator("img").count() == 0
    assert len({row["label"] for row in seen.rows("ranking-township")}) == 11
    assert evil in seen.table("units-township")[0][2]
    assert seen.table("events")[0][5] == evil


def test_the_command_writes_it_once(runs: Mapping[str, MadeRun], tmp_path: Path) -> None:
    made = runs["dinghai_2017"]
    out = tmp_path / "report.html"
    program = "from pay_linkage.cli import main; main()"
    asked = ["report", made.run.manifest.run_id[:8], "--store", str(made.store.root), "--out", str(out), "--lang", "en"]
    command = [sys.executable, "-c", program, *asked]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout == f"The report is in {out}\n"
    assert out.read_bytes() == made.report.read_bytes()
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    again = subprocess.run(command, capture_output=True, text=True, check=False)
    assert again.returncode == 2
    assert str(out) in again.stderr


def test_a_run_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="run_unknown"):
        stored_report(Store(tmp_path), "2018-000000000000")
