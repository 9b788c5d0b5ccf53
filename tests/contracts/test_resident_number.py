"""Residents' numbers (GB 11643): every valid one passes and every slip of one character is found (promise 16)."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from random import Random

import polars as pl
import pytest
from stdnum import numdb
from stdnum.cn import ric

from contracts.input_table import ROW, InputTable, Origin
from contracts.masked import masked_id_number
from contracts.problem import Problem
from contracts.resident_number import canonical, with_canonical_numbers
from contracts.tables import INPUT_TABLES
from pay_linkage.admission.id_numbers import id_number_problems
from pay_linkage.admission.submission import submission
from pay_linkage.schemes import load_scheme

SEED = 11643
SCHEME = load_scheme("dinghai-2018-indirect")
ALPHABET = "0123456789X"
FULL_WIDTH = str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")


def regions() -> list[str]:
    """Every region that stdnum knows, dissolved ones too, and regions that it does not know."""
    known = [head + rest for _, head, _, _, under in numdb.get("cn/loc").prefixes for _, rest, *_ in under]
    assert len(known) > 3000
    return [*known, *(f"{number:06d}" for number in range(110_000, 840_000, 977))]


def with_check_digit(digits: str) -> str:
    return digits + ric.calc_check_digit(digits + "0")


def numbers(count: int, cycle: int) -> list[str]:
    """Valid numbers of people born until the cycle's last day."""
    rng, places = Random(SEED), regions()
    days = (date(cycle, 12, 31) - date(1900, 1, 1)).days
    born = (date(1900, 1, 1) + timedelta(days=rng.randint(0, days)) for _ in range(count))
    firsts = [f"{rng.choice(places)}{day:%Y%m%d}{rng.randint(0, 999):03d}" for day in born]
    return [with_check_digit(first) for first in firsts]


def problems(ids: list[str | None], cycle: int = 2018, id_type: str | None = "resident_id") -> list[Problem]:
    table = INPUT_TABLES["people"]
    empty = pl.DataFrame(schema={**table.dtypes, ROW: pl.Int64()})
    given = pl.DataFrame(
        {
            "person_id": [str(n) for n in range(len(ids))],
            "id_number": pl.Series(ids, dtype=pl.String),
            "id_type": pl.Series([id_type] * len(ids), dtype=pl.String),
            ROW: pl.Series(range(2, len(ids) + 2), dtype=pl.Int64),
        }
    )
    frame = pl.concat([empty, given], how="diagonal")
    people = InputTable(table, frame, Origin("people.csv", letters={"id_number": "F"}))
    return id_number_problems(submission(SCHEME, cycle, {"people": people}))


def codes(ids: list[str | None], cycle: int = 2018, id_type: str | None = "resident_id") -> list[str]:
    return [problem.code for problem in problems(ids, cycle, id_type)]


def refused(ids: list[str]) -> int:
    """How many of the numbers are refused; problems are listed up to a thousand, so they are given in parts."""
    parts = [ids[at : at + 900] for at in range(0, len(ids), 900)]
    return sum(len(codes(part)) for part in parts)


def test_no_valid_number_of_a_hundred_thousand_is_refused() -> None:
    ids = numbers(100_000, 2018)
    assert codes(ids) == []
    assert codes([number.lower().translate(FULL_WIDTH) for number in ids[:10_000]]) == []


def test_stdnum_says_the_same_but_for_regions() -> None:
    rng = Random(SEED)
    given = [_damaged(rng, number) for number in numbers(20_000, 2018)]
    valid = [number for number in given if _is_valid(number)]
    others = [number for number in given if not _is_valid(number)]
    assert min(len(valid), len(others)) > 5000
    assert (refused(valid), refused(others)) == (0, len(others))


def _damaged(rng: Random, number: str) -> str:
    """Mostly the number with other digits and again a right check digit, so that the birth date decides."""
    at = rng.randrange(6, 14)
    changed = number[:at] + rng.choice("0123456789") + number[at + 1 :]
    return with_check_digit(changed[:17]) if rng.random() < 0.9 else changed


def _is_valid(number: str) -> bool:
    """What stdnum says, without its table of regions, of people born from 1900 to 2018."""
    try:
        return number[17] == ric.calc_check_digit(number) and 1900 <= ric.get_birth_date(number).year <= 2018
    except ric.InvalidComponent:
        return False


def test_every_change_of_one_character_is_refused() -> None:
    changed = [
        number[:at] + other + number[at + 1 :]
        for number in numbers(1000, 2018)
        for at in range(18)
        for other in ALPHABET
        if other != number[at]
    ]
    assert refused(changed) == len(changed) == 1000 * 18 * 10


def test_swapped_neighbours_are_refused() -> None:
    ids = numbers(50, 2018)
    swapped = [n[:at] + n[at + 1] + n[at] + n[at + 2 :] for n in ids for at in range(17) if n[at] != n[at + 1]]
    assert refused(swapped) == len(swapped) > 600


@pytest.mark.parametrize(
    "number",
    [
        "330000196302070017",
        "33000019630529004X",
        "33000019630529004x",
        "３３００００１９６３０５２９００４Ｘ",
        "33000019630529004Ⅹ",  # the Roman numeral ten is an X under NFKC
    ],
)
def test_a_number_is_taken_in_every_width_and_case(number: str) -> None:
    assert codes([number]) == []


@pytest.mark.parametrize(
    "number",
    [
        "33000019630529004",
        "33000019630529004XX",
        "3300 0019 6305 2900 4X",
        "330000630529004",
        "X30000196305290044",
        "abcdef19630529004X",
        "",
    ],
)
def test_what_is_not_eighteen_characters_is_no_number(number: str) -> None:
    assert codes([number]) == ["resident_number_malformed"]


@pytest.mark.parametrize(
    ("birth", "code"),
    [
        ("19000101", None),
        ("20181231", None),
        ("20000229", None),
        ("19000229", "resident_number_birth_date_impossible"),
        ("19630230", "resident_number_birth_date_impossible"),
        ("19631301", "resident_number_birth_date_impossible"),
        ("19630000", "resident_number_birth_date_impossible"),
        ("18991231", "resident_number_birth_date_impossible"),
        ("00000101", "resident_number_birth_date_impossible"),
        ("20190101", "resident_number_born_after_cycle"),
        ("20990101", "resident_number_born_after_cycle"),
    ],
)
def test_a_birth_date_exists_and_lies_before_the_end_of_the_cycle(birth: str, code: str | None) -> None:
    assert codes([with_check_digit(f"330902{birth}001")]) == ([code] if code else [])


def test_a_birth_is_judged_by_the_cycle_and_not_by_the_clock() -> None:
    number = with_check_digit("33000020990601001")
    assert (codes([number], 2098), codes([number], 2099)) == (["resident_number_born_after_cycle"], [])


@pytest.mark.parametrize("id_type", ["passport", "other", None])
def test_other_documents_are_not_judged(id_type: str | None) -> None:
    assert codes(["E1", "33", None, "示例-00001"], id_type=id_type) == []


def test_a_resident_without_a_number_is_not_judged() -> None:
    assert codes([None, None]) == []


def test_a_refused_number_is_named_by_person_and_cell_and_never_repeated() -> None:
    number = "330000196302070018"
    (problem,) = problems([number])
    assert (problem.key, problem.place.cell, problem.value) == ("0", "F2", None)
    shown = [str(problem.as_record(lang)) for lang in ("en", "zh")]
    assert not any(part in text for text in shown for part in (number, number[6:14], number[-4:]))


def test_the_first_thousand_of_a_kind_are_listed_and_the_rest_counted() -> None:
    found = Counter(codes(["1"] * 1200))
    assert found == {"resident_number_malformed": 1000, "more_of_the_same": 1}


def test_admitted_numbers_are_canonical_and_other_documents_stay_as_written() -> None:
    people = pl.DataFrame(
        {
            "id_type": ["resident_id", "resident_id", "other", None],
            "id_number": ["３３00００19630529004x", None, "ａ-1x", "x"],
        }
    )
    assert with_canonical_numbers(people)["id_number"].to_list() == ["33000019630529004X", None, "ａ-1x", "x"]
    assert canonical(pl.Series(["33000019630529004x"])).to_list() == ["33000019630529004X"]


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("33090219800101001X", "3309********001X"),
        ("330902800101001", "3309********1001"),
        ("E12345678", "E********78"),
        ("123456", "1********56"),
        ("12345", "********"),
        ("", "********"),
    ],
)
def test_a_masked_number_does_not_tell_whose_it_is(number: str, shown: str) -> None:
    assert masked_id_number(number) == shown
