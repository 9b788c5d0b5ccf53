"""Hashes that stay the same for decades: of values, rows and frames, from a text form defined here and nowhere else."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime

import polars as pl

from pay_linkage.ledger.column_types import instant_text
from pay_linkage.runs.tables import csv_sha256


def canonical_json(value: object) -> str:
    """JSON with sorted keys and no spaces, instants as UTC text: the same value gives the same text."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=_plain)


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return instant_text(value)
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"{type(value).__name__} has no canonical form")


def value_sha256(value: object) -> str:
    """SHA-256, hexadecimal, of the value's canonical JSON."""
    return hashlib.sha256(canonical_json(value).encode()).hexdigest()


def frame_sha256(frame: pl.DataFrame) -> str:
    """SHA-256, hexadecimal, of the rows in the frame's order, cells parted by tabs, each row ended by a line feed.

    The cells must hold no tab and no line feed; null has no text and is refused with ``ValueError``.
    """
    if sum(frame.null_count().row(0)):
        raise ValueError("a null has no canonical form")
    return csv_sha256(frame, include_header=False, separator="\t", quote_style="never")
