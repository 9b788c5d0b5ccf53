from __future__ import annotations

import ast
import re
import string
import tomllib
from importlib.resources import files
from pathlib import Path

import pytest

import pay_linkage.intake

TEXTS = tomllib.loads(files("contracts").joinpath("texts", "intake.toml").read_text("utf-8"))
ROOM = Path(pay_linkage.intake.__file__).parent
SOURCE = "\n".join(path.read_text("utf-8") for path in ROOM.glob("*.py"))
MAKERS = {"Problem", "Fault", "NotOpened", "_problem"}
KNOWN = {"value", "key", "column", "table", "table_code"}


def codes_in_the_room() -> set[str]:
    """Every constant that a problem, a fault or a refusal is made with, and that a function of codes returns."""
    codes: set[str] = set()
    for node in (n for path in ROOM.glob("*.py") for n in ast.walk(ast.parse(path.read_text("utf-8")))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MAKERS and node.args:
            codes |= _constants(node.args[0])
        elif isinstance(node, ast.FunctionDef) and node.name.endswith("_code"):
            codes |= {c for r in ast.walk(node) if isinstance(r, ast.Return) and r.value for c in _constants(r.value)}
        elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and node.targets[0].id == "code":
            codes |= _constants(node.value)
    return codes


def _constants(node: ast.expr) -> set[str]:
    branches = [node.body, node.orelse] if isinstance(node, ast.IfExp) else [node]
    return {n.value for n in branches if isinstance(n, ast.Constant) and isinstance(n.value, str)}


def test_every_code_of_the_room_has_a_text_and_every_text_a_use() -> None:
    assert codes_in_the_room() == set(TEXTS)


@pytest.mark.parametrize("code", TEXTS)
def test_every_text_is_there_in_both_languages_with_the_same_blanks(code: str) -> None:
    for part in ("what", "expected", "mend"):
        en, zh = ({f for _, f, _, _ in string.Formatter().parse(TEXTS[code][part][lang]) if f} for lang in ("en", "zh"))
        assert en == zh
        assert all(blank in KNOWN or f'"{blank}"' in SOURCE or f"{blank}=" in SOURCE for blank in en)
        assert re.search("[\u4e00-\u9fff]", TEXTS[code][part]["zh"])
        assert not re.search("[\u4e00-\u9fff]", TEXTS[code][part]["en"].replace("2018年3月4日", ""))
