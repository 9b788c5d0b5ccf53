"""Draws that are the same on every machine and Python version for the same seed."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


class Draws:
    """A seeded source of whole numbers; built on ``getrandbits`` alone, whose sequence Python keeps."""

    def __init__(self, seed: str) -> None:
        self._random = random.Random(seed)  # noqa: S311 - invented data, nothing secret

    def below(self, bound: int) -> int:
        """A whole number from 0 to ``bound`` − 1."""
        return self._random.getrandbits(64) % bound

    def between(self, low: int, high: int) -> int:
        """A whole number from ``low`` to ``high``, both included."""
        return low + self.below(high - low + 1)

    def one_of(self, values: Sequence[T]) -> T:
        """One of the values."""
        return values[self.below(len(values))]

    def happens(self, in_a_thousand: int) -> bool:
        """True ``in_a_thousand`` times out of a thousand."""
        return self.below(1000) < in_a_thousand
