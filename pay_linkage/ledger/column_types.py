"""How the ledger's columns are typed alike in SQLite and PostgreSQL: codes by code point, instants in UTC, whole cents.

Belongs here: the column types. Stays out: the tables (``models``).
"""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import BigInteger, Dialect, Text, TypeDecorator

Code = Text().with_variant(Text(collation="C"), "postgresql")
"""A key: compared and sorted by code point in both databases."""

Words = Text()
"""Free text: a reason, a canonical JSON."""

Cents = BigInteger()
"""An amount in whole cents."""


def instant_text(instant: datetime) -> str:
    """The instant as kept: UTC, to the microsecond, sortable as text. Raises ``ValueError`` without a time zone."""
    if instant.tzinfo is None:
        raise ValueError("an instant needs its time zone")
    return instant.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


class Instant(TypeDecorator[datetime]):
    """An aware datetime, kept as text in UTC, because SQLite knows no time zones."""

    impl = Code
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - the interface
        """The instant on its way into the database."""
        return None if value is None else instant_text(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """The instant on its way out."""
        return None if value is None else datetime.fromisoformat(value)
