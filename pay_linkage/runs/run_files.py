"""The files of a run, written into an empty folder and synced; the manifest last."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path, PurePosixPath

from contracts.input_table import origin_record
from pay_linkage.runs import durable
from pay_linkage.runs.canonical import canonical_json, sha256
from pay_linkage.runs.content import RunContent
from pay_linkage.runs.control_totals import control_totals
from pay_linkage.runs.layout import MANIFEST, ORIGINS, SCHEME, input_path, table_path
from pay_linkage.runs.manifest import Manifest, SchemeName, TableContent, versions
from pay_linkage.runs.tables import cells_sha256, parquet_bytes


def write_run(folder: Path, run: RunContent) -> None:
    """Write all files of the run into ``folder``. When this returns, they and their folders are on disk."""
    hashes = {}
    folders = {folder}
    for relative, data in _files(run, folder):
        path = folder / relative
        if path.parent not in folders:
            durable.make_folder(path.parent)
            folders.add(path.parent)
        durable.write_file(path, data)
        hashes[relative] = sha256(data)
    tables = {name: TableContent(rows=f.height, sha256=cells_sha256(f)) for name, f in run.results.items()}
    durable.write_file(folder / MANIFEST, manifest(run, hashes, tables).as_json())
    for written in sorted(folders, reverse=True):
        durable.sync_folder(written)


def _files(run: RunContent, scratch: Path) -> Iterator[tuple[str, bytes]]:
    """Each file's path in the run and its bytes, always in this order.

    The tables are encoded and written while the further files are made beside them, one after the other: each alone
    leaves a core idle. Who stops asking, or is told of a failure, waits for the file that is being made.
    """
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="files") as beside:
        making = {str(PurePosixPath(name)): beside.submit(made, scratch) for name, made in run.files.items()}
        try:
            yield SCHEME, run.scheme_bytes
            yield ORIGINS, canonical_json({name: origin_record(origin) for name, origin in run.origins.items()})
            for name, frame in run.inputs.items():
                yield input_path(name), parquet_bytes(frame)
            for name, frame in run.results.items():
                yield table_path(name), parquet_bytes(frame)
            for relative, made in making.items():
                yield relative, made.result()
        finally:
            beside.shutdown(cancel_futures=True)


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
