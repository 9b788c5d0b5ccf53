"""YAML in which a text means one thing: mappings, lists and scalars that stay text, each with its line.

Belongs here: bytes → document, and what YAML would read in silence: keys that stand there twice, anchors, aliases,
tags, merge keys, further documents, empty values. Stays out: what the texts mean (``scheme`` and its parts).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import NoReturn

import yaml

from contracts.problem import Refused
from pay_linkage.schemes.document import Document, Path, Tree, scheme_problem
from pay_linkage.schemes.finding import Finding, shown

LARGEST_FILE = 1024 * 1024
DEEPEST = 16
MOST_PARTS = 20_000
NOTHING = frozenset({"", "~", "null", "Null", "NULL"})
LINE_BREAKS = frozenset("\n\t")


def strict_yaml(data: bytes, file: str) -> Document:
    """The one document of a file.

    Raises ``Refused`` where no tree can be read; whatever else YAML must not say stands among the document's problems.
    """
    text = _decoded(data, file)
    reading = _Reading(file, yaml.parse(text, Loader=yaml.SafeLoader))
    try:
        reading.stream()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        line = mark.line + 1 if mark else reading.line
        reading.stop(Finding("scheme_not_yaml", value=_line(text, line)), line)
    except (yaml.YAMLError, ValueError, OverflowError):  # signs that YAML does not allow, escapes beyond Unicode
        reading.stop(Finding("scheme_not_yaml", value=_line(text, reading.line)), reading.line)
    return reading.document


def _decoded(data: bytes, file: str) -> str:
    if len(data) > LARGEST_FILE:
        raise Refused([scheme_problem(Finding("scheme_file_too_large", value=str(len(data))), file)])
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Refused([scheme_problem(Finding("scheme_not_utf8"), file, line)]) from None


def _line(text: str, number: int) -> str:
    """What stands in the line, as far as it can be printed."""
    lines = text.splitlines()
    return shown("".join(sign for sign in lines[number - 1] if sign.isprintable())) if number <= len(lines) else ""


class _Reading:
    """Turns the parser's events into a document, as far as they go."""

    def __init__(self, file: str, events: Iterator[yaml.Event]) -> None:
        self.document = Document(file)
        self.events = events
        self.line = 1
        self.parts = 0

    def stop(self, finding: Finding, line: int) -> NoReturn:
        """Refuse the file here: nothing behind this line can be read."""
        raise Refused([*self.document.problems, scheme_problem(finding, self.document.file, line)]) from None

    def stream(self) -> None:
        """The whole file: one document, and its root a mapping."""
        self._next()
        if not isinstance(self._next(), yaml.DocumentStartEvent):
            self.stop(Finding("scheme_file_empty"), 1)
        root = self._node(self._next(), (), 0)
        if not isinstance(root, dict):
            self.stop(Finding("scheme_without_keys", value="" if root is None else shown(root)), 1)
        self.document.tree = root
        self._next()
        if not isinstance(self._next(), yaml.StreamEndEvent):
            self.stop(Finding("scheme_yaml_second_document"), self.line)

    def _next(self) -> yaml.Event:
        event = next(self.events)
        self.line = event.start_mark.line + 1 if event.start_mark else self.line
        return event

    def _found(self, code: str, path: Path, value: str | None = None, **facts: str) -> None:
        finding = Finding(code, path, value, facts)
        self.document.problems.append(scheme_problem(finding, self.document.file, self.line))

    def _node(self, event: yaml.Event, path: Path, depth: int) -> Tree | None:
        """The value that begins with this event; ``None`` where it has to be left out."""
        self._keep_within_limits(path, depth)
        self.document.lines.setdefault(path, self.line)
        if isinstance(event, yaml.AliasEvent):
            self._found("scheme_yaml_alias", path, f"*{event.anchor}")
            return None
        if isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent):
            self._find_marks(event, path)
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, path)
        return self._mapping(path, depth) if isinstance(event, yaml.MappingStartEvent) else self._list(path, depth)

    def _keep_within_limits(self, path: Path, depth: int) -> None:
        self.parts += 1
        if depth > DEEPEST:
            self.stop(Finding("scheme_nested_too_deep", path[:1], facts={"most": str(DEEPEST)}), self.line)
        if self.parts > MOST_PARTS:
            self.stop(Finding("scheme_too_many_parts", facts={"most": str(MOST_PARTS)}), self.line)

    def _find_marks(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent, path: Path) -> None:
        if event.anchor is not None:
            self._found("scheme_yaml_anchor", path, f"&{event.anchor}")
        if event.tag is not None:
            self._found("scheme_yaml_tag", path, shown(event.tag))

    def _scalar(self, event: yaml.ScalarEvent, path: Path) -> str | None:
        text: str = event.value
        if event.style is None and text in NOTHING:
            self._found("scheme_value_empty", path, text)
            return None
        if any(unicodedata.category(sign) in {"Cc", "Cs"} for sign in text if sign not in LINE_BREAKS):
            self._found("scheme_text_unusable", path)
            return None
        return text

    def _list(self, path: Path, depth: int) -> list[Tree]:
        found = []
        at = 0
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            entry = self._node(event, (*path, at), depth + 1)
            found.append("" if entry is None else entry)
            at += 1
        return found

    def _mapping(self, path: Path, depth: int) -> dict[str, Tree]:
        found: dict[str, Tree] = {}
        seen: dict[str, int] = {}
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            key = self._key(event, path, depth)
            at = path if key is None else (*path, key)
            if key is not None and key in seen:
                self._found("scheme_key_twice", at, key, first=str(seen[key]))
            self.document.lines.setdefault(at, self.line)
            line = self.line
            value = self._node(self._next(), at, depth + 1)
            if key is not None and key not in seen:
                seen[key] = line
                if value is not None:
                    found[key] = value
        return found

    def _key(self, event: yaml.Event, path: Path, depth: int) -> str | None:
        """The key's text; ``None`` where there is none to be had."""
        if not isinstance(event, yaml.ScalarEvent):
            self._found("scheme_key_not_text", path)
            self._node(event, path, depth + 1)
            return None
        key = self._scalar_key(event, path)
        if key is not None:
            self._find_marks(event, (*path, key))
        return key

    def _scalar_key(self, event: yaml.ScalarEvent, path: Path) -> str | None:
        if event.style is None and event.value == "<<":
            self._found("scheme_yaml_merge_key", path, "<<")
            return None
        if not event.value.strip():
            self._found("scheme_key_not_text", path)
            return None
        return str(event.value)
