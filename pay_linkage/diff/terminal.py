"""The comparison as text for the terminal: people by person_id only."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from contracts.problem import Language
from pay_linkage.diff.comparison import Diff
from pay_linkage.diff.named_codes import names_of
from pay_linkage.schemes.names import Names

MOST_SHOWN = 30
"""So many units and so many people are listed."""
Row = dict[str, Any]

MEASURES = {
    "total_before": ("paid by the run before", "前一运行合计"),
    "total_after": ("paid by the run after", "后一运行合计"),
    "supplement": ("supplement", "补发"),
    "recovery": ("recovery", "扣回"),
    "held_before": ("held before", "保底补差（前）"),
    "held_after": ("held after, beyond the pools", "保底补差（后，额度外）"),
}


def told(diff: Diff, lang: Language) -> list[str]:
    """The lines: how much moved, the units, the people, the money."""
    zh = lang == "zh"
    units, people = diff.units.rows(named=True), diff.people.rows(named=True)
    ids = [run.name for run in (diff.runs.before, diff.runs.after)]
    names = names_of(diff.runs.after)
    return [
        f"{ids[0]} → {ids[1]}",
        f"变动单位：{len(units)}" if zh else f"units moved: {len(units)}",
        *_listed([_unit(row, names, lang) for row in units], lang),
        f"变动人员：{len(people)}" if zh else f"people moved: {len(people)}",
        *_listed([_person(row, names, lang) for row in people], lang),
        "金额（元）" if zh else "money (yuan)",
        *(_measure(row, zh=zh) for row in diff.money.rows(named=True)),
    ]


def _listed(lines: list[str], lang: Language) -> list[str]:
    more = len(lines) - MOST_SHOWN
    if more <= 0:
        return lines
    rest = f"  ……另有 {more} 项，见 --out 或 --json" if lang == "zh" else f"  … and {more} more: see --out or --json"
    return [*lines[:MOST_SHOWN], rest]


def _unit(row: Row, names: Names, lang: Language) -> str:
    told = (("score", "得分", "final_score"), ("rank", "名次", "rank"), ("coefficient", "系数", "coefficient"))
    moved = [_moved(row, column, zh if lang == "zh" else en) for en, zh, column in told]
    return f"  {row['unit_id']}: {_joined([*moved, _regraded(row, 'grade', names, lang)])} – {row[f'cause_{lang}']}"


def _person(row: Row, names: Names, lang: Language) -> str:
    told = (("amount", "金额", "amount"), ("held", "保底补差", "held"))
    moved = [_moved(row, column, zh if lang == "zh" else en) for en, zh, column in told]
    grade = _regraded(row, "individual_grade", names, lang)
    return f"  {row['person_id']}: {_joined([grade, *moved])} – {row[f'cause_{lang}']}"


def _joined(parts: Sequence[str]) -> str:
    return ", ".join(filter(None, parts))


def _regraded(row: Row, column: str, names: Names, lang: Language) -> str:
    """The grade before and after by name, nothing where it is the same."""
    grades = {at: row[at] for at in (f"{column}_before", f"{column}_after")}
    named = {at: None if grade is None else names.grade(grade).of(lang) for at, grade in grades.items()}
    return _moved(named, column, "等次" if lang == "zh" else "grade")


def _moved(row: Row, column: str, name: str) -> str:
    before, after = row[f"{column}_before"], row[f"{column}_after"]
    return "" if before == after else f"{name} {_shown(before)} → {_shown(after)}"


def _shown(value: object) -> str:
    return "–" if value is None else str(value)


def _measure(row: Row, *, zh: bool) -> str:
    en, chinese = MEASURES[row["measure"]]
    amount, people = f"{row['amount']:,}", row["head_count"]
    return f"  {chinese}：{amount}（{people} 人）" if zh else f"  {en}: {amount} (people: {people})"
