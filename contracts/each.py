"""How a function is asked of each of several things: one after the other, or several at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Protocol, TypeVar

Of = TypeVar("Of")
Made = TypeVar("Made")


class Each(Protocol):
    """What ``map`` and an executor's ``map`` do: the results in the order of the things."""

    def __call__(self, function: Callable[[Of], Made], of: Iterable[Of], /) -> Iterable[Made]:
        """The result for each thing."""
