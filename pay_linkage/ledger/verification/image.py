"""The ledger's small tables as they lie in the database, and the log read into what it says of them.

Values are read raw: a row that was tampered with may hold anything, and must be found, not stumbled over.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sqlalchemy.orm import Session

Row = Mapping[str, Any]

TABLES = {
    "runs": "number",
    "corrections": "run_id, line",
    "approvers": "number",
    "approvals": "number",
    "publications": "sequence",
    "events": "sequence",
    "forgotten_runs": "run_id",
}
"""Table → the columns that put its rows in order."""


@dataclass(frozen=True)
class Image:
    """Everything but the publication lines; ``ledger`` is the database's name for messages."""

    ledger: str
    tables: Mapping[str, Sequence[Row]]

    @cached_property
    def entries(self) -> list[Row]:
        """The log's entries, each payload read; an unreadable payload is empty."""
        return [{**entry, "payload": _read(entry["payload"])} for entry in self.tables["events"]]

    def entries_of(self, *actions: str) -> list[Row]:
        """The entries that tell of these actions."""
        return [entry for entry in self.entries if entry["action"] in actions]

    def by(self, table: str, column: str) -> dict[Any, Row]:
        """The table's rows by one column."""
        return {row[column]: row for row in self.tables[table]}


def image_of(session: Session, ledger: str) -> Image:
    """The image of the ledger in the session's state."""
    connection = session.connection()
    queries = {table: f"SELECT * FROM {table} ORDER BY {order}" for table, order in TABLES.items()}  # noqa: S608
    tables = {
        table: [dict(row) for row in connection.exec_driver_sql(query).mappings()] for table, query in queries.items()
    }
    return Image(ledger, tables)


def _read(payload: object) -> Row:
    try:
        read = json.loads(str(payload))
    except ValueError:
        return {}
    return read if isinstance(read, dict) else {}
