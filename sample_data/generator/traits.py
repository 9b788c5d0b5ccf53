"""What makes a person's grading special: not graded, a grade at best, a grade fixed beforehand."""

from __future__ import annotations

from sample_data.generator.decimals import decimal_text
from sample_data.generator.draws import Draws
from sample_data.generator.table_rows import Row

REASONS = (
    "新录用人员在试用期内",
    "病假累计超过考核年度半年",
    "事假累计超过考核年度半年",
    "受处分未满期限",
    "立案审查尚未结案",
    "援派期间由受援单位考核",
)
BEST_SCORE = 9800
HIGH_SCORE = 9400


def individual_score(draws: Draws) -> int:
    """Hundredths of a point: quarters between 60 and 98 around 84, so that many people tie."""
    steps = sum(draws.below(52) for _ in range(3))
    return min(6000 + steps * 25 + 500, BEST_SCORE)


def drawn_traits(draws: Draws) -> Row:
    """A person's score, graded, ungraded_reason, grade_cap and grade_fixed for the four grades of the district."""
    score = individual_score(draws)
    if draws.happens(30):
        return _ungraded(draws, score)
    cells = {"score": _score_text(draws, score)}
    if draws.happens(200 if score >= HIGH_SCORE else 10):
        cells["grade_cap"] = "basically_competent" if draws.happens(150) else "competent"
    if draws.happens(10):
        cells["grade_fixed"] = _fixed(draws, cells.get("grade_cap", ""))
    return cells


def _ungraded(draws: Draws, score: int) -> Row:
    """Not graded, with a reason; some have a score all the same, some a cap, which counts for nothing."""
    cells = {"graded": "no", "ungraded_reason": draws.one_of(REASONS)}
    if draws.happens(400):
        cells["score"] = decimal_text(score, 2)
    if draws.happens(100):
        cells["grade_cap"] = "competent"
    return cells


def _score_text(draws: Draws, score: int) -> str:
    """Mostly quarters; now and then the same figure with trailing zeros, or four decimals."""
    if draws.happens(50):
        return f"{score // 100}.{score % 100:02d}00"
    if draws.happens(50):
        return decimal_text(score * 100 + draws.between(1, 9), 4)
    return decimal_text(score, 2)


def _fixed(draws: Draws, cap: str) -> str:
    """A grade that is not better than the cap."""
    choices = ("basically_competent", "incompetent")
    return draws.one_of(choices if cap == "basically_competent" else ("competent", *choices))
