"""Random corrections as a file, in one of the many ways in which people write the same."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path
from random import Random

from .random_corrections import NUMBERS, Correction

HEADINGS = ("table", "key", "action", "column", "old_value", "new_value", "reason", "appeal_reference")
CHINESE = ("数据表", "主键", "操作", "字段", "原值", "新值", "理由", "申诉编号")
WORDS = {"change": ("change", "更正", "修改"), "add": ("add", "新增"), "delete": ("delete", "删除", "Delete")}


def write_corrections(path: Path, lines: list[Correction], rng: Random) -> None:
    """Write the lines, in a random order where that leaves an added row's lines as they are."""
    with path.open("w", encoding=rng.choice(("utf-8", "utf-8-sig", "gb18030")), newline="") as file:
        writer = csv.writer(file)
        writer.writerow(rng.choice((HEADINGS, CHINESE)))
        writer.writerows(_cells(line, rng, number) for number, line in enumerate(lines))


def _cells(line: Correction, rng: Random, number: int) -> list[str]:
    key = rng.choice(("|", " | ")).join(_said("start_date" if part[4:5] == "-" else "", part, rng) for part in line.key)
    if len(line.key) == 1:
        key = line.key[0]
    old, new = (_said(line.column, text, rng) for text in (line.old, line.new))
    return [line.table, key, rng.choice(WORDS[line.action]), line.column, old, new, "复核", f"A-{number}"]


def _said(column: str, text: str, rng: Random) -> str:
    """The same value, perhaps written in another way."""
    if not text or rng.random() < 0.5:
        return text
    if column in ("score", "points"):
        return f"{text}.0000" if "." not in text else text.ljust(text.index(".") + 5, "0")
    if column in NUMBERS:
        return f" {text} "
    if column in ("start_date", "end_date", "occurred_on"):
        try:
            day = date.fromisoformat(text)
        except ValueError:
            return text
        return f"{day.year}/{day.month}/{day.day}"
    return text
