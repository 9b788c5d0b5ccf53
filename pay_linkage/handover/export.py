"""Writing a run's files in a layout: all that the layout can carry, or nothing.

Belongs here: the order of things (fill everything, then write), names of files, what is left out and why.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from contracts.problem import Place, Problem, Refused
from pay_linkage.handover.due import Due
from pay_linkage.handover.encryption import encrypted
from pay_linkage.handover.receipt import FOLDER, Receipt, exports_folder, form_record, keep_receipt, receipts
from pay_linkage.layouts import (
    FileKind,
    Filled,
    file_bytes,
    filled,
    layout_bytes,
    layout_file,
    read_layout,
    sources,
    suffix,
    templated,
)
from pay_linkage.layouts.layout import Layout
from pay_linkage.layouts.not_carried import not_carried
from pay_linkage.layouts.parameters import parameter_values
from pay_linkage.runs import Folder, Store, staging
from pay_linkage.runs.failure import coded
from pay_linkage.runs.handed_out import refuse_no_folder
from pay_linkage.runs.placed import place_file, remove_placed

OF_OTHER_KINDS = frozenset({".xlsx", ".xlsm", ".xls", ".et", ".ods", ".html", ".zip", ".parquet"})
"""Endings that a file of lines may not have; every house has its own for such files."""


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked for: a layout (name or file), its parameters' values, a house's template, where to (none: into the
    store), and a password for workbooks.
    """

    layout: str
    parameters: Mapping[str, str] = field(default_factory=dict)
    template: Path | None = None
    out: Path | None = None
    password: str | None = None


@dataclass(frozen=True, slots=True)
class Exported:
    """``files``: path → kind and number of rows; ``left_out``: kinds that the layout does not carry → people."""

    files: Mapping[Folder, tuple[FileKind, int]]
    left_out: Mapping[FileKind, int]


def export(store: Store, brought: Due, request: Request) -> Exported:
    """Write the files and their receipts. A kind without rows has no file.

    Raises ``Refused`` with all that is wrong, before anything is written; ``StoreFailure`` where the disk refuses.
    """
    text = layout_bytes(request.layout)
    layout = read_layout(text, layout_file(request.layout))
    there = {kind: frame for kind, frame in brought.amounts.items() if frame.height}
    carried = {kind: frame for kind, frame in there.items() if kind in layout.files}
    left_out = {kind: frame.height for kind, frame in there.items() if kind not in layout.files}
    _refuse_nothing(layout.layout, brought, carried, left_out)
    _refuse_misleading_name(layout, request.out)
    if request.password is not None and layout.file.kind != "xlsx":
        raise Refused([Problem("export_password_for_csv", Place(layout.layout), "layout", None, layout.layout)])
    made = [_filled(kind, frame, brought, request, layout) for kind, frame in carried.items()]
    folder = exports_folder(store, brought.run)
    targets = [_target(file, brought, request, folder, alone="full" in brought.amounts) for file in made]
    with staging.staged(store.place.scratch, brought.run.manifest.run_id) as scratch:
        contents = [_content(file, brought, request, scratch) for file in made]
    _refuse_overwriting(request, targets, contents)
    for file, target, data in zip(made, targets, contents, strict=True):
        place_file(target, data)
        keep_receipt(folder, _receipt(file, brought, request, target, text))
    _withdraw_drafts(store, brought, layout.layout)
    files = {target: (file.kind, file.cells.height) for file, target in zip(made, targets, strict=True)}
    return Exported(files, left_out)


def _withdraw_drafts(store: Store, brought: Due, layout: str) -> None:
    """Remove the store's drafts in the layout of a kind that is not due any more: another run was published since."""
    there = store.place.files(FOLDER, brought.run.manifest.run_id)
    for receipt in receipts(store, brought.run):
        is_stale = receipt.publication is None and receipt.kind not in brought.amounts
        if is_stale and not receipt.is_outside and receipt.layout_used().layout == layout and receipt.file in there:
            remove_placed([there[receipt.file]])


def _refuse_nothing(
    layout: str, brought: Due, carried: Mapping[FileKind, pl.DataFrame], left_out: Mapping[FileKind, int]
) -> None:
    if carried:
        return
    if left_out:
        raise Refused([not_carried(layout, left_out)])
    raise Refused([Problem("export_nothing_due", Place(layout), key=brought.run.manifest.run_id)])


def _refuse_misleading_name(layout: Layout, out: Path | None) -> None:
    """A file whose name tells another kind than it is cannot be opened by those who receive it."""
    ending = "" if out is None else out.suffix
    is_workbook = layout.file.kind == "xlsx"
    if ending and (ending.lower() != ".xlsx" if is_workbook else ending.lower() in OF_OTHER_KINDS):
        facts = {"suffix": suffix(layout)}
        raise Refused([Problem("export_name_misleading", Place("--out"), "layout", None, layout.layout, ending, facts)])


def _filled(kind: FileKind, amounts: pl.DataFrame, brought: Due, request: Request, layout: Layout) -> Filled:
    form = None
    if request.template is not None:
        values = parameter_values(layout, request.parameters, frozenset())
        form = templated(layout, brought.subject, values, request.template)
    rows = sources(amounts, brought.people)
    origin = brought.run.origins["people"]
    return filled(layout, kind, brought.subject, request.parameters, rows, origin, form)


def _target(file: Filled, brought: Due, request: Request, folder: Folder, *, alone: bool) -> Folder:
    """Where the file goes: for differences the kind stands in the name, since there may be two files."""
    if request.out is not None:
        if not request.out.name:
            raise _taken([request.out])
        stem = request.out.stem if alone else f"{request.out.stem}-{file.kind}"
        return request.out.with_name(f"{stem}{request.out.suffix or suffix(file.layout)}")
    sequence = brought.subject.publication
    state = "draft" if sequence is None else f"{sequence:04d}"
    return folder / f"{file.layout.layout}-{state}-{file.kind}{suffix(file.layout)}"


def _content(file: Filled, brought: Due, request: Request, scratch: Path) -> bytes:
    with coded(scratch):
        data = file_bytes(file, brought.subject.cycle, scratch)
    return data if request.password is None else encrypted(data, request.password, file.layout.layout)


def _refuse_overwriting(request: Request, targets: list[Folder], contents: list[bytes]) -> None:
    """A file that somebody else may have put there is never replaced; the store's own is, by a newer one."""
    if request.out is None:
        return
    pairs = zip(targets, contents, strict=True)
    other = [target for target, data in pairs if isinstance(target, Path) and _is_other(target, data)]
    if other:
        raise _taken(other)
    refuse_no_folder(request.out)


def _is_other(target: Path, data: bytes) -> bool:
    with coded(target):
        return target.is_symlink() or (target.exists() and (not target.is_file() or target.read_bytes() != data))


def _taken(targets: Iterable[Path]) -> Refused:
    return Refused([Problem("export_file_exists", Place(str(target)), value=target.name) for target in targets])


def _receipt(file: Filled, brought: Due, request: Request, target: Folder, layout: bytes) -> Receipt:
    return Receipt(
        format=1,
        run_id=brought.run.manifest.run_id,
        kind=file.kind,
        publication=brought.subject.publication,
        layout=layout.decode("utf-8-sig"),
        parameters=dict(request.parameters),
        form=form_record(file.form),
        file=target.name if request.out is None else str(target.resolve()),
        encrypted=request.password is not None,
        rows=file.cells.height,
    )
