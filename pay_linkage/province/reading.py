"""A province file becomes a province, or all that is wrong with it: file, line, key, what was expected.

The reader is the one of schemes: duplicate keys, anchors, tags and unknown keys are refused with their line. Districts
stand in the file itself, or, where there are many, in a CSV file that it names.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from contracts.problem import Problem, Refused
from contracts.words import words_of
from pay_linkage.confinement.plain_file import plain_bytes
from pay_linkage.order import Order
from pay_linkage.province.csv_rows import csv_document
from pay_linkage.province.district import District, DistrictRow
from pay_linkage.province.province import Head, Province, Rows, missing, shared
from pay_linkage.schemes import builtin_schemes
from pay_linkage.schemes.document import Document, in_words_of, scheme_problem
from pay_linkage.schemes.finding import Finding, shown
from pay_linkage.schemes.reading import modelled
from pay_linkage.schemes.rule import Rule
from pay_linkage.schemes.strict_yaml import LARGEST_FILE, strict_yaml

Model = TypeVar("Model", bound=Rule)
DISTRICTS = "districts"
LARGEST_LIST = 16 * LARGEST_FILE
PARTS_OF_A_POOL = frozenset({"category", "categories", "unit", "units", "part", "parts", "pool", "pools", "share"})
"""Keys by which somebody might try to run a part of a ranking pool by itself."""


def read_province(path: str | Path, by: str, reason: str = "") -> Province:
    """The province that the file says; ``by`` and ``reason`` are who runs it and why.

    Raises ``Refused`` with all problems at once. Nothing is read of what the districts name.
    """
    path = Path(path)
    try:
        return _province(path, by, reason)
    except Refused as refusal:
        raise Refused([_of_province(problem) for problem in refusal.problems]) from None


def _province(path: Path, by: str, reason: str) -> Province:
    document = strict_yaml(_bytes(path, LARGEST_FILE, path.name), path.name)
    listing = _listing(document, path)
    problems: list[Problem] = []
    head = _read(document, Head, problems)
    rows = _read(listing, Rows, problems)
    if head is None or rows is None:
        raise Refused(problems)
    _refuse(listing, missing(head, rows))
    made = tuple(_district(row, head, path.parent, Order("", "", 0, "", by, reason)) for row in rows.districts)
    _refuse(listing, shared(made))
    return Province(words_of(head.title), made)


def _read(document: Document, kind: type[Model], problems: list[Problem]) -> Model | None:
    """The part that the document says; where it is unsound, its problems are added to the others."""
    try:
        return modelled(document, kind)
    except Refused as refusal:
        problems.extend(refusal.problems)
        return None


def _listing(document: Document, path: Path) -> Document:
    """The districts as a document of their own, taken out of the file's."""
    given = document.tree.pop(DISTRICTS, None)
    if isinstance(given, str):
        file = path.parent / given
        data = _bytes(file, LARGEST_LIST, given)
        try:
            return csv_document(data.decode("utf-8-sig"), given)
        except UnicodeDecodeError:
            raise Refused([scheme_problem(Finding("scheme_not_utf8"), given)]) from None
    return Document(path.name, {} if given is None else {DISTRICTS: given}, document.lines)


def _bytes(path: Path, most: int, file: str) -> bytes:
    try:
        data = plain_bytes(path, most + 1)
    except (OSError, ValueError):
        raise Refused([scheme_problem(Finding("province_file_not_found", value=shown(path)), file)]) from None
    if len(data) > most:
        raise Refused([scheme_problem(Finding("scheme_file_too_large", value=str(len(data))), file)])
    return data


def _refuse(listing: Document, findings: Iterable[Finding]) -> None:
    problems: Sequence[Problem] = [listing.problem(finding) for finding in findings]
    if problems:
        raise Refused(problems)


def _district(row: DistrictRow, head: Head, folder: Path, asked: Order) -> District:
    """The district with every value in its place."""

    def said(key: str) -> str | None:
        given: str | None = getattr(row, key) or getattr(head, key)
        return None if given is None else given.replace("{id}", row.id)

    scheme, inputs, store = (said(key) or "" for key in ("scheme", "inputs", "store"))
    order = replace(
        asked,
        scheme=scheme if scheme in builtin_schemes() else str(folder / scheme),
        inputs=str(folder / inputs),
        store=store if "://" in store else str(folder / store),
        cycle=row.cycle or head.cycle or 0,
    )
    return District(row.id, words_of(row.name), order, said("ledger"), row.due or head.due)


def _of_province(problem: Problem) -> Problem:
    """A problem of the shared reader, in words for provinces where a scheme's would mislead."""
    step = (problem.key or "").rpartition(".")[2]
    if problem.code == "scheme_unknown_key" and step in PARTS_OF_A_POOL:
        return replace(problem, code="province_splits_ranking_pool", table="province")
    return in_words_of("province", problem)
