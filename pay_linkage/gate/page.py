"""The gate's page: every check in both languages, in one file that opens without a network.

It names rows, codes of people, units and headings; no name, document number or amount of anybody.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby
from typing import TYPE_CHECKING

from jinja2 import Environment, PackageLoader, StrictUndefined

from contracts.problem import LANGUAGES
from pay_linkage.runs import StoredRun

if TYPE_CHECKING:
    from contracts.publication_gate import Check, GateReport

PAGES = Environment(loader=PackageLoader("pay_linkage.gate", "."), autoescape=True, undefined=StrictUndefined)


def gate_page(report: GateReport, run: StoredRun, at: datetime, by: str) -> str:
    """The page as HTML: the verdict, then the checks by file, those that are red with their places."""
    checks = sorted(report.checks, key=lambda check: (check.file, check.sheet or ""))
    grouped = groupby(checks, key=lambda check: (check.file, check.sheet))
    files = [_file(file, sheet, list(found)) for (file, sheet), found in grouped]
    return PAGES.get_template("gate.html.j2").render(
        run=run.manifest,
        at=f"{at:%Y-%m-%d %H:%M}Z",
        by=by,
        is_green=report.is_green,
        red=len(report.red),
        count=len(checks),
        files=files,
    )


def _file(file: str, sheet: str | None, checks: Sequence[Check]) -> dict[str, object]:
    rows = [_row(check) for check in sorted(checks, key=lambda check: check.passed)]
    return {"file": file, "sheet": sheet, "red": sum(not check.passed for check in checks), "checks": rows}


def _row(check: Check) -> dict[str, object]:
    problem = check.problem()
    spots = [
        " · ".join(part for part in (f"#{spot.row}" if spot.row else "", spot.key or "") if part)
        for spot in check.spots
    ]
    return {
        "passed": check.passed,
        "code": check.code,
        "heading": check.heading,
        "zh": problem.text("expected", "zh"),
        "en": problem.text("expected", "en"),
        "mend": {} if check.passed else {lang: problem.text("mend", lang) for lang in LANGUAGES},
        "found": check.found,
        "spots": [spot for spot in spots if spot],
    }
