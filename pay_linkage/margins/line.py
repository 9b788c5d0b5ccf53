"""All values that one input value can have, and where among them something can change."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """One input value of a unit or person (``mover``), everything else as it is.

    Places on the line are whole numbers from ``low`` to ``high``, better ones higher; the value at a place is
    ``place × step`` ten-thousandths (``step`` < 0 where less is better). Between two neighbours of ``starts`` (the
    first is ``low``) no comparison of the rules changes, so neither does any result: a stretch. ``rising`` says that a
    higher place never gives a worse result. ``moved`` gives what then stands in the mover's row, as scaled integers.
    """

    mover: str
    kind: str
    code: str
    now: int
    low: int
    high: int
    step: int
    starts: tuple[int, ...]
    rising: bool
    moved: Callable[[int], Mapping[str, int]]

    @property
    def current(self) -> int:
        """The number of the stretch in which the value lies."""
        return bisect_right(self.starts, self.now) - 1

    def nearest(self, stretch: int) -> int:
        """The place of a stretch that is nearest to where the value is."""
        start = self.starts[stretch]
        if start >= self.now:
            return start
        return min(self.now, (self.starts[stretch + 1] - 1) if stretch + 1 < len(self.starts) else self.high)

    def change(self, stretch: int) -> int:
        """By how many ten-thousandths the value changes to get there."""
        return (self.nearest(stretch) - self.now) * self.step


def stretches(low: int, high: int, breakpoints: Iterable[int]) -> tuple[int, ...]:
    """Where the stretches from ``low`` to ``high`` begin.

    >>> stretches(0, 10, [4, 4, 12, -3, 10])
    (0, 4, 10)
    """
    return (low, *sorted({place for place in breakpoints if low < place <= high}))
