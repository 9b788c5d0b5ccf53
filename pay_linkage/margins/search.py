"""The nearest stretch of a line on which a result is better, or worse; many lines are searched side by side."""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import dataclass

from pay_linkage.margins.line import Line


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a mover gets on a stretch: its grade's index (0 is the best) and rank; ``refused`` where the scheme refuses
    the tie that then stands on an edge.
    """

    grade: int
    rank: int
    refused: bool = False


Reached = Callable[[Outcome], bool]
Outcomes = Mapping[int, Outcome]
Search = Generator[Sequence[int], Outcomes, int | None]
"""Asks for stretches, is told their outcomes, and ends with the stretch that it has found, or with none."""
Trial = tuple[int, int]
"""Number of a line and of a stretch on it."""


def search(line: Line, reached: Reached, *, upwards: bool, guess: int | None = None) -> Search:
    """The nearest stretch that is ``reached`` and not refused: by halving where the line rises, else by going through
    all of it. ``upwards``: on a line that rises, better results lie above, worse ones below. A good ``guess`` at the
    stretch saves questions, and changes no answer.
    """
    above = range(line.current + 1, len(line.starts))
    below = range(line.current - 1, -1, -1)
    if not line.rising:
        return _scanned(line, [*above, *below], reached)
    ahead = above if upwards else below
    first = len(ahead) - 1 if guess is None or guess not in ahead else ahead.index(guess)
    return _halved(ahead, reached, first)


def _halved(ahead: Sequence[int], reached: Reached, probe: int) -> Search:
    """``ahead``: stretches from the nearest on; once ``reached``, always reached. ``probe`` is looked at first."""
    first, last = 0, len(ahead)
    step = 1
    while first < last:
        if reached((yield [ahead[probe]])[ahead[probe]]):
            last = probe
            probe -= step
        else:
            first = probe + 1
            probe += step
        if not first <= probe < last or step > 1:
            probe = (first + last) // 2
        step += 1
    for stretch in ahead[first:]:
        if not (yield [stretch])[stretch].refused:
            return stretch
    return None


def _scanned(line: Line, stretches: Sequence[int], reached: Reached) -> Search:
    outcomes = yield stretches
    found = [one for one in stretches if reached(outcomes[one]) and not outcomes[one].refused]
    return min(found, key=lambda stretch: abs(line.change(stretch)), default=None)


Key = tuple[int, str]
"""Number of a line, and the name of what is looked for on it."""
Found = tuple[int, Outcome] | None
"""A stretch and what comes out there."""


def settled(
    searches: Mapping[Key, Search], outcomes: Callable[[Sequence[Trial]], Sequence[Outcome]]
) -> dict[Key, Found]:
    """What every search ends with; their questions are answered together, by ``outcomes`` of many trials at once."""
    known: dict[Trial, Outcome] = {}
    found: dict[Key, Found] = {}
    answers: dict[Key, Outcomes | None] = dict.fromkeys(searches)
    while answers:
        asked: dict[Key, Sequence[int]] = {}
        for key, answer in answers.items():
            try:
                asked[key] = searches[key].send(answer)  # type: ignore[arg-type]  # the first answer is None
            except StopIteration as end:
                found[key] = None if end.value is None else (end.value, known[key[0], end.value])
        new = sorted({(key[0], one) for key, wanted in asked.items() for one in wanted} - known.keys())
        known.update(zip(new, outcomes(new), strict=True))
        answers = {key: {one: known[key[0], one] for one in wanted} for key, wanted in asked.items()}
    return found
