"""Every text of the report stands in both languages, and is used."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from pay_linkage import report

ROOM = Path(report.__file__).parent
TEXTS = tomllib.loads((ROOM / "texts.toml").read_text(encoding="utf-8"))
SAME = {("page", "fingerprint"), ("columns", "from_to")}


@pytest.mark.parametrize(("section", "key"), [(section, key) for section, texts in TEXTS.items() for key in texts])
def test_both_languages_say_it_with_the_same_blanks(section: str, key: str) -> None:
    text = TEXTS[section][key]
    assert set(text) == {"en", "zh"}
    assert re.findall(r"{(\w+)}", text["en"]).sort() == re.findall(r"{(\w+)}", text["zh"]).sort()
    assert not re.search("[一-鿿]", text["en"])
    assert re.search("[一-鿿]", text["zh"]) or (section, key) in SAME


def test_no_text_is_left_that_nobody_says() -> None:
    whole_sections = {"sections", "severity", "steps", "facts", "decided_by", "kinds", "measures", "warnings"}
    rooms = [ROOM, ROOM.parent / "figures"]
    sources = "".join(
        p.read_text(encoding="utf-8") for room in rooms for p in room.rglob("*") if p.suffix in {".py", ".j2"}
    )
    unused = [
        f"{section}.{key}"
        for section, texts in TEXTS.items()
        if section not in whole_sections
        for key in texts
        if f'"{key}"' not in sources
    ]
    assert [name for name in unused if not re.match(r"lede\.pools_(cap|fill)", name)] == []
