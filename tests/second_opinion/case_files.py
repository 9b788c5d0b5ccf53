"""A case as texts in memory: its scheme, tables and cycle, and the folder that holds them."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from .calculator.scheme_nodes import document

Texts = dict[str, str]


@dataclass
class Case:
    """Everything a case folder says, as texts."""

    cycle: int
    scheme: dict[str, Any]
    tables: dict[str, list[Texts]]
    headings: dict[str, list[str]] = field(default_factory=dict)
    scheme_suffix: str = ""

    def write(self, folder: Path) -> None:
        """Writes the folder; what was in it before is gone, but for files that are no part of a case."""
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.glob("*.csv"):
            old.unlink()
        (folder / "case.json").write_text(json.dumps({"cycle": self.cycle}), "utf-8")
        (folder / "scheme.yaml").write_text(scheme_text(self.scheme) + self.scheme_suffix, "utf-8")
        for table, rows in self.tables.items():
            (folder / f"{table}.csv").write_text(table_text(self.headings[table], rows), "utf-8")


class PlainDumper(yaml.CSafeDumper):
    """Writes every text unquoted where YAML allows it: the product reads numbers from their texts."""

    def ignore_aliases(self, _data: Any) -> bool:
        """A list or mapping that stands twice is written twice."""
        return True


def _plain(dumper: PlainDumper, text: str) -> yaml.ScalarNode:
    tag: str = dumper.resolve(yaml.ScalarNode, text, (True, False))  # type: ignore[no-untyped-call]
    return dumper.represent_scalar(tag, text)


PlainDumper.add_representer(str, _plain)


def scheme_text(scheme: dict[str, Any]) -> str:
    """The scheme as YAML, keys in their own order."""
    return yaml.dump(scheme, Dumper=PlainDumper, sort_keys=False, allow_unicode=True, width=200)


def table_text(heading: list[str], rows: list[Texts]) -> str:
    """The table as CSV."""
    text = io.StringIO()
    writer = csv.DictWriter(text, heading, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def read_case(folder: Path) -> Case:
    """The case that a folder holds."""
    tables, headings = {}, {}
    for path in sorted(folder.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file)
            tables[path.stem] = list(reader)
            headings[path.stem] = list(reader.fieldnames or [])
    cycle = json.loads((folder / "case.json").read_text("utf-8"))["cycle"]
    return Case(int(cycle), document((folder / "scheme.yaml").read_text("utf-8")), tables, headings)
