"""Rows and records: a row as the record that callers see, and as the values that its hash covers."""

from __future__ import annotations

from collections.abc import Mapping
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
    return values_sha256(row_values(row), *left_out)


def values_sha256(values: Mapping[str, object], *left_out: str) -> str:
    """The same over a row's values as they were read, by their names in the database."""
    return value_sha256({name: value for name, value in values.items() if name not in left_out})


def row_values(row: Base) -> dict[str, Any]:
    """All columns of the row, by their names in the database."""
    attributes = inspect(type(row)).column_attrs
    return {attribute.columns[0].name: getattr(row, attribute.key) for attribute in attributes}
