"""Sheets as files: each unit's as a page to print and as a workbook; the folder of a half year's progress sheets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path

from contracts.problem import Language
from pay_linkage.exports.document import Document
from pay_linkage.exports.document_page import documents_page
from pay_linkage.exports.document_workbook import documents_workbook
from pay_linkage.exports.file_names import file_names
from pay_linkage.intake import input_hashes
from pay_linkage.notices.partial_year import partial_year
from pay_linkage.notices.stage_sheets import Stage, stage_sheets
from pay_linkage.runs import Folder, Identity, Store
from pay_linkage.runs.handed_out import write_all
from pay_linkage.runs.objects import PROGRESS
from pay_linkage.schemes import scheme_bytes

Files = Iterator[tuple[str, bytes]]
"""Paths and bytes."""


def stage_sheet_files(scheme: str, inputs: str, cycle: int, stage: Stage, lang: Language) -> Files:
    """Target or progress sheets from what there is of a year. Raises ``Refused`` with all that is wrong with it."""
    sheets = list(stage_sheets(partial_year(scheme, inputs, cycle), stage, lang))
    return unit_sheet_files(stage, sheets, cycle, lang)


def unit_sheet_files(folder: str, sheets: Iterable[tuple[str, Document]], cycle: int, lang: Language) -> Files:
    """Each unit's files in a folder."""
    listed = list(sheets)
    names = file_names(unit for unit, _ in listed)
    for unit, document in listed:
        yield from document_files(f"{folder}/{names[unit]}", document, cycle, lang)


def document_files(name: str, document: Document, cycle: int, lang: Language) -> Files:
    """A document as a page and as a workbook."""
    yield f"{name}.html", documents_page([document], lang, document.title)
    yield f"{name}.xlsx", documents_workbook([document], cycle)


def progress_sheets(scheme: str, inputs: str, cycle: int, store: str, lang: Language) -> Folder:
    """The folder of the progress sheets, among the store's ``progress``: whole or not at all, and private.

    It bears the cycle and the hash of what it was made from: sheets that are there already are found, later inputs get
    a folder of their own. Raises ``Refused`` with all that is wrong with the inputs.
    """
    made_from = Identity(cycle, sha256(scheme_bytes(scheme)).hexdigest(), input_hashes(inputs)).run_id
    name, place = f"{made_from}-{lang}", Store(store).place
    found = place.folder(PROGRESS, name)
    if found is not None:
        return found
    sheets = list(stage_sheet_files(scheme, inputs, cycle, "midyear", lang))

    def write(folder: Path) -> None:
        write_all(folder, sheets)

    return place.put(PROGRESS, name, write)
