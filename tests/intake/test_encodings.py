from __future__ import annotations

from pathlib import Path

import pytest
from intake_files import DISTRICT, csv_folder, csv_text, one_table
from polars.testing import assert_frame_equal

from pay_linkage.intake import read_inputs

ENCODINGS = ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le-bom", "utf-16-be-bom"]
RARE = "unit_id,unit_name,category\nU1,𠮷野镇,c\nU2,㐂村,c\nU3,䶮街道,c\nU4,·〇ü€,c\nU5,联通,c\n"


def encoded(text: str, encoding: str) -> bytes:
    if encoding.endswith("-bom"):
        return ("\ufeff" + text).encode(encoding.removesuffix("-bom"))
    return text.encode(encoding)


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_the_same_tables_in_any_encoding_are_the_same_frames(tmp_path: Path, encoding: str) -> None:
    expected, none = read_inputs(csv_folder(tmp_path / "utf8", DISTRICT))
    texts = {name: encoded(csv_text(rows), encoding) for name, rows in DISTRICT.items()}
    tables, problems = read_inputs(csv_folder(tmp_path / "other", texts))
    assert (none, problems, list(tables)) == ([], [], list(expected))
    for name, table in tables.items():
        assert_frame_equal(table.frame, expected[name].frame)


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_rare_characters_survive(tmp_path: Path, encoding: str) -> None:
    found, problems = one_table(tmp_path, "units", encoded(RARE, encoding))
    assert problems == []
    assert found is not None
    assert found.frame["unit_name"].to_list() == ["𠮷野镇", "㐂村", "䶮街道", "·〇ü€", "联通"]


def test_ideographs_that_editions_of_gb18030_write_apart_are_the_same_character(tmp_path: Path) -> None:
    """U+9FB4 has two bytes since 2022 and four before; U+20087 has both in every edition; user-defined ones stay."""
    for written, meant in (("fe59", "龴"), ("82359037", "龴"), ("fe51", "𠂇"), ("95329031", "𠂇"), ("aaa1", "\ue000")):
        data = b"unit_id,unit_name,category\nU1," + bytes.fromhex(written) + "镇,c\n".encode("gb18030")
        found, _ = one_table(tmp_path, "units", data)
        assert found is not None
        assert found.frame["unit_name"].to_list() == [f"{meant}镇"]


def test_text_that_is_valid_in_both_encodings_is_utf8(tmp_path: Path) -> None:
    name = "浣犲ソ".encode("gb18030")
    assert name.decode("utf-8") == "你好"
    found, _ = one_table(tmp_path, "units", b"unit_id,unit_name,category\nU1," + name + b",c\n")
    assert found is not None
    assert found.frame["unit_name"].to_list() == ["你好"]


def test_two_encodings_in_one_file_are_refused_with_the_line_of_the_rarer(tmp_path: Path) -> None:
    rows = ["U1,环南街道,c", "U2,东海街道,c", "U3,盐仓街道,c"]
    for usual, rare in (("gb18030", "utf-8"), ("utf-8", "gb18030")):
        lines = [row.encode(rare if row.startswith("U2") else usual) for row in rows]
        found, problems = one_table(tmp_path, "units", b"\n".join([b"unit_id,unit_name,category", *lines]))
        assert (found, [(p.code, p.place.row) for p in problems]) == (None, [("encoding_mixed", 3)])


@pytest.mark.parametrize(
    "data",
    [
        b"\xff\xff",
        b"a,\x81\x20\n",
        "单位编码,单位名称".encode("utf-16-le"),
        b"unit_id,unit_name\0,category\n",
        b"\xef\xbb\xbf\xff",
        b"\xff\xfea",
        b"\xff\xfe\x00\xd8",
        b"\xff\xfe\x00\x00a\x00\x00\x00",
    ],
)
def test_bytes_in_no_known_encoding_are_refused(tmp_path: Path, data: bytes) -> None:
    found, problems = one_table(tmp_path, "units", data)
    assert (found, [p.code for p in problems]) == (None, ["encoding_unreadable"])
