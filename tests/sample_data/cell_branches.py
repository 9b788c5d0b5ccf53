"""What cells may hold (rulebook §10): how often each kind occurs in a sample."""

from __future__ import annotations

from contracts.identity_columns import ID_TYPES
from contracts.tables import INPUT_TABLES
from tests.sample_data.sample_facts import Facts
from tests.sample_data.unit_branches import how_many

BASIC_PLANE = 0xFFFF
COMMON = range(0x4E00, 0x9FA6)
"""The characters that every old encoding of Chinese has."""


def _names(facts: Facts) -> list[str]:
    return [row["person_name"] for row in facts.input("people")]


def names_beyond_the_basic_plane(facts: Facts) -> int:
    return how_many(any(ord(letter) > BASIC_PLANE for letter in name) for name in _names(facts))


def names_with_rare_characters(facts: Facts) -> int:
    return how_many(any(0x3400 <= ord(letter) < COMMON.start for letter in name) for name in _names(facts))


def names_that_are_not_chinese(facts: Facts) -> int:
    return how_many(any(letter in "·'-" for letter in name) for name in _names(facts))


def names_with_a_blank(facts: Facts) -> int:
    return how_many(" " in name for name in _names(facts))


def codes_with_leading_zeros(facts: Facts) -> int:
    return how_many(row["unit_id"].startswith("0") for row in facts.input("units"))


def every_kind_of_document(facts: Facts) -> int:
    return int({row["id_type"] for row in facts.input("people")} == {"", *ID_TYPES})


def resident_numbers_ending_in_x(facts: Facts) -> int:
    return how_many(row["id_number"].endswith("X") for row in facts.input("people") if row["id_type"] == "resident_id")


def optional_columns_filled_in_part(facts: Facts) -> int:
    """1 where every optional column of the tables given is empty in some rows and filled in others."""
    return int(
        all(
            {bool(row.get(column)) for row in facts.input(name)} == {True, False}
            for name, table in INPUT_TABLES.items()
            for column in table.optional
            if facts.input(name)
        )
    )


def optional_columns_left_out(facts: Facts) -> int:
    return sum(
        column not in facts.input(name)[0]
        for name, table in INPUT_TABLES.items()
        for column in table.optional
        if facts.input(name)
    )


def numbers_with_trailing_zeros(facts: Facts) -> int:
    return how_many("." in row["score"] and row["score"].endswith("00") for row in facts.input("people"))
