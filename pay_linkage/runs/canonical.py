"""The one way in which the store writes JSON, so that equal values are equal bytes."""

from __future__ import annotations

import hashlib
import json


def canonical_json(value: object) -> bytes:
    """``value`` as JSON in UTF-8: sorted keys, two blanks a level, a line end at the end."""
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, allow_nan=False, indent=2)
    return readable(text + "\n").encode()


def readable(text: str) -> str:
    """``text`` with ``?`` for lone surrogates: what a file's name holds where it is no Unicode."""
    return text.encode("utf-8", "replace").decode()


def sha256(data: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(data).hexdigest()
