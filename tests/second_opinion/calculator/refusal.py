"""The one exception of the calculator: an input that the rulebook refuses."""

from __future__ import annotations


class Refused(Exception):
    """The first bad thing found: a short code, and the table, column and key where they are known."""

    def __init__(self, code: str, table: str, column: str | None = None, key: str | None = None) -> None:
        super().__init__(f"{code}: {table}, column {column}, key {key}")
        self.code = code
        self.table = table
        self.column = column
        self.key = key


def scheme_refusal(code: str, path: str) -> Refused:
    """A refusal of the scheme's key at `path`."""
    return Refused(f"scheme_{code}", "scheme", None, path)
