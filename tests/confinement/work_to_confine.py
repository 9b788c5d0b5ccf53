"""What is done in confined processes to see them end."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

import polars as pl

from pay_linkage.confinement import earn

Tell = Callable[[str], None]


def echo(request: object, output: BinaryIO, _: Tell) -> None:
    output.write(repr(request).encode())


def grow(request: int, output: BinaryIO, _: Tell) -> None:
    kept = [bytearray(1024**2) for _ in range(request)]
    output.write(str(len(kept)).encode())


def grow_on_cells(request: tuple[int, int], output: BinaryIO, tell: Tell) -> None:
    """Grow by so many megabytes after so many cells have been seen."""
    earn(0, request[0])
    grow(request[1], output, tell)


def work_on_cells(request: tuple[int, int], output: BinaryIO, _: Tell) -> None:
    """Compute for so many seconds after so many cells have been seen."""
    earn(0, request[0])
    while time.process_time() < request[1]:
        pass
    output.write(str(request[1]).encode())


def grow_in_polars(request: int, output: BinaryIO, _: Tell) -> None:
    output.write(str(pl.select(pl.int_range(request, dtype=pl.Int64)).height).encode())


def spin(request: object, output: BinaryIO, tell: Tell) -> None:
    tell("turning.xlsx")
    while True:
        pass


def sleep(request: str, output: BinaryIO, tell: Tell) -> None:
    if request:
        Path(request).write_text(str(os.getpid()))
    time.sleep(600)


def stumble(request: object, output: BinaryIO, tell: Tell) -> None:
    output.write(b"half of it")
    tell("bad.parquet")
    raise ValueError("丁桃花")


def die(request: int, output: BinaryIO, tell: Tell) -> None:
    os.kill(os.getpid(), request)


def interrupted(request: object, output: BinaryIO, tell: Tell) -> None:
    os.kill(os.getpid(), signal.SIGINT)
    output.write(b"done")


def mask(request: object, output: BinaryIO, tell: Tell) -> None:
    output.write(oct(os.umask(0)).encode())
