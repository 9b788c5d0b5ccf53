"""The page: one HTML file with everything in it, which asks nobody for anything."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape

from contracts.money import amount_text
from contracts.tables import INPUT_TABLES
from contracts.words import Words, words_of
from pay_linkage.report.data import Names, ReportData, RunFacts, Step, Totals, Warned
from pay_linkage.report.runtime import chart_script
from pay_linkage.report.section import Section
from pay_linkage.report.sections.chain import chain
from pay_linkage.report.sections.coefficient import coefficient
from pay_linkage.report.sections.coefficients import coefficients
from pay_linkage.report.sections.events import events
from pay_linkage.report.sections.grades import grades
from pay_linkage.report.sections.moved import moved
from pay_linkage.report.sections.pay import pay
from pay_linkage.report.sections.pools import pools
from pay_linkage.report.sections.quotas import quotas
from pay_linkage.report.sections.ranking import ranking
from pay_linkage.report.words import said

if TYPE_CHECKING:
    from jinja2 import Template


@dataclass(frozen=True, slots=True)
class Figure:
    """A number at the top of the page; the first one is the largest."""

    key: str
    label: Words
    text: str


@dataclass(frozen=True, slots=True)
class Page:
    """A page about a run: ``figures`` and ``warned`` (None: the page warns of nothing) first, then ``sections``.

    ``units`` are those to choose from; without them the page has no filters. ``steps`` are the chain's.
    """

    title: Words
    run: RunFacts
    names: Names
    figures: Sequence[Figure]
    sections: Sequence[Section]
    warned: Sequence[Warned] | None = None
    steps: Sequence[Step] = ()
    units: Sequence[Mapping[str, str]] = ()


def report_html(data: ReportData) -> bytes:
    """The report as an HTML file in UTF-8; the same data give the same bytes."""
    title = said("page", "title", cycle=str(data.run.cycle))
    sections, units = report_sections(data), _units(data)
    return page_html(
        Page(title, data.run, data.names, _figures(data.totals), sections, data.warnings, data.steps, units)
    )


def page_html(page: Page) -> bytes:
    """The page as an HTML file in UTF-8; the same page gives the same bytes."""
    charts = [chart for section in page.sections for block in section.blocks for chart in block.charts]
    scripts = {"charts": chart_script(), "page": _part("report.js")}
    html = _template().render(
        page=page,
        style=Markup(_part("report.css")),  # noqa: S704  (our own file)
        scripts={name: Markup(script) for name, script in scripts.items()},  # noqa: S704  (our own, and the library's)
        hashes=[_source_hash(script) for script in scripts.values()],
        charts=Markup(_json(charts)),  # noqa: S704  (escaped below)
        table_names={name: words_of(table) for name, table in INPUT_TABLES.items()},
    )
    return html.encode()


def load_page() -> None:
    """Load what a page is put together with: beside the making of its figures that costs no time."""
    _template()


def _figures(totals: Totals) -> list[Figure]:
    """The control totals."""
    texts = {
        "amount": amount_text(totals.amount),
        "people": f"{totals.people:,}",
        "lines": f"{totals.lines:,}",
        "units": f"{totals.units:,}",
        "held": amount_text(totals.held),
    }
    return [Figure(key, said("totals", key), text) for key, text in texts.items()]


def report_sections(data: ReportData) -> list[Section]:
    """The page's sections in their order; what moved comes first where the run is a rerun."""
    since = [moved(data, data.moved)] if data.moved else []
    own = [make(data) for make in (chain, ranking, coefficient, grades, quotas, pay, coefficients, pools, events)]
    return [*since, *own]


def _units(data: ReportData) -> list[dict[str, str]]:
    """The units to choose from."""
    return data.units.rows.select("unit_id", "unit_name", "category").sort("unit_id").rows(named=True)


@cache
def _template() -> Template:
    from jinja2 import DictLoader, Environment, StrictUndefined  # noqa: PLC0415  (only who makes a page waits for it)

    environment = Environment(
        loader=DictLoader({"page.html.j2": _part("page.html.j2")}),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(said=said, both=both)
    return environment.get_template("page.html.j2")


def both(words: Words | str) -> Markup:
    """A text in both languages, of which the page shows one; a text that is the same in both once."""
    if isinstance(words, str) or words.en == words.zh:
        return escape(words if isinstance(words, str) else words.en)
    return Markup('<span class="en" lang="en">{}</span><span class="zh" lang="zh-CN">{}</span>').format(*words)


@cache
def _part(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8")


def _json(value: Sequence[Any]) -> str:
    """JSON that may stand in a script element."""
    text = json.dumps(plain(value), ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def plain(value: Any) -> Any:
    """Records as mappings, and words as a mapping of languages where these differ."""
    if isinstance(value, Words):
        return value.en if value.en == value.zh else value._asdict()
    if is_dataclass(value):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items()}
    return [plain(one) for one in value] if isinstance(value, (list, tuple)) else value


def _source_hash(script: str) -> str:
    """What the page's content security policy allows to run: this script and no other."""
    return "sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
