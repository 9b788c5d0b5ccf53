"""What people read in Chinese uses the glossary's words, each thing by one word."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from contracts.columns import COLUMNS
from contracts.margin_columns import MARGIN_COLUMNS

ROOT = Path(__file__).resolve().parents[1]
STRAY = {
    "资金池": "绩效总额",
    "考核组": "定等单元",
    "个组": "定等单元",
    "事件": "事项",
    "简称": "登录名",
    "扣分": "减分",
    "分完": "用足",
    "评价部门": "评分部门",
    "单位编号": "单位编码",
    "人员编号": "人员编码",
    "指标得分": "项目得分",
}
"""A word that is not to be used → the glossary's word for it."""
MEANT = {"指标得分": "indicator", "事件": "pay-linkage."}
"""A stray word → what stands beside it, or in the English, where the word is the right one."""
CHINESE = re.compile(r"[一-鿿]")


def pairs_of(texts: Any) -> Iterator[tuple[str, str]]:
    """English and Chinese of everything in a file of texts; no English where a text stands alone."""
    if isinstance(texts, str):
        yield "", texts
    elif isinstance(texts, dict) and isinstance(texts.get("zh"), str):
        yield str(texts.get("en", "")), texts["zh"]
    else:
        for key in texts if isinstance(texts, dict | list) else ():
            yield from pairs_of(texts[key] if isinstance(texts, dict) else key)


def words_of(node: ast.expr) -> str:
    """The text of a string or of an f-string, its blanks left out."""
    return "".join(
        str(part.value) for part in ast.walk(node) if isinstance(part, ast.Constant) and isinstance(part.value, str)
    )


def pairs_in_code(file: Path) -> Iterator[tuple[str, str]]:
    """English and Chinese that stand side by side in a module: ``said(en, zh)`` and tuples."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        sides = node.args if isinstance(node, ast.Call) else node.elts if isinstance(node, ast.Tuple) else []
        if len(sides) == 2 and not CHINESE.search(words_of(sides[0])) and CHINESE.search(words_of(sides[1])):
            yield words_of(sides[0]), words_of(sides[1])


def everything_said() -> Iterator[tuple[str, str, str]]:
    """Where it stands, English (where there is any) and Chinese."""
    for room in ("contracts", "pay_linkage", "flows"):
        for file in sorted((ROOT / room).rglob("*.toml")):
            for pair in pairs_of(tomllib.loads(file.read_text("utf-8"))):
                yield str(file.relative_to(ROOT)), *pair
        for file in sorted((ROOT / room).rglob("*.py")):
            for pair in pairs_in_code(file):
                yield str(file.relative_to(ROOT)), *pair
    for column in (*COLUMNS.values(), *MARGIN_COLUMNS):
        for word, chinese in (column.choices or {}).items():
            yield f"choices of {column.name}", word, chinese
    for page in (ROOT / "README.zh-CN.md", *sorted((ROOT / "docs").glob("*.zh-CN.md"))):
        for line in page.read_text("utf-8").splitlines():
            yield page.name, "", line


def test_no_word_is_used_that_the_glossary_has_another_for() -> None:
    told = [one for one in everything_said() if CHINESE.search(one[2])]
    assert len(told) > 2500
    found = [
        f"{where}: {stray} → {word}: {zh}"
        for where, en, zh in told
        for stray, word in STRAY.items()
        if stray in zh and not (stray in MEANT and MEANT[stray] in f"{en} {zh}".casefold())
    ]
    assert found == []


def test_the_words_to_be_used_stand_in_the_glossary() -> None:
    glossary = (ROOT / "docs" / "glossary.md").read_text("utf-8")
    assert [word for word in STRAY.values() if word not in glossary] == []


def test_no_command_says_1_lines() -> None:
    plural = re.compile(r"\{[^{}]*\} (?:pay )?(?:lines|people|rows|files|runs|publications)\b")
    told = {path.name: plural.findall(path.read_text("utf-8")) for path in (ROOT / "pay_linkage" / "cli").rglob("*.py")}
    assert not {name: found for name, found in told.items() if found}
