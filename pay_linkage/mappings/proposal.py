"""The proposal of a mapping for files that are there: what is recognised, and as questions what is missing."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import BinaryIO

from contracts.columns import COLUMNS
from contracts.problem import Language, Refused
from contracts.tables import INPUT_TABLES
from contracts.words import words_of
from pay_linkage.intake.confined_tables import confined_bytes
from pay_linkage.intake.handover import problem_of
from pay_linkage.mappings.proposal_texts import said
from pay_linkage.mappings.repeated_rows import rows_each
from pay_linkage.mappings.seen_sheet import SeenSheet, seen_sheets

TELLING = {
    "units": ("unit_id", "unit_name"),
    "component_scores": ("component",),
    "ratings": ("department",),
    "indicator_scores": ("indicator_1", "indicator_2"),
    "events": ("event_id", "code", "occurred_on"),
    "contests": ("contest", "round"),
    "ballots": ("voter_group", "votes"),
    "people": ("person_name",),
    "assignments": ("person_id",),
    "pools": ("scope_id",),
}
"""Table → columns, one of which a sheet must have to be proposed for it."""
STARTING = ("units", "people", "assignments")
WORK = f"{__name__}:write_proposal"
SCORES = ("person_id", "score")


def proposal(path: Path, lang: Language) -> str:
    """The text of a mapping file for the file or folder at ``path``, which is read in a process of bounded memory and
    time. Raises ``Refused`` where nothing can be read.
    """
    with confined_bytes(WORK, path, (path, lang)) as output:
        found = json.load(output)
    if found["problems"]:
        raise Refused(problem_of(fields) for fields in found["problems"])
    text: str = found["text"]
    return text


def write_proposal(wanted: tuple[Path, Language], output: BinaryIO, _: Callable[[str], None]) -> None:
    """Write the text, or the problems for which there is none, in the process of bounded memory and time."""
    try:
        found: dict[str, object] = {"text": proposed(*wanted), "problems": []}
    except Refused as refusal:
        found = {"text": "", "problems": [asdict(problem) for problem in refusal.problems]}
    output.write(json.dumps(found).encode())


def proposed(path: Path, lang: Language) -> str:
    """As ``proposal``, but in this process, without bounds."""
    sheets = seen_sheets(path)
    lines = [*_comment(said("intro", lang)), *_comment(said("ways", lang)), ""]
    lines += [f"mapping: {_quoted(path.stem)}", "tables:"]
    fed = {name: sheet for name in INPUT_TABLES if (sheet := _best(name, sheets)) is not None}
    if not fed:
        lines += [f"  # {said('nothing', lang)}"]
        fed = dict.fromkeys(STARTING, sheets[0])
    for name, sheet in fed.items():
        lines += _table(name, sheet, sheets, path, lang)
    lines += _unused(fed, sheets, lang)
    return "\n".join(lines) + "\n"


def _best(name: str, sheets: Sequence[SeenSheet]) -> SeenSheet | None:
    """The sheet with most columns of a table among those that have a telling one."""
    having = [sheet for sheet in sheets if any(column in _columns(name, sheet) for column in TELLING[name])]
    best = max(having, key=lambda sheet: len(_columns(name, sheet)), default=None)
    return best if best is not None and (name in STARTING or len(_columns(name, best)) > 1) else None


def _columns(name: str, sheet: SeenSheet) -> Mapping[str, str]:
    """Column → heading; a unit's name also stands for its code, where there is none."""
    found = dict(sheet.tables[name])
    if name == "units":
        found = {**{column: heading for column in ("unit_id", "unit_name") for heading in found.values()}, **found}
    return {column.name: found[column.name] for column in INPUT_TABLES[name].columns if column.name in found}


def _table(name: str, sheet: SeenSheet, sheets: Sequence[SeenSheet], path: Path, lang: Language) -> Iterator[str]:
    table, found = INPUT_TABLES[name], _columns(name, sheet)
    yield f"  {name}:  # {words_of(table).of(lang)}"
    yield from (f"    {line}" for line in _place(sheet, path))
    if name == "units" and _is_of_people(sheet):
        yield f"    once: true  # {said('once', lang)}"
    yield "    columns:"
    yield from (f"      {column}: {_quoted(heading)}" for column, heading in found.items())
    yield from _scores(name, found, sheets, path, lang)
    for column in (*table.required, *table.empty_cells):
        if column not in found:
            meaning = COLUMNS[column].zh if lang == "zh" else COLUMNS[column].meaning
            yield f"      # {column}: {_example(column)}  # {said('complete', lang, meaning=meaning)}"
    optional = [column for column in table.optional if column not in found]
    if optional:
        yield f"      # {said('optional', lang, names=', '.join(optional))}"


def _unused(fed: Mapping[str, SeenSheet], sheets: Sequence[SeenSheet], lang: Language) -> Iterator[str]:
    """The headings of each sheet that no table uses."""
    for sheet in sheets:
        used = {heading for name, of in fed.items() if of is sheet for heading in _columns(name, sheet).values()}
        unused = " | ".join(heading for heading in sheet.headings if heading not in used)
        yield f"# {said('unused', lang, sheet=' · '.join(filter(None, (sheet.file, sheet.sheet))), headings=unused)}"


def _is_of_people(sheet: SeenSheet) -> bool:
    return not {"person_id", "person_name"}.isdisjoint(sheet.tables["people"])


def _place(sheet: SeenSheet, path: Path) -> Iterator[str]:
    if path.is_dir():
        yield f"file: {_quoted(sheet.file)}"
    if sheet.sheet is not None:
        yield f"sheet: {_quoted(sheet.sheet)}"
    first, last = sheet.rows
    yield f"header: {first}" if first == last else f"header: {first}-{last}"


def _scores(
    name: str, found: Mapping[str, str], sheets: Sequence[SeenSheet], path: Path, lang: Language
) -> Iterator[str]:
    """The score of people from a sheet that has nothing but codes and scores."""
    other = next((sheet for sheet in sheets if _has_only_scores(sheet.tables["people"])), None)
    if name != "people" or "score" in found or "person_id" not in found or other is None:
        return
    there = other.tables["people"]
    yield "      score:"
    yield "        lookup:"
    yield from (f"          {line}" for line in _place(other, path))
    yield f"          heading: {_quoted(there['score'])}"
    yield f"          match: {{{_quoted(found['person_id'])}: {_quoted(there['person_id'])}}}"
    rows = rows_each(path, other, there["person_id"])
    if rows is not None and rows > 1:
        yield f"          combine: mean  # {said('several', lang, rows=rows)}"
        yield f"          rows: {rows}"
        yield "          decimals: 4"


def _has_only_scores(columns: Mapping[str, str]) -> bool:
    return all(column in columns for column in SCORES) and "person_name" not in columns


def _example(column: str) -> str:
    """What could stand there where no heading was found."""
    choices = COLUMNS[column].choices
    return f"{{constant: {_quoted(next(iter(choices)))}}}" if choices else "?"


def _comment(text: str) -> list[str]:
    return [f"# {line}" for line in text.splitlines()]


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
