"""Resident identity numbers (公民身份号码, GB 11643-1999): region, birth date, sequence, check digit.

Belongs here: what makes a number one, and its canonical form. Stays out: whether its holder can have been born by the
end of a cycle (the admission room), and other documents, whose numbers have no public check digit.

The region is not judged: counties are founded, merged and dissolved, cards outlive them, and residents from Hong Kong,
Macao and Taiwan have regions of their own, so every table of regions refuses somebody's valid card.
"""

from __future__ import annotations

from datetime import date

import polars as pl

from contracts.input_table import ROW

RESIDENT = "resident_id"
"""The ``id_type`` whose numbers are judged."""
LENGTH = 18
FORM = r"^[0-9]{17}[0-9X]$"
OLDEST_BIRTH = date(1900, 1, 1)
CHECK_CHARACTERS = "10X98765432"
"""The check character by the weighted sum of the seventeen digits modulo 11."""
BASE = 13
"""Digits read in base 13 are, modulo 11, their sum weighted by powers of 2 (13 ≡ 2): the weights of ISO 7064, MOD 11-2.
Seventeen of them fit into 64 bits."""


def resident_numbers(people: pl.DataFrame) -> pl.DataFrame:
    """``_row``, ``number``, ``birth_date`` of each of the ``people`` with a resident's number.

    ``number`` is in its canonical form; ``birth_date`` is null where it holds no day of the calendar from 1900 on.
    """
    residents = people.filter(pl.col("id_type") == RESIDENT, pl.col("id_number").is_not_null())
    day = pl.col("number").str.slice(6, 8).str.to_date("%Y%m%d", strict=False)
    return residents.select(ROW, number=canonical(residents["id_number"])).with_columns(
        birth_date=pl.when(day >= OLDEST_BIRTH).then(day)
    )


def canonical(numbers: pl.Series) -> pl.Series:
    """Resident numbers in half width and with a capital X."""
    narrow = numbers if (numbers.str.len_bytes() == LENGTH).all() else numbers.str.normalize("NFKC")
    return narrow.str.to_uppercase()


def with_canonical_numbers(people: pl.DataFrame) -> pl.DataFrame:
    """The people, residents' numbers in canonical form; other documents' numbers stay as they are written."""
    number = pl.Series("id_number", canonical(people["id_number"]))
    return people.with_columns(pl.when(pl.col("id_type") == RESIDENT).then(number).otherwise("id_number"))


def has_form() -> pl.Expr:
    """Whether ``number`` is seventeen digits and a digit or X."""
    return pl.col("number").str.contains(FORM)


def has_check_character() -> pl.Expr:
    """Whether ``number``, which has the form, ends with the check character of its digits."""
    return pl.col("number").str.slice(LENGTH - 1) == check_character()


def check_character() -> pl.Expr:
    """The character that the first seventeen digits of ``number`` call for; null where they are no digits."""
    digits = pl.col("number").str.head(LENGTH - 1).str.to_integer(base=BASE, strict=False)
    characters = dict(enumerate(CHECK_CHARACTERS))
    return (2 * (digits % 11) % 11).replace_strict(characters, default=None, return_dtype=pl.String)
