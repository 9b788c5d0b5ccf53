"""A run that is about to be written, read as if it were stored already."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import polars as pl

from pay_linkage.runs.content import RunContent
from pay_linkage.runs.run_files import manifest
from pay_linkage.runs.stored_run import StoredRun


@dataclass(frozen=True, slots=True)
class UnwrittenRun(StoredRun):
    """The tables, inputs and scheme of ``content``; its manifest names no files and no tables yet."""

    content: RunContent

    def table(self, name: str) -> pl.DataFrame:
        """A result table (rulebook §11)."""
        return self.content.results[name]

    def input(self, name: str) -> pl.DataFrame:
        """An input table, with ``_row``."""
        return self.content.inputs[name]

    @property
    def scheme_bytes(self) -> bytes:
        """The scheme file, byte for byte."""
        return self.content.scheme_bytes


def unwritten_run(content: RunContent) -> UnwrittenRun:
    """The run that ``content`` will be."""
    return UnwrittenRun(Path(), manifest(content, {}, {}), content)
