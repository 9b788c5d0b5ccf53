"""Ways to change a store and its ledger behind their backs: what is done, and what verify must say of it.

Each takes the ledger and the store; the second part of a name says where the change is made.
"""

# ruff: noqa: S608 - statements made of these tests' own constants
from __future__ import annotations

import json
import shutil
import tomllib
from collections.abc import Callable
from pathlib import Path

from ledger_databases import behind_its_back, on_sqlite, without_guards

from pay_linkage.ledger import Ledger, runs
from pay_linkage.ledger.event_log import FIRST_PREVIOUS_HASH, event_hash
from pay_linkage.runs import Made, Manifest, Store
from pay_linkage.runs.canonical import sha256
from pay_linkage.runs.tables import parquet_bytes

Tampering = Callable[[Ledger, Store], object]


def run_folder(ledger: Ledger, store: Store, number: int) -> Path:
    return store.root / "runs" / runs(ledger)[number - 1].run_id


def publication_folder(store: Store, sequence: int) -> Path:
    return next((store.root / "publications").glob(f"{sequence:04d}-*"))


def flipped(path: Path) -> None:
    """One bit of the file's middle changes."""
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def edited_lines(path: Path, edit: Callable[[list[str]], list[str]]) -> None:
    path.write_text("".join(edit(path.read_text().splitlines(keepends=True))))


def swapped(one: Path, other: Path) -> None:
    first, second = one.read_bytes(), other.read_bytes()
    one.write_bytes(second)
    other.write_bytes(first)


def rewritten_manifest(folder: Path, **changes: object) -> None:
    """A manifest that is consistent in itself."""
    whole = json.loads((folder / "manifest.json").read_bytes())
    whole.pop("content_hash")
    manifest = Manifest.model_validate_json(json.dumps(whole)).model_copy(update=changes)
    (folder / "manifest.json").write_bytes(manifest.as_json())


def other_maker(ledger: Ledger, store: Store) -> None:
    made = store.open(runs(ledger)[0].run_id).manifest.made
    rewritten_manifest(run_folder(ledger, store, 1), made=Made(at=made.at, by="somebody else", why=made.why))


def other_payroll(ledger: Ledger, store: Store) -> None:
    """The run's payroll with one person's amounts exchanged for another's, and all hashes made to fit."""
    stored = store.open(runs(ledger)[0].run_id)
    payroll = stored.table("payroll")
    data = parquet_bytes(payroll.with_columns(person_id=payroll["person_id"].reverse()))
    (stored.path / "tables/payroll.parquet").write_bytes(data)
    rewritten_manifest(stored.path, files={**stored.manifest.files, "tables/payroll.parquet": sha256(data)})


def run_of_another_store(ledger: Ledger, store: Store) -> None:
    shutil.copytree(run_folder(ledger, store, 1), store.root / "runs" / "2018-000000000000")


def statement(*statements: str) -> Tampering:
    return lambda ledger, _: without_guards(ledger, *statements)


def guard_dropped(ledger: Ledger, _: Store) -> None:
    with behind_its_back(ledger) as connection:
        on = "" if on_sqlite(ledger) else " ON events"
        connection.exec_driver_sql(f"DROP TRIGGER guard_events_delete{on}")


def guard_weakened(ledger: Ledger, _: Store) -> None:
    with behind_its_back(ledger) as connection:
        if on_sqlite(ledger):
            connection.exec_driver_sql("DROP TRIGGER guard_events_delete")
            connection.exec_driver_sql("CREATE TRIGGER guard_events_delete BEFORE DELETE ON events BEGIN SELECT 1; END")
        else:
            connection.exec_driver_sql(
                "CREATE OR REPLACE FUNCTION guard_events_delete() RETURNS trigger LANGUAGE plpgsql"
                " AS $$ BEGIN RETURN OLD; END $$"
            )


def guard_switched_off(ledger: Ledger, _: Store) -> None:
    """Switched off in PostgreSQL; in SQLite, which knows no switch, made to fire on one column only."""
    with behind_its_back(ledger) as connection:
        if on_sqlite(ledger):
            sql = connection.exec_driver_sql("SELECT sql FROM sqlite_schema WHERE name = 'guard_runs_update'").scalar()
            connection.exec_driver_sql("DROP TRIGGER guard_runs_update")
            connection.exec_driver_sql(str(sql).replace("BEFORE UPDATE", "BEFORE UPDATE OF reason"))
        else:
            connection.exec_driver_sql("ALTER TABLE runs DISABLE TRIGGER guard_runs_update")


def rebuilt_log(ledger: Ledger, _: Store) -> None:
    """One entry changed, and every hash from there on made to fit."""
    previous, statements = FIRST_PREVIOUS_HASH, []
    with behind_its_back(ledger) as connection:
        log = [dict(row) for row in connection.exec_driver_sql("SELECT * FROM events ORDER BY sequence").mappings()]
    for entry in log:
        written = {**entry, "previous_hash": previous, "actor": "nobody" if entry["sequence"] == 1 else entry["actor"]}
        previous = event_hash(written)
        statements.append(
            f"UPDATE events SET actor = '{written['actor']}', previous_hash = '{written['previous_hash']}',"
            f" hash = '{previous}' WHERE sequence = {entry['sequence']}"
        )
    without_guards(ledger, *statements)


FILES: dict[str, tuple[Tampering, str, str]] = {
    "a bit of a run's table": (
        lambda ledger, store: flipped(run_folder(ledger, store, 1) / "tables/payroll.parquet"),
        "run_file_changed",
        "payroll.parquet",
    ),
    "a bit of a run's scheme": (
        lambda ledger, store: flipped(run_folder(ledger, store, 2) / "scheme.yaml"),
        "run_file_changed",
        "scheme.yaml",
    ),
    "a bit of a manifest": (
        lambda ledger, store: flipped(run_folder(ledger, store, 2) / "manifest.json"),
        "run_manifest_changed",
        "manifest.json",
    ),
    "a manifest made anew, with another maker": (other_maker, "verify_run_differs_from_ledger", "manifest.json"),
    "a payroll and its manifest made anew": (other_payroll, "verify_run_differs_from_ledger", "manifest.json"),
    "a run deleted": (
        lambda ledger, store: shutil.rmtree(run_folder(ledger, store, 3)),
        "verify_run_missing",
        "runs/2018-",
    ),
    "a run's file deleted": (
        lambda ledger, store: (run_folder(ledger, store, 3) / "tables/pay_lines.parquet").unlink(),
        "store_file_missing",
        "pay_lines.parquet",
    ),
    "a file added to a run": (
        lambda ledger, store: (run_folder(ledger, store, 1) / "tables/more.parquet").write_bytes(b""),
        "verify_file_unknown",
        "more.parquet",
    ),
    "a file swapped between runs": (
        lambda ledger, store: swapped(
            *(run_folder(ledger, store, number) / "tables/payroll.parquet" for number in (1, 2))
        ),
        "run_file_changed",
        "payroll.parquet",
    ),
    "a run under another's name": (run_of_another_store, "run_manifest_changed", "2018-000000000000"),
    "a stray file among the runs": (
        lambda _, store: (store.root / "runs" / "notes.txt").write_text("x"),
        "verify_file_unknown",
        "notes.txt",
    ),
    "a cell of a payroll file": (
        lambda _, store: edited_lines(
            publication_folder(store, 1) / "payroll-full.csv",
            lambda rows: [row.replace("1.00", "9.00") for row in rows],
        ),
        "publication_files_changed",
        "payroll-full.csv",
    ),
    "a row dropped": (
        lambda _, store: edited_lines(publication_folder(store, 2) / "supplement.csv", lambda rows: rows[:-1]),
        "publication_files_changed",
        "supplement.csv",
    ),
    "a row doubled": (
        lambda _, store: edited_lines(publication_folder(store, 2) / "supplement.csv", lambda rows: [*rows, rows[-1]]),
        "publication_files_changed",
        "supplement.csv",
    ),
    "two rows swapped": (
        lambda _, store: edited_lines(
            publication_folder(store, 1) / "payroll-full.csv", lambda rows: [rows[0], *reversed(rows[1:])]
        ),
        "publication_files_changed",
        "payroll-full.csv",
    ),
    "supplement and recovery swapped": (
        lambda _, store: swapped(*(publication_folder(store, 2) / name for name in ("supplement.csv", "recovery.csv"))),
        "publication_files_changed",
        "recovery.csv",
    ),
    "control totals edited": (
        lambda _, store: flipped(publication_folder(store, 2) / "control-totals.json"),
        "publication_files_changed",
        "control-totals.json",
    ),
    "a payroll file deleted": (
        lambda _, store: (publication_folder(store, 2) / "recovery.csv").unlink(),
        "verify_publication_file_missing",
        "recovery.csv",
    ),
    "a publication's folder deleted": (
        lambda _, store: shutil.rmtree(publication_folder(store, 1)),
        "verify_publication_file_missing",
        "0001-",
    ),
    "a file added to a publication": (
        lambda _, store: (publication_folder(store, 1) / "supplement.csv").write_text("person_id,amount\n"),
        "verify_file_unknown",
        "supplement.csv",
    ),
    "a publication that never was": (
        lambda _, store: shutil.copytree(publication_folder(store, 2), store.root / "publications/0003-2018-x"),
        "publication_folder_unknown",
        "0003-2018-x",
    ),
}


def row_tamperings() -> dict[str, tuple[Tampering, str, str]]:
    """The statements of ``row_tampering.toml``."""
    given = tomllib.loads(Path(__file__).with_name("row_tampering.toml").read_text(encoding="utf-8"))
    return {kind: (statement(*each["sql"]), each["code"], each["named"]) for kind, each in given.items()}


ROWS: dict[str, tuple[Tampering, str, str]] = {
    **row_tamperings(),
    "the log built anew": (rebuilt_log, "verify_totals_of_another_log", "control-totals.json"),
    "a guard dropped": (guard_dropped, "verify_guard_changed", "guard_events_delete"),
    "a guard weakened": (guard_weakened, "verify_guard_changed", "guard_events_delete"),
    "a guard switched off": (guard_switched_off, "verify_guard_changed", "guard_runs_update"),
}
