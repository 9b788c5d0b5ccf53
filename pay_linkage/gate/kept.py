"""Verdicts that are kept: one file for programs and one page for people each time the gate is asked.

A run's folder never changes, so they stand beside it: ``gates/RUN_ID/0001.json`` and ``0001.html``.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, ValidationError

from pay_linkage.gate.page import gate_page
from pay_linkage.handover.placed import place_file
from pay_linkage.runs import StoredRun, StoreFailure, durable
from pay_linkage.runs.canonical import canonical_json
from pay_linkage.runs.failure import coded

if TYPE_CHECKING:
    from contracts.publication_gate import GateReport

FOLDER = "gates"


class Verdict(BaseModel):
    """A verdict as it is kept: of which run and content, when, by whom, and the checks that are not passed."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)
    format: Literal[1]
    run_id: str
    content_hash: str
    at: AwareDatetime
    by: str
    is_green: bool
    checks: int
    red: list[dict[str, str | int | None]]


def keep(root: Path, run: StoredRun, report: GateReport, by: str) -> Path:
    """Write the verdict and its page; gives the page's path. Raises ``StoreFailure``."""
    folder = root / FOLDER / run.manifest.run_id
    durable.ensure_folder(folder)
    number = len(_verdicts(folder)) + 1
    at = datetime.now(UTC).replace(microsecond=0)
    page = folder / f"{number:04d}.html"
    place_file(page, gate_page(report, run, at, by).encode())
    place_file(folder / f"{number:04d}.json", canonical_json(_verdict(run, report, at, by).model_dump(mode="json")))
    return page


def _verdict(run: StoredRun, report: GateReport, at: datetime, by: str) -> Verdict:
    red: list[dict[str, str | int | None]] = [
        {"code": check.code, "file": check.file, "sheet": check.sheet, "heading": check.heading, "found": check.found}
        for check in report.red
    ]
    return Verdict(
        format=1,
        run_id=run.manifest.run_id,
        content_hash=run.manifest.content_hash,
        at=at,
        by=by,
        is_green=report.is_green,
        checks=len(report.checks),
        red=red,
    )


def last_page(root: Path, run_id: str) -> Path | None:
    """The page of the run's last verdict, or nothing where it was never judged."""
    found = _verdicts(root / FOLDER / run_id)
    return found[-1].with_suffix(".html") if found else None


def last_verdict(root: Path, run_id: str) -> Verdict | None:
    """The run's last verdict, or nothing where it was never judged. Raises ``StoreFailure`` where it was changed."""
    found = _verdicts(root / FOLDER / run_id)
    if not found:
        return None
    with coded(found[-1]):
        data = found[-1].read_bytes()
    try:
        return Verdict.model_validate_json(data)
    except ValidationError as error:
        raise StoreFailure("gate_verdict_changed", found[-1]) from error


def _verdicts(folder: Path) -> list[Path]:
    return sorted(folder.glob("[0-9]*.json")) if folder.is_dir() else []
