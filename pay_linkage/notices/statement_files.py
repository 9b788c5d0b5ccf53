"""Statements as files: all on one page, or a folder for each unit with a page for each person; and their receipt."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from contracts.problem import Language
from pay_linkage.exports.file_names import file_names
from pay_linkage.exports.statement import statement_page, statements_page
from pay_linkage.handover.statement_receipt import StatementReceipt, keep_statement_receipt
from pay_linkage.notices.statements import Statements
from pay_linkage.runs import Store, StoredRun
from pay_linkage.runs.handed_out import hand_out_folder, refuse_taken

WHOLE = "statements.html"


def hand_out_statements(
    store: Store, run: StoredRun, out: Path, wanted: Sequence[str], lang: Language, *, one_file: bool
) -> int:
    """Write the statements of a run, or of the people ``wanted`` (person_id), into the new folder ``out``; how many.

    The receipt comes first: of a folder without one the gate would know nothing. Raises ``Refused`` for people whom the
    run does not pay and where ``out`` is taken, ``StoreFailure`` where the disk refuses.
    """
    statements = Statements(run, lang)
    person_ids = statements.person_ids(wanted)
    refuse_taken(out)
    receipt = StatementReceipt(
        format=1,
        run_id=run.manifest.run_id,
        folder=str(out.resolve()),
        lang=lang,
        one_file=one_file,
        people=person_ids if wanted else [],
    )
    keep_statement_receipt(store, run, receipt)
    hand_out_folder(out, _pages(statements, person_ids, lang, one_file=one_file))
    return len(person_ids)


def _pages(
    statements: Statements, person_ids: Sequence[str], lang: Language, *, one_file: bool
) -> Iterator[tuple[str, bytes]]:
    told = statements.of(person_ids)
    if one_file:
        yield WHOLE, b"".join(statements_page(told, lang, statements.title))
        return
    names = page_names(statements.unit_of)
    for statement in told:
        yield names[statement.person_id], statement_page(statement, lang)


def page_names(unit_of: Mapping[str, str]) -> dict[str, str]:
    """Person_id → the path of the person's page, for everybody who is paid; ``unit_of``: person_id → last unit."""
    people, units = file_names(sorted(unit_of)), file_names(sorted(set(unit_of.values())))
    return {person_id: f"{units[unit]}/{people[person_id]}.html" for person_id, unit in unit_of.items()}
