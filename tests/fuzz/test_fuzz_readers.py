"""The same few hundred inputs near sound ones, in every test run; ``make fuzz`` tries as many as time allows."""

from __future__ import annotations

import random

import pytest

from tests.fuzz.mutations import mutated
from tests.fuzz.readers import READERS
from tests.fuzz.seeds import SEEDS
from tests.properties.cases_wanted import cases_wanted


@pytest.mark.parametrize("reader", READERS)
def test_no_input_is_more_than_refused(reader: str) -> None:
    chance = random.Random(reader)
    sound = SEEDS[reader]()
    for data in sound:
        READERS[reader](data)
    for _ in range(cases_wanted(120)):
        READERS[reader](mutated(chance.choice(sound), chance))
