"""Names of files for codes: writable everywhere, and no two alike."""

from __future__ import annotations

import string
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from pay_linkage.exports.file_names import file_names

CODES = st.text(st.characters(exclude_categories=["Cs"]), min_size=0, max_size=80)
NAMES = [".", "..", "CON", "con.txt", "nul", "_con", "a~2", "\u00e9", "e\u0301"]
ODD = ["", "a/b", "a\\b", "A", "a", " x", "x ", "x.", *NAMES]


@given(st.lists(CODES, unique=True, max_size=30))
def test_every_code_has_a_name_of_its_own(codes: list[str]) -> None:
    judge(codes)


def test_odd_codes_have_names_of_their_own(tmp_path: Path) -> None:
    for name in judge(ODD).values():
        with (tmp_path / f"{name}.html").open("x"):
            pass


def judge(codes: list[str]) -> dict[str, str]:
    names = file_names(codes)
    assert list(names) == codes
    assert len({name.casefold() for name in names.values()}) == len(codes)
    for name in names.values():
        assert 0 < len(name.encode()) <= 245
        assert not set(name) & set('\\/:*?"<>|\0\n\r\t')
        assert name not in {".", ".."}
    return names


def test_plain_codes_keep_their_names() -> None:
    codes = ["0101", "王小明", "A-1_b.c", *string.ascii_lowercase]
    assert file_names(codes) == {code: code for code in codes}
