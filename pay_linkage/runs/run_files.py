"""The files of a run, written into an empty folder and synced; the manifest last."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from functools import partial
from pathlib import Path, PurePosixPath

import polars as pl

from contracts.input_table import origin_record
from pay_linkage.runs import durable
from pay_linkage.runs.canonical import canonical_json, sha256
from pay_linkage.runs.content import RunContent
from pay_linkage.runs.control_totals import control_totals
from pay_linkage.runs.layout import MANIFEST, ORIGINS, SCHEME, input_path, table_path
from pay_linkage.runs.manifest import Manifest, SchemeName, TableContent, versions
from pay_linkage.runs.tables import cells_sha256, parquet_bytes

AT_ONCE = 2
"""So many files are made at once: one alone leaves a core idle, and all of them wait in memory to be written."""


def write_run(folder: Path, run: RunContent) -> None:
    """Write all files of the run into ``folder``. When this returns, they and their folders are on disk.

    They are made beside each other, those that take longest first, and each is written once it is made. Who is told of
    a failure has waited for the files that were being made.
    """
    tables, further = _tables(run), _further_files(run, folder)
    with ThreadPoolExecutor(max_workers=AT_ONCE, thread_name_prefix="files") as beside:
        try:
            judged = beside.submit(run.gate)
            making = {beside.submit(make): name for name, make in {**further, **tables}.items()}
            contents = {name: beside.submit(_content, frame) for name, frame in run.results.items()}
            judged.result()
            hashes = _written(folder, making)
            known = {name: content.result() for name, content in contents.items()}
        finally:
            beside.shutdown(cancel_futures=True)
    durable.write_file(folder / MANIFEST, manifest(run, hashes, known).as_json())
    for written in sorted({folder, *((folder / name).parent for name in hashes)}, reverse=True):
        durable.sync_folder(written)


def _tables(run: RunContent) -> dict[str, Callable[[], bytes]]:
    """Path in the run → maker of its bytes: scheme, origins, inputs, results."""
    origins = {name: origin_record(origin) for name, origin in run.origins.items()}
    inputs = {
        input_path(name): run.input_files.get(name, partial(parquet_bytes, frame)) for name, frame in run.inputs.items()
    }
    results = {table_path(name): partial(parquet_bytes, frame) for name, frame in run.results.items()}
    return {SCHEME: lambda: run.scheme_bytes, ORIGINS: lambda: canonical_json(origins), **inputs, **results}


def _further_files(run: RunContent, scratch: Path) -> dict[str, Callable[[], bytes]]:
    """Path in the run → maker of its bytes; the report, which is handed over last, takes longest."""
    return {str(PurePosixPath(name)): partial(make, scratch) for name, make in reversed(tuple(run.files.items()))}


def _content(frame: pl.DataFrame) -> TableContent:
    return TableContent(rows=frame.height, sha256=cells_sha256(frame))


def _written(folder: Path, making: dict[Future[bytes], str]) -> dict[str, str]:
    """Write the files, each once it is made, and give their SHA-256; the folders that they need are made."""
    hashes: dict[str, str] = {}
    folders = {folder}
    for made in as_completed(list(making)):
        relative, data = making.pop(made), made.result()
        del made  # with it the bytes, once they are written
        path = folder / relative
        if path.parent not in folders:
            durable.make_folder(path.parent)
            folders.add(path.parent)
        durable.write_file(path, data)
        hashes[relative] = sha256(data)
    return hashes


def manifest(run: RunContent, files: dict[str, str], tables: dict[str, TableContent]) -> Manifest:
    """The manifest of a run whose files and tables have these hashes."""
    identity = run.identity
    return Manifest(
        format=1,
        run_id=identity.run_id,
        cycle=identity.cycle,
        scheme=SchemeName(name=run.scheme_name, title=dict(run.scheme_title), sha256=identity.scheme),
        inputs=dict(identity.inputs),
        versions=versions(identity.version),
        parent=identity.parent,
        corrections=identity.corrections,
        control_totals=control_totals(run.results),
        tables=tables,
        files=files,
        left_out=dict(run.left_out),
        made=run.made,
    )
