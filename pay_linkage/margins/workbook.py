"""Margins as a workbook: a row per unit, value and target, and one per person and target."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from xlsxwriter import Workbook

from pay_linkage.exports.sheet import Sheet
from pay_linkage.exports.workbook_bytes import workbook_bytes
from pay_linkage.margins.of_run import PERSON_COLUMNS, UNIT_COLUMNS, Margins

UNITS, PEOPLE = "单位 Units", "人员 People"


def margins_workbook(margins: Margins, cycle: int) -> bytes:
    """The workbook's bytes, the same for the same margins; people by person_id alone."""

    def fill(workbook: Workbook) -> None:
        Sheet(workbook, UNITS, UNIT_COLUMNS).write(margins.units)
        Sheet(workbook, PEOPLE, PERSON_COLUMNS).write(margins.people)

    with TemporaryDirectory(prefix="pay-linkage-") as scratch:
        return workbook_bytes(fill, cycle, scratch=Path(scratch))
