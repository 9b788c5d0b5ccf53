"""Public workbooks opened and saved once more by the real LibreOffice hold the same values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from polars.testing import assert_frame_equal

from contracts.input_table import InputTable
from contracts.problem import Problem
from pay_linkage.intake import read_inputs
from pay_linkage.mappings import mapped_inputs
from tests.libreoffice import saved_by_libreoffice
from tests.real_data.quarterly_staff import AMOUNTS, DAYS, PARTS, PAYSLIPS, STAFF, WIDE
from tests.unconfined import reading_unconfined

MAPPINGS: Mapping[str, tuple[str, ...]] = {
    "员工信息表": (STAFF,),
    "工资发放表": (PAYSLIPS % "应发工资 / 小计", PAYSLIPS % "实发金额"),
    "工资表": (PAYSLIPS % "工资实发合计",),
    "compatibility_t03": (WIDE,),
    "compatibility_t04": (PARTS,),
    "dataformat_dataformat": (AMOUNTS, DAYS),
}
Read = tuple[Mapping[str, InputTable], list[Problem]]


def readings(file: Path) -> Iterator[Read]:
    """What is read of a workbook without and with its mappings."""
    yield read_inputs(file)
    for text in MAPPINGS.get(file.stem, ()):
        found = mapped_inputs(file, text.encode(), "mapping.yaml")
        yield found.tables, list(found.problems)


def cells(problems: list[Problem]) -> list[tuple[object, ...]]:
    """Where the problems are; what kind a date with a time is of depends on a format that LibreOffice may drop."""
    return [(p.place.sheet, p.place.cell or p.place.row, p.column, p.code.startswith("date_")) for p in problems]


def test_every_public_workbook_is_read_the_same_after_libreoffice_has_saved_it(real_data: Path, tmp_path: Path) -> None:
    old = sorted((real_data / "workbooks").glob("*.xls"))
    new = sorted((real_data / "workbooks").glob("*.xlsx"))
    again = [
        *zip(new, saved_by_libreoffice(new, tmp_path / "xlsx"), strict=True),
        *zip(new, saved_by_libreoffice(new, tmp_path / "xls", "xls"), strict=True),
        *zip(old, saved_by_libreoffice(old, tmp_path / "old"), strict=True),
    ]
    assert len(again) >= 17
    with reading_unconfined():
        for file, saved in again:
            for (tables, problems), (same, as_many) in zip(readings(file), readings(saved), strict=True):
                assert list(tables) == list(same), file.name
                assert cells(problems) == cells(as_many), file.name
                for name, table in tables.items():
                    assert_frame_equal(table.frame, same[name].frame)
