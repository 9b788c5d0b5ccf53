"""The kinds of file that a user writes, each with a sound one, its reader, and what stands where in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from pay_linkage.layouts import load_layout
from pay_linkage.mappings import mapping_bytes, read_mapping
from pay_linkage.province import read_province
from pay_linkage.scenarios import scenarios_file
from pay_linkage.schemes import load_scheme
from pay_linkage.schemes.changed import SchemeSetting, changed_scheme


@dataclass(frozen=True)
class Kind:
    """``sound`` is a file that is read without complaint. The others are lines of it, each ``key: value`` and unique:
    where a number, a fact, a day and a text stand, none where the kind has no such place; ``text`` also is the line
    that traps of the whole file stand in.
    """

    sound: str
    read: Callable[[Path], object]
    text: str
    number: str
    fact: str | None = None
    day: str | None = None
    name: str = "file.yaml"


SCHEME = """\
scheme: sound
title: {en: Sound, zh: 健全}
effective:
  from: 2018-01-01
source: made up
hold_harmless: true
categories:
  township:
    components:
      work:
        full_marks: 90
    grades:
      shares: {A: 0.3, B: 0.7}
quotas:
  grades: [high, middle]
  absorbing: middle
  default: {high: 0.3, middle: 0.7}
linkage:
  mode: indirect
  time_share: {by: month}
  individual_coefficient: {from: grade, table: {high: 1.2, middle: 1, ungraded: 0}}
pay_item: {code: PERF, name: {en: Pay, zh: 绩效}}
"""
MAPPING = """\
mapping: staff
source: made up
tables:
  units:
    file: staff.xlsx
    once: true
    columns:
      unit_id: 部门
      unit_name: 部门
      category: {constant: office}
  people:
    file: staff.xlsx
    columns:
      person_id: 员工ID
      person_name: 姓名
      role: {constant: staff}
      base_pay: 年薪
      graded: {constant: 是}
      score:
        lookup:
          file: scores.xlsx
          heading: 评分
          match: {员工ID: 员工ID}
          combine: mean
          rows: 4
          decimals: 2
"""
LAYOUT = """\
layout: own
title: {en: Own, zh: 自定}
file: {kind: csv, encoding: utf-8}
source: made up
columns:
  - heading: person
    from: person_id
    required: true
  - heading: unit
    from: unit_name
    longest: 90
  - {heading: amount, from: amount}
"""
PROVINCE = """\
title: {en: Little, zh: 小省}
source: made up
scheme: dinghai-2017
cycle: 2017
due: 2018-01-31
store: stores/{id}
inputs: in/{id}
districts:
  - {id: putuo, name: {en: Putuo, zh: 普陀区}}
"""
SCENARIOS = """\
as it is:
  scheme:source: made up
  scheme:hold_harmless: true
  scheme:effective.from: 2018-01-01
otherwise:
  scheme:township.components.work.full_marks: 95
"""
SETTINGS = """\
store = "made up"
ledger_wait_seconds = 60
[serve]
zone = "UTC"
"""


def _scenarios(path: Path) -> object:
    """Every scenario of the file, and the scheme under it."""
    return {
        name: changed_scheme(
            SCHEME.encode(), "sound", [SchemeSetting(one.target, one.place, one.value) for one in settings], path.name
        )
        for name, settings in scenarios_file(path).items()
    }


KINDS: Mapping[str, Kind] = {
    "scheme": Kind(SCHEME, load_scheme, "source: made up", "full_marks: 90", "hold_harmless: true", "from: 2018-01-01"),
    "mapping": Kind(
        MAPPING, lambda path: read_mapping(mapping_bytes(path), path.name), "source: made up", "rows: 4", "once: true"
    ),
    "layout": Kind(
        LAYOUT, lambda path: load_layout(str(path)), "source: made up", "longest: 90", "required: true"
    ),
    "province": Kind(
        PROVINCE, lambda path: read_province(path, "hr"), "source: made up", "cycle: 2017", day="due: 2018-01-31"
    ),
    "scenarios": Kind(
        SCENARIOS,
        _scenarios,
        "scheme:source: made up",
        "scheme:township.components.work.full_marks: 95",
        "scheme:hold_harmless: true",
        "scheme:effective.from: 2018-01-01",
    ),
}  # fmt: skip
"""Files in YAML, which share one strict reader."""
