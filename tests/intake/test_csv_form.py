from __future__ import annotations

import csv
import io
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from intake_files import one_table
from polars.testing import assert_frame_equal

from contracts.input_table import ROW
from contracts.tables import INPUT_TABLES
from pay_linkage.intake import read_inputs
from pay_linkage.intake.csv_file import csv_table
from pay_linkage.intake.csv_records import body_below, may_need_trimming, plain_fields, sound_fields

WHITE = "".join(chr(c) for c in range(0x3001) if chr(c).isspace() and not 0x1C <= c <= 0x1F)
"""What Unicode calls white space; Python adds the separators 1C to 1F."""


def rows_of(folder: Path, text: str | bytes) -> tuple[list[tuple[object, ...]], list[str]]:
    found, problems = one_table(folder, "units", text)
    assert found is not None
    return found.frame.rows(), [p.code for p in problems]


PLAIN = [("U1", "甲", "township", 2), ("0012", "乙", "organ", 3)]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_line_end_is_read(tmp_path: Path, end: str) -> None:
    text = end.join(["unit_id,unit_name,category", "U1,甲,township", "0012,乙,organ"])
    assert rows_of(tmp_path, text) == (PLAIN, [])
    assert rows_of(tmp_path, text + end) == (PLAIN, [])


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_the_separator_shows_itself_in_the_header(tmp_path: Path, separator: str) -> None:
    lines = ["unit_id,unit_name,category", "U1,甲,township", "0012,乙,organ"]
    assert rows_of(tmp_path, "\n".join(lines).replace(",", separator)) == (PLAIN, [])


def test_a_comma_inside_a_field_of_another_separator_stays(tmp_path: Path) -> None:
    assert rows_of(tmp_path, "unit_id;unit_name;category\nU1;甲, 乙;c\n") == ([("U1", "甲, 乙", "c", 2)], [])


def test_quotes_hold_separators_quotes_and_line_ends_and_rows_keep_their_lines(tmp_path: Path) -> None:
    text = 'unit_id,unit_name,category\nU1,"甲, ""乙""",c\nU2,"上\n\n下",c\nU3,丙,c\n"U4","丁","c"\n'
    rows = [("U1", '甲, "乙"', "c", 2), ("U2", "上\n\n下", "c", 3), ("U3", "丙", "c", 6), ("U4", "丁", "c", 7)]
    assert rows_of(tmp_path, text) == (rows, [])
    assert rows_of(tmp_path, text.replace("\n", "\r\n")) == (rows, [])


def test_a_header_may_take_several_lines(tmp_path: Path) -> None:
    text = '"单位\n编码",unit_name,category\nU1,甲,c\n'
    assert rows_of(tmp_path, text) == ([("U1", "甲", "c", 3)], [])


def test_blank_lines_are_skipped_and_row_numbers_stay_true(tmp_path: Path) -> None:
    text = "\n\nunit_id,unit_name,category\n\nU1,甲,c\n,,\n  \n \t,　,\nU2,乙,c\n\n\n"
    assert rows_of(tmp_path, text) == ([("U1", "甲", "c", 5), ("U2", "乙", "c", 9)], [])


def test_a_row_with_something_in_an_unknown_column_only_is_not_blank(tmp_path: Path) -> None:
    text = "unit_id,unit_name,category,合同\nU1,甲,c,\n,,,x\n"
    assert rows_of(tmp_path, text) == ([("U1", "甲", "c", 2), (None, None, None, 3)], [])


def test_title_lines_above_the_header_are_passed_over(tmp_path: Path) -> None:
    text = "2018年度考核单位,,\n填表人：甲\n\n单位编码,单位名称,考核类别\nU1,甲,c\n"
    assert rows_of(tmp_path, text) == ([("U1", "甲", "c", 5)], [])


def test_one_word_that_is_also_a_heading_makes_no_header(tmp_path: Path) -> None:
    text = "单位,,\n单位编码,单位名称,考核类别\nU1,甲,c\n"
    assert rows_of(tmp_path, text) == ([("U1", "甲", "c", 3)], [])


def test_a_table_of_a_header_alone_has_no_rows(tmp_path: Path) -> None:
    for text in ("unit_id,unit_name,category", "unit_id,unit_name,category\n\n"):
        assert rows_of(tmp_path, text) == ([], [])


RAGGED = {
    "too few fields": ("U2,乙", "2"),
    "too many fields": ("U2,乙,c,d", "4"),
    "one more separator": ("U2,乙,c,", "4"),
    "quote inside a field": ('U2,乙"丙,c', None),
    "text after a quoted field": ('U2,"乙"丙,c', None),
    "blank before a quote": ('U2, "乙",c', None),
}


@pytest.mark.parametrize("name", RAGGED)
def test_a_broken_row_is_refused_with_its_line_and_the_others_are_read(tmp_path: Path, name: str) -> None:
    line, count = RAGGED[name]
    found, problems = one_table(tmp_path, "units", f"unit_id,unit_name,category\nU1,甲,c\n\n{line}\n")
    assert found is not None
    assert found.frame["unit_id"].to_list() == ["U1"]
    assert [(p.code, p.place.row, p.facts["fields"]) for p in problems] == [("row_ragged", 4, "3")]
    assert count in (None, problems[0].facts["found"])


def test_a_broken_row_does_not_hide_a_bad_cell_elsewhere(tmp_path: Path) -> None:
    text = "unit_id,component,score\nU1,c,八十\nU2,c\nU3,c,85\n"
    _, problems = one_table(tmp_path, "component_scores", text)
    assert sorted((p.code, p.place.row) for p in problems) == [("number_not_readable", 2), ("row_ragged", 3)]


def test_lacking_fields_are_not_made_up_for_by_fields_of_an_empty_row(tmp_path: Path) -> None:
    found, problems = one_table(tmp_path, "units", "unit_id,unit_name,category\nU1\n,,\nU2,乙,c\n")
    assert found is not None
    assert ([p.place.row for p in problems], found.frame["unit_id"].to_list()) == ([2], ["U2"])


def test_a_quote_that_never_closes_is_refused_where_it_opens(tmp_path: Path) -> None:
    _, problems = one_table(tmp_path, "units", 'unit_id,unit_name,category\nU1,甲,c\nU2,"乙,c\nU3,丙,c\n')
    assert [(p.code, p.place.row) for p in problems] == [("row_ragged", 3)]


def test_after_a_hundred_broken_rows_the_others_are_counted(tmp_path: Path) -> None:
    _, problems = one_table(tmp_path, "units", "unit_id,unit_name,category\n" + "U1,甲\n" * 250)
    assert [p.code for p in problems] == ["row_ragged"] * 100 + ["rows_ragged_more"]
    assert problems[-1].facts["more"] == "150"


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    for text in ("", "\n \n", "\ufeff"):
        found, problems = one_table(tmp_path, "units", text)
        assert (found, [p.code for p in problems]) == (None, ["file_empty"])


def test_a_name_that_begins_like_a_formula_is_read_as_it_is(tmp_path: Path) -> None:
    assert rows_of(tmp_path, "unit_id,unit_name,category\n=1+1,@甲,-c\n")[0] == [("=1+1", "@甲", "-c", 2)]


def test_a_file_without_header_is_refused_and_its_people_are_not_repeated(tmp_path: Path) -> None:
    found, problems = one_table(tmp_path, "people", "P1,张三,staff,36000.50,yes\nP2,李四,staff,1,yes\n")
    assert (found, [p.code for p in problems]) == (None, ["header_missing"])
    said = str([problems[0].as_record(lang) for lang in ("en", "zh")])
    assert not any(secret in said for secret in ("张三", "36000", "P1"))


def test_a_header_of_which_no_column_is_understood_is_refused_whatever_stands_below(tmp_path: Path) -> None:
    _, codes = rows_of(tmp_path, "unit10,晚霞社区,community\nC11,_id,unit_name,category\nU1,甲,乙,丙\n")
    assert set(codes) == {"column_missing"}


def test_all_files_are_read_before_anything_is_refused(tmp_path: Path) -> None:
    (tmp_path / "units.csv").write_text("unit_id,unit_name\nU1,甲\n")
    (tmp_path / "people.csv").write_bytes(b"\xff\xff\xff")
    (tmp_path / "ratings.csv").write_text("unit_id,department,score\nU1,d,NaN\n")
    tables, problems = read_inputs(tmp_path)
    assert list(tables) == ["units", "ratings"]
    assert {p.code for p in problems} == {"column_missing", "encoding_unreadable", "number_not_finite"}


FIELD = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r"), max_size=8)


@given(
    rows=st.lists(st.tuples(FIELD, FIELD, FIELD), max_size=8),
    ending=st.sampled_from(["\n", "\r\n"]),
    separator=st.sampled_from(",;\t"),
)
def test_what_a_csv_writer_writes_is_read_back_with_its_lines(
    rows: list[tuple[str, str, str]], ending: str, separator: str
) -> None:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=separator, lineterminator=ending)
    writer.writerow(["unit_id", "unit_name", "category"])
    starts = []
    for row in rows:
        starts.append(1 + out.getvalue().count("\n"))
        writer.writerow(row)
    raw, problems = csv_table("units.csv", out.getvalue().encode(), INPUT_TABLES["units"])
    assert raw is not None
    assert problems == []
    bare = [tuple(f.strip(WHITE) or None for f in row) for row in rows]
    assert raw.cells.select("unit_id", "unit_name", "category", ROW).rows() == [
        (*row, start) for row, start in zip(bare, starts, strict=True) if any(row)
    ]


@given(above=st.lists(st.text('ab,"', max_size=5), max_size=3), text=st.text("ab,\n ", max_size=60))
def test_the_shortcut_for_plain_text_gives_what_the_long_way_gives(above: list[str], text: str) -> None:
    body, names = text.encode(), ["0", "1", "2"]
    below = body_below("".join(f"{line}\n" for line in above).encode() + body, len(above))
    plain = plain_fields(below, names, ",")
    if plain is not None:
        fields, broken = sound_fields(body_below(body, 0), names, ",")
        assert broken.is_empty()
        assert_frame_equal(
            plain.with_row_index("line", 1).select(*names, "line"), fields.cast({"line": pl.UInt32}), check_dtypes=False
        )


def test_every_white_space_and_quote_is_noticed_before_fields_are_left_untrimmed() -> None:
    everything = pl.Series([chr(code) for code in range(0x110000) if not 0xD800 <= code < 0xE000])
    blanks = everything.filter(everything.str.strip_chars() == "")
    assert blanks.len() > 20
    texts = {blank: body_below(f"a{blank}".encode(), 0) for blank in blanks if blank != "\n"}
    assert [blank for blank, text in texts.items() if not may_need_trimming(text)] == []
    assert may_need_trimming(body_below(b'a,"",b', 0))
    plain = "编号 姓名\n00000001,欧阳（一）,staff,-78000.00,2018-01-01\n".encode()
    assert not may_need_trimming(body_below(plain, 1))
