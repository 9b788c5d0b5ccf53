"""The pages tell the same in both languages, name every command, lead somewhere, and their examples are understood."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pay_linkage.cli.main import COMMANDS
from pay_linkage.mappings import read_mapping
from pay_linkage.province import read_province

ROOT = Path(__file__).resolve().parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
CHINESE = sorted((ROOT / "docs").glob("*.zh-CN.md"))
LINK = re.compile(r"\]\(([^)#\s]+)[^)]*\)")


def example(name: str) -> str:
    """The first YAML example of a page."""
    found = re.search(r"^```yaml\n(.*?)^```", (ROOT / "docs" / name).read_text("utf-8"), re.MULTILINE | re.DOTALL)
    assert found is not None
    return found[1]


def links(page: Path) -> list[Path]:
    """The files that a page leads to."""
    targets = (target for target in LINK.findall(page.read_text("utf-8")) if "://" not in target)
    return [(page.parent / target).resolve() for target in targets]


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_every_command_stands_in_the_readme(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    rows = [line.split("|")[1] for line in text.splitlines() if line.startswith("| `")]
    told = {command for row in rows for command in re.findall(r"`([a-z-]+)`", row)}
    assert told | set(re.findall(r"^\.venv/bin/pay-linkage ([a-z-]+)", text, re.MULTILINE)) == set(COMMANDS)


def test_every_link_leads_somewhere_and_every_page_is_led_to() -> None:
    led_to = {target for page in PAGES for target in links(page)}
    assert len(led_to) > 40
    assert [path for path in led_to if not path.exists()] == []
    readable = {path for path in PAGES if ROOT / "docs" / "decisions" not in path.parents}
    assert {path.name for path in readable - led_to} - {"README.md"} == set()


@pytest.mark.parametrize("chinese", CHINESE, ids=lambda path: path.name)
def test_a_page_and_its_chinese_one_lead_to_each_other(chinese: Path) -> None:
    english = chinese.with_name(chinese.name.replace(".zh-CN", ""))
    assert chinese in links(english)
    assert english in links(chinese)


@pytest.mark.parametrize("name", ["mapping", "province"])
def test_the_example_is_the_same_in_both_languages(name: str) -> None:
    written = [re.sub(r"\s+#.*", "", example(f"{name}{language}.md")) for language in ("", ".zh-CN")]
    assert written[0] == written[1]


def test_the_examples_are_understood(tmp_path: Path) -> None:
    mapping = read_mapping(example("mapping.md").encode(), "mapping.md")
    assert set(mapping.tables) == {"units", "people", "component_scores"}
    (tmp_path / "province.yaml").write_text(example("province.md"), "utf-8")
    assert [one.id for one in read_province(tmp_path / "province.yaml", "zhang").districts] == ["330902", "330903"]
