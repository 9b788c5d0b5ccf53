"""Ways to damage a folder of statements: name of the damage → what is done, and the code that must be among the red.

People are those of ``gate_district``. A damage finds a person's statement wherever it lies.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

Pages = dict[str, str]
"""Path in the folder → the page."""
SECTION = re.compile(r'<section class="sheet" data-person="(\w+)">.*?</section>\n', re.DOTALL)


@dataclass(frozen=True)
class StatementDamage:
    """``change`` gives other pages, ``data`` other bytes of the first page that there is."""

    code: str
    change: Callable[[Pages], Pages] = dict
    data: Callable[[bytes], bytes] = bytes


def told(pages: Pages, person_id: str) -> tuple[str, str]:
    """The path of the page that holds a person's statement, and the statement."""
    ((name, section),) = [
        (name, found[0]) for name, page in pages.items() for found in SECTION.finditer(page) if found[1] == person_id
    ]
    return name, section


def changed(person_id: str, pattern: str, replacement: str) -> Callable[[Pages], Pages]:
    """The first match in a person's statement is replaced."""

    def change(pages: Pages) -> Pages:
        name, section = told(pages, person_id)
        new = re.sub(pattern, replacement, section, count=1)
        assert new != section, section
        return {**pages, name: pages[name].replace(section, new)}

    return change


def lost(pages: Pages) -> Pages:
    name, section = told(pages, "0003")
    return {**pages, name: pages[name].replace(section, "")}


def doubled(pages: Pages) -> Pages:
    name, section = told(pages, "0003")
    return {**pages, name: pages[name].replace(section, section + section)}


def exchanged(pages: Pages) -> Pages:
    """Two people's statements change places."""
    (one, first), (other, second) = told(pages, "0000"), told(pages, "0007")
    new = {**pages, one: pages[one].replace(first, "\0")}
    new[other] = new[other].replace(second, first)
    new[one] = new[one].replace("\0", second)
    return new


def moved_cent(pages: Pages) -> Pages:
    """A cent goes from one person to another of another unit: the run's sum stays."""
    for person_id, by in (("0001", -1), ("0004", 1)):
        _, section = told(pages, person_id)
        found = re.search(r'value="(\d+)\.(\d\d)"', section)
        assert found
        cents = int(found[1] + found[2]) + by
        pages = changed(person_id, r'value="[0-9.]+"', f'value="{cents // 100}.{cents % 100:02d}"')(pages)
    return pages


STATEMENT_DAMAGES = {
    "a changed cent": StatementDamage("gate_amount_changed", changed("0002", r'(value="[0-9.]+?)\d"', r'\g<1>x"')),
    "an amount that is none": StatementDamage("gate_amount_malformed", changed("0002", r'value="\d', 'value="1e')),
    "another sum of all": StatementDamage("gate_sum_of_run_other", changed("0002", r'value="\d', 'value="')),
    "a cent moved to another unit": StatementDamage("gate_sum_of_unit_other", moved_cent),
    "an amount that people see otherwise": StatementDamage(
        "gate_cell_changed", changed("0002", r"(<data[^>]*>)\d", r"\g<1>9")
    ),
    "lines that do not add up": StatementDamage(
        "gate_cell_changed", changed("0002", r"((?:Together: |合计：)\d)\d", r"\g<1>x")
    ),
    "a second amount": StatementDamage("gate_cell_changed", changed("0002", r"(<data.*</data>)", r"\g<1>\g<1>")),
    "an amount that nobody sees": StatementDamage(
        "gate_cell_changed", changed("0002", r"(<data.*</data>)", r"<!--\g<1>-->")
    ),
    "another name": StatementDamage("gate_cell_changed", changed("0002", "张", "章")),
    "the number of another run": StatementDamage("gate_cell_changed", changed("0002", r"(No\. |编号：)\w", r"\g<1>_")),
    "a statement lost": StatementDamage("gate_person_missing", lost),
    "a statement lost, by count": StatementDamage("gate_row_count_other", lost),
    "a statement twice": StatementDamage("gate_person_twice", doubled),
    "a stranger's": StatementDamage("gate_person_unknown", changed("0002", 'data-person="0002"', 'data-person="2000"')),
    "two exchanged": StatementDamage("gate_rows_out_of_order", exchanged),
    "cut off": StatementDamage("gate_page_cut_off", data=lambda data: data[:-9]),
    "another encoding": StatementDamage("gate_encoding_other", data=lambda data: data.decode().encode("gb18030")),
}
