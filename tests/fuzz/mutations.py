"""Inputs near sound ones: a few places of the bytes, or of one part of an archive, are something else."""

from __future__ import annotations

import io
import random
import zipfile

from tests.fuzz.seeds import WORDS
from tests.hostile.xlsx_bytes import zipped


def mutated(data: bytes, rng: random.Random) -> bytes:
    """Another input; an archive stays one three times out of four, so that what it holds is read."""
    if data.startswith(b"PK") and rng.random() < 0.75:
        parts = _parts(data)
        if parts:
            name = rng.choice(sorted(parts))
            parts[name] = _bytes(parts[name], rng)
            return zipped(parts)
    return _bytes(data, rng)


def _parts(data: bytes) -> dict[str, str | bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return {name: archive.read(name) for name in archive.namelist()}
    except Exception:  # noqa: BLE001  (a broken archive breaks in many ways)
        return {}


def _bytes(data: str | bytes, rng: random.Random) -> bytes:
    found = bytearray(data.encode() if isinstance(data, str) else data)
    for _ in range(rng.choice((1, 1, 1, 2, 4, 16))):
        _change(found, rng)
    return bytes(found)


def _change(data: bytearray, rng: random.Random) -> None:
    at = rng.randrange(len(data) + 1)
    length = rng.choice((0, 1, 1, 2, 4, 8, 40))
    match rng.randrange(5):
        case 0:
            data[at : at + length] = rng.choice(WORDS)
        case 1:
            data[at : at + length] = rng.randbytes(rng.choice((1, 2, 4)))
        case 2:
            del data[at : at + rng.choice((1, 8, 200))]
        case 3 if data:
            start = rng.randrange(len(data))
            data[at:at] = data[start : start + rng.choice((1, 4, 30, 300))]
        case _ if at < len(data):
            data[at] ^= 1 << rng.randrange(8)
        case _:
            data += rng.choice(WORDS)
