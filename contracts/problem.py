"""What is wrong with an input, as a value: found by any room, shown by the command line.

Belongs here: the record of one problem, its text in both languages, and the exception
that carries all problems of a refused input. Stays out: how problems are found.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Literal

from contracts.chinese_names import chinese_codes, chinese_column, chinese_table

Language = Literal["en", "zh"]
LANGUAGES: tuple[Language, ...] = ("en", "zh")
COLON = {"en": ": ", "zh": "："}
"""Between a place, or a name, and what is said of it."""
WITHHELD = "***"
"""Stands in a message where a person's data would."""
NOTHING_NEAR = re.compile(r" ?[(（][^()（）]*[:：] ?–[)）]|[;；][^;；.。]*[:：] ?–")
"""The part of a sentence that would name the closest known name, where none is close: it is left out."""
IN_CHINESE = "_zh"
"""At the end of a fact's name: it stands in the Chinese sentence in place of the fact without it."""
CODES = ("target", "field", "parts", "lacking", "known", "choices", "candidates", "near")
"""Facts that are codes, or lists of them: in Chinese, tables and columns are called by their names."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a problem stands: a file, and in it a sheet, a row (1-based, as shown) and a cell such as ``D14``."""

    file: str
    sheet: str | None = None
    row: int | None = None
    cell: str | None = None

    def text(self, lang: Language) -> str:
        """File, sheet, and cell or row, as far as they are known.

        >>> Place("people.csv", row=7).text("en"), Place("2023.xlsx", "人员", 7, "D7").text("zh")
        ('people.csv · row 7', '2023.xlsx · 人员 · D7')
        """
        return " · ".join(part for part in (self.file, self.sheet, self.spot(lang)) if part)

    def spot(self, lang: Language) -> str:
        """The cell or the row; nothing where the whole file or sheet is meant."""
        row = "" if self.row is None else {"en": f"row {self.row}", "zh": f"第 {self.row} 行"}[lang]
        return self.cell or row


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that keeps an input from being used.

    ``code`` names the bad condition and is the key of its texts (``contracts/texts/*.toml``); ``key`` is the row's
    key, its columns' values joined by ``|`` (a scheme: the dotted path); ``value`` is what was found, as text, never
    given where the table withholds it; ``facts`` fill the other blanks of the texts.
    """

    code: str
    place: Place
    table: str | None = None
    column: str | None = None
    key: str | None = None
    value: str | None = None
    facts: Mapping[str, str] = field(default_factory=dict)

    def text(self, part: Literal["what", "expected", "mend"], lang: Language) -> str:
        """The sentence that tells what is wrong, what was expected, or how to mend it."""
        column, table = self.column or "", self.table or ""
        facts = dict(self.facts)
        if lang == "zh":
            facts |= {name: chinese_codes(facts[name]) for name in CODES if name in facts}
            facts |= {name.removesuffix(IN_CHINESE): fact for name, fact in facts.items() if name.endswith(IN_CHINESE)}
        blanks = {
            "value": self.value or "",
            "key": self.key or "",
            "column": chinese_column(column) if lang == "zh" else column,
            "table": chinese_table(table) if lang == "zh" else table,
            "table_code": table,
        }
        sentence = problem_texts()[self.code][part][lang].format_map({**blanks, **facts})
        if "–" in (facts.get("closest"), facts.get("near")):
            sentence = NOTHING_NEAR.sub("", sentence)
        return sentence.replace("“”", "空值" if lang == "zh" else "nothing")

    def sentence(self, lang: Language) -> str:
        """What is wrong and how to mend it, in one line."""
        return (" " if lang == "en" else "").join(self.text(part, lang) for part in ("what", "mend"))

    def as_record(self, lang: Language) -> dict[str, object]:
        """The problem as plain values, for ``--json`` and for the errors sheet."""
        return {
            "code": self.code,
            "file": self.place.file,
            "sheet": self.place.sheet,
            "row": self.place.row,
            "cell": self.place.cell,
            "table": self.table,
            "column": self.column,
            "key": self.key,
            "value": self.value,
            "what": self.text("what", lang),
            "expected": self.text("expected", lang),
            "mend": self.text("mend", lang),
        }


class Refused(Exception):
    """An input is refused: all its problems at once (``exit_status.REFUSED``).

    ``kept`` is the folder or file that had been written by then and stays; nothing where nothing was.
    """

    def __init__(self, problems: Iterable[Problem], kept: str = "") -> None:
        self.problems: tuple[Problem, ...] = tuple(problems)
        self.kept = kept
        super().__init__(f"{len(self.problems)} problem(s): " + ", ".join(sorted({p.code for p in self.problems})))


@cache
def problem_texts() -> dict[str, dict[str, dict[str, str]]]:
    """Every problem's texts: code → what/expected/mend → language; one file a room in ``contracts/texts``."""
    texts: dict[str, dict[str, dict[str, str]]] = {}
    for file in sorted(files("contracts").joinpath("texts").iterdir(), key=lambda f: f.name):
        if file.name.endswith(".toml"):
            texts.update(tomllib.loads(file.read_text(encoding="utf-8")))
    return texts
