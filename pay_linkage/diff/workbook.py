"""The comparison as a workbook for people who decide: units, people, money, corrections."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl
from xlsxwriter import Workbook

from contracts.correction_columns import CORRECTION_COLUMNS
from pay_linkage.diff import money, people, units
from pay_linkage.diff.comparison import Diff
from pay_linkage.diff.named_codes import corrections_with_names, names_of, with_names
from pay_linkage.diff.terminal import MEASURES
from pay_linkage.exports.sheet import Sheet
from pay_linkage.exports.workbook_bytes import workbook_bytes
from pay_linkage.runs.handed_out import hand_out, refuse_taken

UNITS, PEOPLE, MONEY, CORRECTIONS = "单位 Units", "人员 People", "金额 Money", "更正 Corrections"
CAUSES = ("cause_zh", "cause_en")
WORDED = ("table", "column", "old_value", "new_value", "reason")
"""Columns of corrections whose cells may be long."""
PERSON_COLUMNS = ("person_id", "person_name", *people.COLUMNS[1:])
CORRECTION_NAMES = ("run_id", *(column.name for column in CORRECTION_COLUMNS))


def diff_workbook(diff: Diff, path: Path) -> None:
    """Write the workbook to the new private file ``path``; it holds names, amounts and the corrections.

    Raises ``Refused`` where the file is there already, ``StoreFailure`` where the disk refuses it.
    """
    refuse_taken(path)
    with TemporaryDirectory(prefix="pay-linkage-") as scratch:
        data = workbook_bytes(lambda book: _fill(book, diff), diff.runs.after.cycle, scratch=Path(scratch))
    hand_out(path, data)


def _fill(workbook: Workbook, diff: Diff) -> None:
    before, after = names_of(diff.runs.before), names_of(diff.runs.after)
    grades = {"grade_before": before.grade, "grade_after": after.grade, "category": after.category}
    Sheet(workbook, UNITS, units.COLUMNS, ("category", *CAUSES)).write(with_names(diff.units, grades))
    people_sheet = Sheet(workbook, PEOPLE, PERSON_COLUMNS, CAUSES)
    grades = {"individual_grade_before": before.grade, "individual_grade_after": after.grade}
    people_sheet.write(
        with_names(_named(diff), grades), summed=("held_after", "difference") if diff.people.height else ()
    )
    Sheet(workbook, MONEY, tuple(money.COLUMNS), ("measure",)).write(_worded(diff.money))
    Sheet(workbook, CORRECTIONS, CORRECTION_NAMES, WORDED).write(corrections_with_names(diff.corrections, after))


def _named(diff: Diff) -> pl.DataFrame:
    both = [run.input("people").select("person_id", "person_name") for run in (diff.runs.after, diff.runs.before)]
    names = pl.concat(both).unique("person_id", keep="first")
    return diff.people.join(names, on="person_id", how="left", maintain_order="left")


def _worded(amounts: pl.DataFrame) -> pl.DataFrame:
    said = {measure: f"{zh} {en}" for measure, (en, zh) in MEASURES.items()}
    return amounts.with_columns(pl.col("measure").replace_strict(said, return_dtype=pl.String))
