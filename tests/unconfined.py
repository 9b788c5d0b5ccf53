"""Reading and copying without a process of its own, for tests of dozens of files: each would take a second more."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import BinaryIO

import pytest

from pay_linkage.intake import confined_tables


@contextmanager
def reading_unconfined() -> Iterator[None]:
    """Workbooks and Parquet files are read in this process; the process of its own is tested in tests/confinement."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(confined_tables, "confined", _unconfined)
        yield


@contextmanager
def copying_unconfined() -> Iterator[None]:
    """Checked copies are made in this process; of inputs that nobody would want to hurt it with."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(import_module("pay_linkage.annotations.checked_copy"), "confined", _unconfined)
        yield


def _unconfined(work: str, request: object, _: object) -> BinaryIO:
    module, _, function = work.partition(":")
    output = io.BytesIO()
    getattr(import_module(module), function)(request, output, lambda _: None)
    output.seek(0)
    return output
