"""Every chart is sound Vega-Lite, by the library's own schema."""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib.resources import files
from typing import Any

import pytest
from jsonschema.validators import validator_for
from report_samples import NAMES, MadeRun

from pay_linkage.figures.report_data import report_data
from pay_linkage.report.page import plain, report_sections

SCHEMA = files("altair").joinpath("vegalite", "v6", "schema", "vega-lite-schema.json")


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    got: dict[str, Any] = json.loads(SCHEMA.read_text(encoding="utf-8"))
    return got


def spoken(node: Any, lang: str) -> Any:
    """The specification in one language, as the page makes it."""
    if isinstance(node, dict):
        if set(node) == {"en", "zh"}:
            return node[lang]
        return {key: spoken(value, lang) for key, value in node.items()}
    return [spoken(value, lang) for value in node] if isinstance(node, list) else node


@pytest.mark.parametrize("name", [*NAMES])
def test_specifications_are_sound_in_both_languages(
    runs: Mapping[str, MadeRun], schema: dict[str, Any], name: str
) -> None:
    sections = report_sections(report_data(runs[name].reported))
    charts = [chart for section in sections for block in section.blocks for chart in block.charts]
    assert len({chart.name for chart in charts}) == len(charts)
    top = {**schema, "$ref": "#/definitions/TopLevelSpec"}
    validator = validator_for(top)(top)
    for lang in ("en", "zh"):
        specs = {json.dumps(spoken(plain(chart.spec), lang), sort_keys=True) for chart in charts}
        for spec in specs:
            validator.validate({**json.loads(spec), "data": {"name": "rows"}, "width": "container", "height": 10})


def test_rows_carry_decimals_as_text_and_no_float(runs: Mapping[str, MadeRun]) -> None:
    for name in NAMES:
        for section in report_sections(report_data(runs[name].reported)):
            for block in section.blocks:
                for chart in block.charts:
                    values = {key: value for row in chart.rows for key, value in row.items() if key != "weight"}
                    assert not any(isinstance(value, float) for value in values.values())
