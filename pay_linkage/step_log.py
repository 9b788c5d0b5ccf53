"""The log of a run's steps: one record when a step begins and one when it ends, never with anybody's data.

Belongs here: what a record holds, and the JSON line that machines read. Stays out: what people are shown of it
(``cli.progress``), the ledger's log.
"""

from __future__ import annotations

import json
import logging
import sys
from datetime import UTC, datetime
from typing import Any, Literal, TextIO

from contracts.problem import Refused
from contracts.tables import INPUT_TABLES

LOG = logging.getLogger("pay_linkage.steps")
LOG.addHandler(logging.NullHandler())
"""Records of this logger have a step's name as their message and ``FIELDS`` beside it; nobody need listen to them."""

FIELDS = ("phase", "run_id", "parent", "seconds", "rows", "reason")
Phase = Literal["begun", "done", "failed"]

COUNTED: dict[str, Any] = {
    "load": lambda loaded: sum(table.frame.height for table in loaded.tables.values()),
    "correct": lambda start: sum(table.frame.height for table in start.loaded.tables.values()),
    "validate": lambda inputs: sum(inputs.table(name).height for name in INPUT_TABLES),
    "assess_units": lambda units: units.height,
    "fill_quotas": lambda graded: graded.persons.height,
    "link_pay": lambda results: results.pay_lines.height,
    "hold_harmless": lambda held: held.results.payroll.height,
}
"""Step → how many rows it has read or made: of all tables, units, graded people, pay lines, people paid."""


def rows_made(step: str, result: object) -> int | None:
    """The rows of a step's result, where they are counted."""
    count = COUNTED.get(step)
    return None if count is None else int(count(result))


def reason_of(error: BaseException) -> str:
    """Why a step failed: the codes of a refusal or failure, else the exception's kind, never its message."""
    if isinstance(error, Refused):
        return ", ".join(sorted({problem.code for problem in error.problems}))
    return str(getattr(error, "code", type(error).__name__))


class JsonLines(logging.StreamHandler[TextIO]):
    """Each record as a JSON object on a line of standard error: at, step, and the fields that it has."""

    def __init__(self) -> None:
        super().__init__(sys.stderr)

    def format(self, record: logging.LogRecord) -> str:
        """The record's line; nothing goes into it but the step and its fields."""
        told = {name: getattr(record, name, None) for name in FIELDS}
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        given = {name: value for name, value in told.items() if value is not None}
        return json.dumps({"at": at, "level": record.levelname.lower(), "step": record.msg, **given})


def listeners() -> list[logging.Handler]:
    """Who is told the steps of a run."""
    return [handler for handler in LOG.handlers if not isinstance(handler, logging.NullHandler)]


def log_to(handler: logging.Handler) -> None:
    """From here on, hand the steps of a run to ``handler``, and no longer to the one before it."""
    LOG.setLevel(logging.INFO)
    for earlier in listeners():
        LOG.removeHandler(earlier)
    LOG.addHandler(handler)
    LOG.propagate = False
