"""Pages read back as a person reads them: the text of each sheet, and the equations that stand in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from lxml import html

from tests.explanation.evaluated import evaluated, taken

FORMULA, NUMBER = r"[(\d][\d,.()×÷+−\s]*", r"\d[\d,]*(?:\.\d+)?"
EQUATION = re.compile(rf"({FORMULA}[\d)])\s=\s({NUMBER}…?)")
NEAR = re.compile(rf"({FORMULA}[\d)])\s≈\s({NUMBER})")
DECIMALS = r"(?:, half up to|，四舍五入到) (\d) (?:decimals, is|位小数，为)"
ROUNDED = re.compile(rf"(?:score|换算|:|：)\D{{0,12}}({FORMULA}?){DECIMALS} ({NUMBER})")


@dataclass(frozen=True)
class Read:
    """One statement: whose, the amount, and its sentences."""

    person_id: str
    amount: Decimal
    shown: str
    sentences: list[str]


def statements(page: bytes) -> list[Read]:
    """The statements of a page."""
    found = []
    for section in html.fromstring(page.decode()).findall(".//section"):
        amount = section.find(".//data")
        sentences = [paragraph.text_content() for paragraph in section.findall(".//p")]
        found.append(Read(section.get("data-person"), Decimal(amount.get("value")), amount.text, sentences))
    return found


def text_of(page: bytes) -> str:
    """All that a page shows, its style aside."""
    return str(html.fromstring(page.decode()).body.text_content())


def judge_equations(sentence: str) -> int:
    """Work out every equation of the sentence anew; gives how many there are."""
    equations = EQUATION.findall(sentence)
    for left, right in equations:
        reached = evaluated(left.replace(",", ""))
        told = Fraction(right.rstrip("…").replace(",", ""))
        if right.endswith("…"):
            reached = taken(reached, len(right.partition(".")[2]) - 1, down=True)
        assert reached == told, sentence
    near = NEAR.findall(sentence)
    for formula, value in near:
        decimals = len(value.partition(".")[2])
        assert taken(evaluated(formula.replace(",", "")), decimals, down=False) == Fraction(value), sentence
    rounded = ROUNDED.findall(sentence)
    for formula, decimals, value in rounded:
        assert taken(evaluated(formula.replace(",", "")), int(decimals), down=False) == Fraction(value), sentence
    return len(equations) + len(near) + len(rounded)
