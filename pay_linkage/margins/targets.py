"""What is looked for: the next better and the next worse grade or rank, and why it may be out of reach."""

from __future__ import annotations

from dataclasses import dataclass

from pay_linkage.margins.search import Outcome, Reached


@dataclass(frozen=True, slots=True)
class Target:
    """``quantity`` (grade or rank) that becomes better (``upwards``) or worse."""

    quantity: str
    upwards: bool

    @property
    def name(self) -> str:
        """As it stands in a table of margins."""
        return f"{'better' if self.upwards else 'worse'}_{self.quantity}"

    def reached(self, now: Outcome) -> Reached:
        """Whether an outcome has it, seen from the run's."""
        own: int = getattr(now, self.quantity)
        if self.upwards:
            return lambda outcome: getattr(outcome, self.quantity) < own
        return lambda outcome: getattr(outcome, self.quantity) > own


BETTER_GRADE, WORSE_GRADE = Target("grade", upwards=True), Target("grade", upwards=False)
BETTER_RANK, WORSE_RANK = Target("rank", upwards=True), Target("rank", upwards=False)
TARGETS = (BETTER_GRADE, WORSE_GRADE, BETTER_RANK, WORSE_RANK)
