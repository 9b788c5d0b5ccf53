"""Receipts: what was written where, in which layout, so that it can be judged later whatever became of the layout.

A receipt holds no person and no amount.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Literal, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from pay_linkage.layouts import FileKind, Form, Layout, read_layout
from pay_linkage.runs import Folder, Store, StoredRun, StoreFailure
from pay_linkage.runs.canonical import canonical_json
from pay_linkage.runs.failure import coded
from pay_linkage.runs.placed import place_file

FOLDER = "exports"
ENDING = ".receipt.json"
Kind = TypeVar("Kind", bound=BaseModel)


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

    @property
    def is_outside(self) -> bool:
        """Whether the file was written elsewhere than into the store."""
        return Path(self.file).is_absolute()

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


def form_record(form: Form) -> _FormRecord:
    """The form as a receipt holds it."""
    return _FormRecord(
        sheet=form.sheet,
        above=[list(line) for line in form.above],
        headings=list(form.headings),
        columns=list(form.columns),
    )


def exports_folder(store: Store, run: StoredRun) -> Folder:
    """Where the store keeps a run's exports and all receipts."""
    return store.place.beside(FOLDER, run.manifest.run_id)


def keep_receipt(folder: Folder, receipt: Receipt) -> None:
    """Write the receipt; a later one for the same file takes its place."""
    place_receipt(folder, Path(receipt.file).stem, receipt.file, ENDING, receipt)


def receipts(store: Store, run: StoredRun) -> tuple[Receipt, ...]:
    """All receipts of a run's files, by the order of their names. Raises ``StoreFailure`` where one cannot be read."""
    return kept_receipts(store, run, ENDING, Receipt)


def place_receipt(folder: Folder, stem: str, written: str, ending: str, receipt: BaseModel) -> None:
    """Write a receipt of any kind under a name of its own for what was ``written``, which is a path."""
    key = hashlib.sha256(written.encode()).hexdigest()[:12]
    place_file(folder / f"{stem}.{key}{ending}", canonical_json(receipt.model_dump(mode="json")))


def kept_receipts(store: Store, run: StoredRun, ending: str, kind: type[Kind]) -> tuple[Kind, ...]:
    """All receipts of one kind, by the order of their names. Raises ``StoreFailure`` where one cannot be read."""
    files = store.place.files(FOLDER, run.manifest.run_id)
    return tuple(_read(path, kind) for name, path in files.items() if name.endswith(ending))


def _read(path: Folder, kind: type[Kind]) -> Kind:
    with coded(path):
        data = path.read_bytes()
    try:
        return kind.model_validate_json(data)
    except ValidationError as error:
        raise StoreFailure("export_receipt_changed", path) from error
