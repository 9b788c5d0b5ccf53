"""A random case in which every person has the same telling name, ID number and pay, and the search for them."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from tests.second_opinion import generator

NAME, ID_NUMBER, PAY = "丁桃花CANARY", "ID77001144CANARY", "7733.11"


def write_telling_case(seed: int, folder: Path) -> None:
    """The case's files, its people marked."""
    generator.write_case(seed, folder)
    people = pl.read_csv(folder / "people.csv", infer_schema=False)
    assert people.height, "the case has people"
    marks = {"person_name": NAME, "id_number": ID_NUMBER, "base_pay": PAY}
    people.with_columns(pl.lit(mark).alias(name) for name, mark in marks.items()).write_csv(folder / "people.csv")


def nobody_in(data: bytes) -> bool:
    """Whether the bytes hold nobody's name, number and pay."""
    return not any(secret.encode() in data for secret in (NAME, ID_NUMBER, PAY))
