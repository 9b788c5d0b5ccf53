"""The files that a mapping speaks of: one, or those of a folder by their names; each is read once."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from contracts.problem import Place, Problem
from pay_linkage.intake.found_table import Asked, FoundTable, found_table
from pay_linkage.intake.regular_file import file_bytes, file_name
from pay_linkage.mappings.mapping import Rows

READ = (".csv", ".xlsx", ".xls")


@dataclass(slots=True)
class HouseFiles:
    """The inputs at ``path``; ``tell`` hears the name of each file before it is opened."""

    path: Path
    tell: Callable[[str], object] = lambda _: None
    _bytes: dict[str, bytes] = field(default_factory=dict)

    def hashes(self, names: Iterable[str | None]) -> dict[str, str]:
        """File name → SHA-256 of those of the named files that can be read, sorted by name."""
        found = {}
        for path in (self._path(name, "") for name in names):
            data = self._data(path) if isinstance(path, Path) else path
            if isinstance(path, Path) and isinstance(data, bytes):
                found[file_name(path)] = hashlib.sha256(data).hexdigest()
        return dict(sorted(found.items()))

    def table(
        self, rows: Rows, headings: tuple[str, ...], naming: tuple[str, ...], table: str
    ) -> tuple[FoundTable | None, list[Problem]]:
        """What stands under ``headings`` in the sheet that ``rows`` tells; ``naming``: those that name a record."""
        path = self._path(rows.file, table)
        if isinstance(path, Problem):
            return None, [path]
        self.tell(file_name(path))
        data = self._data(path)
        if isinstance(data, Problem):
            return None, [replace(data, table=table)]
        wanted = (rows.header.first - 1, rows.header.last - 1) if rows.header else None
        asked = Asked(headings, naming, table, rows.sheet, wanted, rows.hidden_rows is not None)
        return found_table(path, data, asked)

    def _path(self, name: str | None, table: str) -> Path | Problem:
        files = self._names()
        if self.path.is_dir() and name is not None and name in files:
            return self.path / name
        if not self.path.is_dir() and name in (None, file_name(self.path)):
            return self.path
        if self.path.is_dir() and name is None and len(files) == 1:
            return self.path / files[0]
        facts = {"found": ", ".join(files[:20]) or "–"}
        return Problem("mapped_file_missing", Place(file_name(self.path)), table, value=name or "–", facts=facts)

    def _names(self) -> list[str]:
        if not self.path.is_dir():
            return [file_name(self.path)]
        return sorted(file.name for file in self.path.iterdir() if file.suffix.lower() in READ)

    def _data(self, path: Path) -> bytes | Problem:
        if path.name not in self._bytes:
            data = file_bytes(path)
            if isinstance(data, Problem):
                return data
            self._bytes[path.name] = data
        return self._bytes[path.name]
