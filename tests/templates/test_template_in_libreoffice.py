"""LibreOffice opens the template as it is, keeps its helps, and saves what is read the same (promise 15)."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import polars as pl
import pytest
from polars.testing import assert_frame_equal

from contracts.problem import LANGUAGES
from pay_linkage.intake import read_inputs, table_of
from pay_linkage.schemes import builtin_schemes, load_scheme
from pay_linkage.templates import template_workbook
from tests.libreoffice import formulas, saved_by_libreoffice

SAMPLES = Path(__file__).resolve().parents[2] / "sample_data"
FOLDERS = {
    "dinghai-2017": "dinghai_2017",
    "community-contest": "community",
    "public-institution-2023": "public_institution",
}
STARTS = ("=", "+", "-", "@", "\t", "＝", "＋", "－", "＠")


@pytest.fixture(scope="module")
def templates(tmp_path_factory: pytest.TempPathFactory) -> dict[Path, Path]:
    """Each template, empty and filled, in both languages → the same saved by LibreOffice."""
    folder = tmp_path_factory.mktemp("templates")
    files = []
    for name in builtin_schemes():
        tables, _ = read_inputs(SAMPLES / FOLDERS.get(name, "dinghai_2018"))
        given = {table: _telling(read.frame.head(300)) for table, read in tables.items()}
        for lang in LANGUAGES:
            for kind, prefill in (("empty", None), ("filled", given)):
                files.append(folder / f"{name}-{lang}-{kind}.xlsx")
                files[-1].write_bytes(template_workbook(load_scheme(name), lang, prefill))
    return dict(zip(files, saved_by_libreoffice(files, folder / "saved"), strict=True))


def _telling(frame: pl.DataFrame) -> pl.DataFrame:
    """The table with names that begin like formulas."""
    column = next((name for name in ("person_name", "unit_name") if name in frame.columns), None)
    if column is None:
        return frame
    starts = pl.Series([STARTS[row % len(STARTS)] for row in range(frame.height)], dtype=pl.String)
    return frame.with_columns(pl.concat_str(starts, pl.lit("1+1")).str.strip_chars().alias(column))


def test_it_is_read_the_same_before_and_after(templates: dict[Path, Path]) -> None:
    for template, saved in templates.items():
        before, problems = read_inputs(template)
        after, problems_after = read_inputs(saved)
        assert (problems, problems_after) == ([], []), template.name
        assert list(before) == list(after)
        for name, table in before.items():
            assert_frame_equal(after[name].frame, table.frame)
        assert max(table.frame.height for table in before.values()) > 50 or "empty" in template.name


def test_no_cell_is_a_formula(templates: dict[Path, Path]) -> None:
    assert {name: found for saved in templates.values() if (found := formulas(saved)) for name in [saved.name]} == {}


def test_what_helps_whoever_types_is_still_there(templates: dict[Path, Path]) -> None:
    for template, saved in templates.items():
        made, kept = openpyxl.load_workbook(template), openpyxl.load_workbook(saved)
        assert made.sheetnames == kept.sheetnames
        for sheet in made:
            rules = kept[sheet.title].data_validations.dataValidation
            assert _told(rules) == _told(sheet.data_validations.dataValidation), (template.name, sheet.title)
            if table_of(sheet.title):
                assert all(cell.comment for cell in kept[sheet.title][3])
                assert kept[sheet.title].column_dimensions["A"].number_format == "@"


def _told(rules: list[openpyxl.worksheet.datavalidation.DataValidation]) -> set[tuple[object, ...]]:
    return {(str(rule.sqref).split(":")[0], rule.type, rule.prompt, rule.error) for rule in rules}
