"""Files and tables in, checks out: read, laid beside the promise, judged."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

import pandas as pd

from contracts.publication_gate import frames, suite
from contracts.publication_gate.check import Check, Spot, named
from contracts.publication_gate.csv_reading import written_csv
from contracts.publication_gate.found_rows import FoundRows, found_rows
from contracts.publication_gate.promise import PromisedFile, PromisedSheet
from contracts.publication_gate.statement_reading import written_statements
from contracts.publication_gate.table_checks import TableCheck
from contracts.publication_gate.verdicts import Judge, Verdict
from contracts.publication_gate.workbook_reading import written_workbook
from contracts.publication_gate.written import Written, WrittenSheet

Judged = tuple[pd.DataFrame, list[suite.Claim], str]
"""A frame, what must hold in it, and which of its columns name its rows (a key of ``suite.INDEX``)."""


def judged_file(promise: PromisedFile, judge: Judge) -> tuple[Check, ...]:
    """Every check of one file, read from disk now."""
    written = _written(promise)
    file = promise.path.name
    facts = pd.DataFrame({code: ["yes" if holds else "no"] for code, holds in written.facts.items()})
    claims = list(suite.facts_claims(dict(written.facts)))
    checks = [_fact_check(verdict, file, written) for verdict in judge.verdicts(facts, claims, suite.INDEX["facts"])]
    for sheet, there in zip(promise.sheets, written.sheets or (), strict=False):
        checks += _sheet_checks(file, sheet, there, judge)
    return tuple(checks)


def judged_tables(checks: Sequence[TableCheck], judge: Judge, place: str) -> tuple[Check, ...]:
    """Every check of the run's own tables; ``place`` is what reports name in a file's stead."""
    return tuple(
        _check(verdict, place, None)
        for check in checks
        for verdict in judge.verdicts(frames.table_frame(check), [suite.table_claim(check)], suite.INDEX["sums"])
    )


def _written(promise: PromisedFile) -> Written:
    if promise.is_pages:
        return written_statements(promise.path)
    try:
        data = promise.path.read_bytes()
    except OSError:
        return Written({"gate_file_missing": False})
    there = {"gate_file_missing": True}
    if promise.sha256 is not None:
        there["gate_bytes_other"] = hashlib.sha256(data).hexdigest() == promise.sha256
    read = written_workbook(data, promise) if promise.csv is None else written_csv(data, promise.csv)
    return Written({**there, **read.facts}, read.sheets, read.rows)


def _fact_check(verdict: Verdict, file: str, written: Written) -> Check:
    row = written.rows.get(verdict.claim.code)
    spots = () if verdict.holds or row is None else (Spot(row),)
    return Check(verdict.claim.code, file, None, None, verdict.holds, spots, len(spots))


def _sheet_checks(file: str, sheet: PromisedSheet, there: WrittenSheet, judge: Judge) -> Iterator[Check]:
    for frame, claims, index in _judged_frames(sheet, there):
        for verdict in judge.verdicts(frame, claims, suite.INDEX[index]):
            yield _check(verdict, file, sheet.name)


def _judged_frames(sheet: PromisedSheet, there: WrittenSheet) -> Iterator[Judged]:
    """Each frame of a sheet with what must hold in it, made when its turn comes: they are large."""
    yield frames.headings_frame(sheet, there), [suite.pair_claim("gate_heading_changed")], "headings"
    rows, named_by = found_rows(sheet, there), "people" if sheet.is_page else "cells"
    whose = frames.rows_frame(sheet, rows)
    yield whose, list(suite.rows_claims(sheet)), named_by
    yield frames.people_frame(sheet, rows), list(suite.people_claims()), "people"
    for number, column in enumerate(sheet.columns):
        cells = frames.column_frame(sheet, rows, number, whose)
        claims = suite.column_claims(column, typed=there.types is not None, is_page=sheet.is_page)
        yield cells, list(claims), named_by
        yield from _judged_sums(sheet, rows, number)
    if sheet.totals:
        yield frames.totals_frame(sheet, there), [suite.pair_claim("gate_totals_other")], "headings"


def _judged_sums(sheet: PromisedSheet, rows: FoundRows, number: int) -> Iterator[Judged]:
    totals = [total for total in sheet.sums if total.column == number]
    if not totals:
        return
    cents = frames.found_cents(rows, number)
    for total in totals:
        yield frames.sums_frame(total, rows, cents), [suite.pair_claim(f"gate_sum_of_{total.of}_other")], "sums"


def _check(verdict: Verdict, file: str, sheet: str | None) -> Check:
    spots, count = named(verdict.spots)
    return Check(verdict.claim.code, file, sheet, verdict.claim.heading, verdict.holds, spots, count)
