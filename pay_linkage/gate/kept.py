"""Verdicts that are kept: one file for programs and one page for people each time the gate is asked.

A run's folder never changes, so they stand beside it: ``gates/RUN_ID/0001.json`` and ``0001.html``.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, ValidationError

from pay_linkage.gate.page import gate_page
from pay_linkage.runs import Folder, Store, StoredRun, StoreFailure
from pay_linkage.runs.canonical import canonical_json
from pay_linkage.runs.failure import coded
from pay_linkage.runs.placed import add_file, place_file

if TYPE_CHECKING:
    from contracts.publication_gate import GateReport

FOLDER = "gates"
PAGE, VERDICT = ".html", ".json"


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


def keep(store: Store, run: StoredRun, report: GateReport, by: str) -> Folder:
    """Write the page under the next number that nobody has, then the verdict, which counts; gives the page.

    Raises ``StoreFailure``.
    """
    folder = store.place.beside(FOLDER, run.manifest.run_id)
    at = datetime.now(UTC).replace(microsecond=0)
    page = gate_page(report, run, at, by).encode()
    number = len(_files(store, run.manifest.run_id, PAGE)) + 1
    while not add_file(folder / f"{number:04d}{PAGE}", page):
        number += 1
    verdict = canonical_json(_verdict(run, report, at, by).model_dump(mode="json"))
    place_file(folder / f"{number:04d}{VERDICT}", verdict)
    return folder / f"{number:04d}{PAGE}"


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


def last_page(store: Store, run_id: str) -> Folder | None:
    """The page of the run's last verdict, or nothing where it was never judged."""
    found = _files(store, run_id, VERDICT)
    return store.place.beside(FOLDER, run_id) / found[-1].name.replace(VERDICT, PAGE) if found else None


def last_verdict(store: Store, run_id: str) -> Verdict | None:
    """The run's last verdict, or nothing where it was never judged. Raises ``StoreFailure`` where it was changed."""
    found = _files(store, run_id, VERDICT)
    if not found:
        return None
    with coded(found[-1]):
        data = found[-1].read_bytes()
    try:
        return Verdict.model_validate_json(data)
    except ValidationError as error:
        raise StoreFailure("gate_verdict_changed", found[-1]) from error


def _files(store: Store, run_id: str, ending: str) -> list[Folder]:
    files = store.place.files(FOLDER, run_id)
    return [path for name, path in files.items() if name.endswith(ending) and name[0].isdigit()]
