"""Ways to damage payroll.csv: name of the damage → what is done to the text, and the code that must be among the red.

Rows are those of ``gate_district``: person 0000 to 0011, amounts last, names second, ID numbers fourth.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

Lines = list[str]


@dataclass(frozen=True)
class CsvDamage:
    """``lines`` changes the lines (the first holds the headings), ``data`` the bytes afterwards."""

    code: str
    lines: Callable[[Lines], Lines] = list
    data: Callable[[bytes], bytes] = bytes


def changed(row: int, pattern: str, replacement: str) -> Callable[[Lines], Lines]:
    """The first match in one line is replaced."""

    def change(lines: Lines) -> Lines:
        new = re.sub(pattern, replacement, lines[row], count=1)
        assert new != lines[row], lines[row]
        return [*lines[:row], new, *lines[row + 1 :]]

    return change


def swapped(one: int, other: int, pattern: str) -> Callable[[Lines], Lines]:
    """What the pattern finds in two lines changes places."""

    def change(lines: Lines) -> Lines:
        first, second = (re.search(pattern, lines[row]) for row in (one, other))
        assert first
        assert second
        assert first[0] != second[0]
        new = list(lines)
        new[one] = lines[one].replace(first[0], second[0], 1)
        new[other] = lines[other].replace(second[0], first[0], 1)
        return new

    return change


def moved_cent(giver: int, taker: int) -> Callable[[Lines], Lines]:
    """A cent goes from one person to another: the run's sum stays."""

    def change(lines: Lines) -> Lines:
        new = list(lines)
        for row, by in ((giver, -1), (taker, 1)):
            head, _, amount = lines[row].rpartition(",")
            cents = int(amount.replace(".", "")) + by
            new[row] = f"{head},{cents // 100}.{cents % 100:02d}"
        return new

    return change


AMOUNT = r"[0-9]+\.[0-9]{2}$"
CSV_DAMAGES = {
    "a changed cent": CsvDamage("gate_amount_changed", changed(1, "0$", "1")),
    "a changed cent in the control total": CsvDamage("gate_sum_of_run_other", changed(1, AMOUNT, "0.01")),
    "a cent moved to another unit": CsvDamage("gate_sum_of_unit_other", moved_cent(1, 4)),
    "a cent moved to another category": CsvDamage("gate_sum_of_category_other", moved_cent(1, 10)),
    "a held part invented": CsvDamage("gate_amount_changed", changed(1, r",0\.00,", ",1.00,")),
    "a row lost": CsvDamage("gate_person_missing", lambda lines: lines[:3] + lines[4:]),
    "a row lost, by count": CsvDamage("gate_row_count_other", lambda lines: lines[:3] + lines[4:]),
    "a person twice": CsvDamage("gate_person_twice", lambda lines: [*lines, lines[2]]),
    "a stranger": CsvDamage("gate_person_unknown", lambda lines: [*lines, lines[2].replace("0001", "9999", 1)]),
    "a person replaced": CsvDamage("gate_person_unknown", changed(2, "^0001", "0901")),
    "leading zeros lost": CsvDamage("gate_person_unknown", changed(2, "^0001", "1")),
    "an ID number as a spreadsheet keeps it": CsvDamage("gate_identifier_changed", changed(2, "0028,", "0000,")),
    "an ID number in scientific notation": CsvDamage("gate_identifier_changed", changed(2, "33[0-9]{16}", "3.3E+17")),
    "an x in place of X": CsvDamage("gate_identifier_changed", changed(1, "001X", "001x")),
    "full-width digits": CsvDamage("gate_identifier_changed", changed(2, "0028,", "００２８,")),
    "names of two people swapped": CsvDamage("gate_cell_changed", swapped(1, 9, r"(?<=,)[一-鿿]+(?=,)")),
    "amounts of two people swapped": CsvDamage("gate_amount_changed", swapped(2, 3, AMOUNT)),
    "a unit changed": CsvDamage("gate_cell_changed", changed(1, ",0101,", ",0102,")),
    "a name cut": CsvDamage("gate_cell_changed", changed(1, "王小明", "王小")),
    "rows of two people swapped": CsvDamage(
        "gate_rows_out_of_order", lambda lines: [*lines[:2], lines[3], lines[2], *lines[4:]]
    ),
    "a negative amount": CsvDamage("gate_amount_negative", changed(1, rf",({AMOUNT})", r",-\1")),
    "an amount with a thousands separator": CsvDamage(
        "gate_amount_malformed", changed(1, r"18000\.00$", '"18,000.00"')
    ),
    "an amount with one decimal": CsvDamage("gate_amount_malformed", changed(1, r"18000\.00$", "18000.0")),
    "an amount with half a cent": CsvDamage("gate_amount_malformed", changed(1, r"18000\.00$", "18000.005")),
    "an amount with a currency": CsvDamage("gate_amount_malformed", changed(1, r"18000\.00$", "￥18000.00")),
    "an empty amount": CsvDamage("gate_cell_empty", changed(1, AMOUNT, "")),
    "an unguarded formula": CsvDamage("gate_formula", changed(4, "'=1", "=1")),
    "columns shifted in a row": CsvDamage(
        "gate_person_unknown", lambda lines: [lines[0], f",{lines[1]}"[:-9], *lines[2:]]
    ),
    "columns shifted in all rows": CsvDamage("gate_heading_changed", lambda lines: [f",{line}" for line in lines]),
    "a cell too many": CsvDamage("gate_rows_ragged", changed(3, "$", ",1")),
    "a cell too few": CsvDamage("gate_rows_ragged", changed(3, ",[^,]*$", "")),
    "headings swapped": CsvDamage("gate_heading_changed", changed(0, "held,amount", "amount,held")),
    "a blank behind a heading": CsvDamage("gate_heading_changed", changed(0, "amount$", "amount ")),
    "a heading in capitals": CsvDamage("gate_heading_changed", changed(0, "person_id", "PERSON_ID")),
    "headings lost": CsvDamage("gate_heading_changed", lambda lines: lines[1:]),
    "a note above the headings": CsvDamage("gate_heading_changed", lambda lines: ["a,,,,,,,,", *lines]),
    "a total below": CsvDamage("gate_person_unknown", lambda lines: [*lines, "合计,,,,,,,,1.00"]),
    "semicolons in place of commas": CsvDamage(
        "gate_heading_changed", lambda lines: [line.replace(",", ";") for line in lines]
    ),
    "another encoding": CsvDamage("gate_encoding_other", data=lambda data: data.decode().encode("gb18030")),
    "UTF-16": CsvDamage("gate_encoding_other", data=lambda data: data.decode().encode("utf-16")),
    "a byte order mark": CsvDamage("gate_byte_order_mark_other", data=lambda data: b"\xef\xbb\xbf" + data),
    "line ends of another system": CsvDamage("gate_line_end_other", data=lambda data: data.replace(b"\n", b"\r\n")),
    "one line end of another system": CsvDamage(
        "gate_line_end_other", data=lambda data: data.replace(b"\n", b"\r\n", 1)
    ),
    "cut off in a line": CsvDamage("gate_file_cut_off", data=lambda data: data[:-20]),
    "cut off in half": CsvDamage("gate_person_missing", data=lambda data: data[: len(data) // 2]),
    "cut off in a character": CsvDamage("gate_file_cut_off", data=lambda data: data[: data.index("王".encode()) + 1]),
    "a zero byte": CsvDamage("gate_encoding_other", data=lambda data: data[:200] + b"\x00" + data[200:]),
    "nothing in it": CsvDamage("gate_file_unreadable", data=lambda _: b""),
}
