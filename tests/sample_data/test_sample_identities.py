"""People in the samples have well-formed documents that belong to nobody."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from stdnum.cn import ric

from sample_data.generator.identity import REGION
from sample_data.samples import HOME, SAMPLES, Sample
from tests.sample_data.sample_facts import Row, csv_rows

by_sample = pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)


def residents(sample: Sample) -> list[Row]:
    return [row for row in csv_rows(HOME / sample.name / "people.csv") if row["id_type"] == "resident_id"]


@by_sample
def test_resident_numbers_are_valid_and_of_no_county(sample: Sample) -> None:
    numbers = [row["id_number"] for row in residents(sample)]
    assert [number for number in numbers if not ric.is_valid(number)] == []
    assert {number[:6] for number in numbers} == {REGION}


@by_sample
def test_everybody_was_grown_up(sample: Sample) -> None:
    births = [ric.get_birth_date(row["id_number"]) for row in residents(sample)]
    assert max(births) <= date(sample.cycle - 18, 1, 1)


@by_sample
def test_no_document_is_given_twice(sample: Sample) -> None:
    given = Counter(row["id_number"] for row in csv_rows(HOME / sample.name / "people.csv") if row["id_number"])
    assert [number for number, count in given.items() if count > 1] == []
