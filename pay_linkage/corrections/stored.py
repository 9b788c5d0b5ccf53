"""What a rerun keeps of its corrections in the run's folder, and how it is read back.

``corrections/corrections.parquet`` holds the lines; the SHA-256 of its cells is part of the run's identity.
``corrections/cells.parquet`` holds the cells corrected up to now, ``corrections/named.parquet`` the people whom this
run's own lines name, and ``corrections/published.parquet`` what was last published, where held parts were measured
against it: its SHA-256 stands among the run's inputs as ``published/RUN``.
"""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from contracts.input_table import InputTable
from contracts.tables import INPUT_TABLES
from pay_linkage.corrections.corrected_cells import CELLS
from pay_linkage.runs import FileMaker, StoredRun
from pay_linkage.runs.tables import cells_sha256, parquet_bytes, parquet_frame

FOLDER = "corrections"
LINES, CELLS_FILE, NAMED, PUBLISHED = (
    f"{FOLDER}/{name}.parquet" for name in ("corrections", "cells", "named", "published")
)
PUBLISHED_INPUT = "published/"
"""What the name of the last publication begins with among a run's inputs; the published run's id follows."""


def input_tables(run: StoredRun) -> dict[str, InputTable]:
    """The input tables that a run was given, as it read them: those without an origin were not given."""
    return {
        name: InputTable(INPUT_TABLES[name], run.input(name), origin)
        for name, origin in run.origins.items()
        if name in INPUT_TABLES
    }


def stored_lines(run: StoredRun) -> pl.DataFrame | None:
    """The lines that led from the run's parent to the run; None for a run that is no rerun."""
    return _frame(run, LINES)


def stored_cells(run: StoredRun) -> pl.DataFrame:
    """The cells of the run's inputs that were corrected, by itself or before (``CELLS``)."""
    frame = _frame(run, CELLS_FILE)
    return CELLS.to_frame() if frame is None else frame


def stored_names(run: StoredRun) -> pl.DataFrame:
    """Those whom the run's own lines name: person_id."""
    frame = _frame(run, NAMED)
    return pl.DataFrame(schema={"person_id": pl.String}) if frame is None else frame


def stored_published(run: StoredRun) -> pl.DataFrame | None:
    """What everybody had been paid when the run's held parts were measured (person_id, amount), if they were."""
    return _frame(run, PUBLISHED)


def held_against(run: StoredRun) -> str | None:
    """The published run against which the run's held parts were measured; None where none was published then, or the
    scheme holds nobody harmless.
    """
    names = [name for name in run.manifest.inputs if name.startswith(PUBLISHED_INPUT)]
    return names[0].removeprefix(PUBLISHED_INPUT) if names else None


def rerun_inputs(
    parent: Mapping[str, str], published_run: str | None, published: pl.DataFrame | None
) -> dict[str, str]:
    """The hashes of what a rerun is made from besides its corrections: the parent's files, and what was published."""
    files = {name: digest for name, digest in parent.items() if not name.startswith(PUBLISHED_INPUT)}
    if published_run is None or published is None:
        return files
    return {**files, f"{PUBLISHED_INPUT}{published_run}": cells_sha256(published)}


def correction_files(
    lines: pl.DataFrame, cells: pl.DataFrame, named: pl.DataFrame, published: pl.DataFrame | None
) -> dict[str, FileMaker]:
    """The files of the run's folder ``corrections``."""
    frames = {LINES: lines, CELLS_FILE: cells, NAMED: named, PUBLISHED: published}
    return {path: _maker(frame) for path, frame in frames.items() if frame is not None}


def _maker(frame: pl.DataFrame) -> FileMaker:
    return lambda _: parquet_bytes(frame)


def _frame(run: StoredRun, path: str) -> pl.DataFrame | None:
    return parquet_frame(run.file(path)) if path in run.manifest.files else None
