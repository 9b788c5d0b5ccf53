"""The files of a run's input tables, made while the results are being calculated, which keeps one core busy only."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from contracts.tables import INPUT_TABLES
from pay_linkage.admission import Inputs
from pay_linkage.runs.tables import parquet_bytes

InputFiles = Mapping[str, Callable[[], bytes]]
"""Input table → who gives the bytes of its file (``RunContent.input_files``)."""


@contextmanager
def input_files(inputs: Inputs, held: InputFiles | None = None) -> Iterator[InputFiles]:
    """The files of all input tables, in the making; those that are ``held`` already are not made.

    Who gives one waits until it is made. What was not asked for is given up at the end.
    """
    held = held or {}
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="inputs") as beside:
        making = {
            name: beside.submit(parquet_bytes, inputs.table(name)).result for name in INPUT_TABLES if name not in held
        }
        try:
            yield {**making, **held}
        finally:
            beside.shutdown(cancel_futures=True)
