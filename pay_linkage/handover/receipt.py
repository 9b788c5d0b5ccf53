"""Receipts: what was written where, in which layout, so that it can be judged later whatever became of the layout.

A receipt holds no person and no amount.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from pay_linkage.handover.placed import place_file
from pay_linkage.layouts import FileKind, Form, Layout, read_layout
from pay_linkage.runs import StoredRun, StoreFailure
from pay_linkage.runs.canonical import canonical_json
from pay_linkage.runs.failure import coded

FOLDER = "exports"
ENDING = ".receipt.json"


class _FormRecord(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)
    sheet: str | None
    above: list[list[str]]
    headings: list[str]
    columns: list[int | None]


class Receipt(BaseModel):
    """``file`` is relative to the store's folder of exports, or absolute; ``layout`` is the layout's text."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)
    format: Literal[1]
    run_id: str
    kind: FileKind
    publication: int | None
    layout: str
    parameters: dict[str, str]
    form: _FormRecord
    file: str
    encrypted: bool
    rows: int

    def path(self, folder: Path) -> Path:
        """Where the file was written; ``folder`` is the run's folder of exports."""
        return folder / self.file

    def layout_used(self) -> Layout:
        """The layout as it was used."""
        return read_layout(self.layout.encode(), "layout.yaml")

    def form_used(self) -> Form:
        """The form as it was used."""
        above = tuple(tuple(line) for line in self.form.above)
        return Form(self.form.sheet, above, tuple(self.form.headings), tuple(self.form.columns))


@dataclass(frozen=True, slots=True)
class Receipts:
    """The receipts of a run, by the order of their names, and the folder in which they are."""

    folder: Path
    found: tuple[Receipt, ...]


def form_record(form: Form) -> _FormRecord:
    """The form as a receipt holds it."""
    return _FormRecord(
        sheet=form.sheet,
        above=[list(line) for line in form.above],
        headings=list(form.headings),
        columns=list(form.columns),
    )


def exports_folder(root: Path, run: StoredRun) -> Path:
    """Where the store keeps a run's exports and all receipts."""
    return root / FOLDER / run.manifest.run_id


def keep_receipt(folder: Path, receipt: Receipt) -> None:
    """Write the receipt; a later one for the same file takes its place."""
    key = hashlib.sha256(receipt.file.encode()).hexdigest()[:12]
    name = f"{Path(receipt.file).stem}.{key}{ENDING}"
    place_file(folder / name, canonical_json(receipt.model_dump(mode="json")))


def receipts(root: Path, run: StoredRun) -> Receipts:
    """All receipts of a run. Raises ``StoreFailure`` where one cannot be read."""
    folder = exports_folder(root, run)
    paths = sorted(folder.glob(f"*{ENDING}")) if folder.is_dir() else []
    return Receipts(folder, tuple(_read(path) for path in paths))


def _read(path: Path) -> Receipt:
    with coded(path):
        data = path.read_bytes()
    try:
        return Receipt.model_validate_json(data)
    except ValidationError as error:
        raise StoreFailure("export_receipt_changed", path) from error
