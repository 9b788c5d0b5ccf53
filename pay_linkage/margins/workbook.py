"""Margins as a workbook: a row per unit, value and target, and one per person and target."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from tempfile import TemporaryDirectory

from xlsxwriter import Workbook

from pay_linkage.exports.sheet import Sheet
from pay_linkage.margins.of_run import PERSON_COLUMNS, UNIT_COLUMNS, Margins

UNITS, PEOPLE = "单位 Units", "人员 People"


def margins_workbook(margins: Margins, cycle: int) -> bytes:
    """The workbook's bytes, the same for the same margins; people by person_id alone."""
    buffer = BytesIO()
    with TemporaryDirectory(prefix="pay-linkage-") as scratch:
        workbook = Workbook(buffer, {"constant_memory": True, "tmpdir": scratch})
        workbook.set_properties({"created": datetime(cycle, 12, 31)})  # noqa: DTZ001 - the same bytes each time
        Sheet(workbook, UNITS, UNIT_COLUMNS).write(margins.units)
        Sheet(workbook, PEOPLE, PERSON_COLUMNS).write(margins.people)
        workbook.close()
    return buffer.getvalue()
