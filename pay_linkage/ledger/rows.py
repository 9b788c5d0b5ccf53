"""Rows and records: a row as the record that callers see, and as the values that its hash covers."""

from __future__ import annotations

from dataclasses import fields
from typing import Any, TypeVar

from sqlalchemy import inspect

from pay_linkage.ledger.fingerprint import value_sha256
from pay_linkage.ledger.models import Base

Record = TypeVar("Record")


def record(kind: type[Record], row: Base) -> Record:
    """The row as a record: the row's attributes of the record's names."""
    return kind(**{field.name: getattr(row, field.name) for field in fields(kind)})  # type: ignore[arg-type]


def row_sha256(row: Base, *left_out: str) -> str:
    """SHA-256 over all columns of the row but those left out, by their names in the database."""
    return value_sha256(_values(row, left_out))


def _values(row: Base, left_out: tuple[str, ...]) -> dict[str, Any]:
    attributes = inspect(type(row)).column_attrs
    values = {attribute.columns[0].name: getattr(row, attribute.key) for attribute in attributes}
    return {name: value for name, value in values.items() if name not in left_out}
