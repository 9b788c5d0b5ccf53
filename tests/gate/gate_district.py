"""A small district that is run for real: two categories, four units, and people whose data ask much of a file."""

from __future__ import annotations

import csv
from pathlib import Path

from pay_linkage.ledger import Ledger, add_approver, approve, publish_stored_run, record_stored_run
from pay_linkage.runs import Store, StoredRun
from pay_linkage.year_end import run_cycle

CYCLE = 2018
ASKED = {
    "tax-client-annual-bonus": {"passport": "中国护照"},
    "frappe-additional-salary": {"component": "Bonus", "company": "定海, 有限", "payroll_date": "2019-01-31"},
    "wage-sheet": {},
}
"""Layouts in which its files are written, and what each asks for."""
SCHEME = """\
scheme: gate-district
title: {en: Gate district, zh: 核验示例}
effective: {from: 2018-01-01}
categories:
  township:
    components: {work: {full_marks: 100}}
    grades: {shares: {A: 0.5, B: 0.5}}
  organ:
    components: {work: {full_marks: 100}}
    grades: {shares: {A: 0.5, B: 0.5}}
quotas:
  grades: [excellent, competent]
  absorbing: competent
  default: {excellent: 0.34, competent: 0.66}
  at_most: {excellent: 0.4}
  heads: {follow_unit: {A: excellent, B: competent}}
linkage:
  mode: direct
  time_share: {by: month}
  individual_coefficient: {from: grade, table: {excellent: 1.2, competent: 1, ungraded: 0}}
  unit_coefficient: {from: grade, table: {A: 1.1, B: 0.9}}
  pool: {mode: cap, scope: category}
pay_item: {code: PERF-YE, name: {en: Year-end performance pay, zh: 年终绩效}}
"""
UNITS = [
    ("0101", "城东街道", "township"),
    ("0102", "@环南", "township"),
    ("0201", "财政局", "organ"),
    ("0202", "=司法局", "organ"),
]
NAMES = [
    "王小明",
    "李,四",
    '张"三"',
    "=1+1",
    "\u4e8c\u3400\U00020089",
    "阿依古丽·买买提",
    "O'Brien",
    "陈一",
    "周二",
    "吴五",
    "郑六",
    "孙七",
]
TYPES = ["resident_id"] * 7 + ["passport", "hk_macao_permit", "taiwan_permit", "foreign_permanent_resident_id", "other"]
NUMBERS = [
    *(
        "33000019800101001X",
        "330000198001010028",
        "330000198001010036",
        "330000198001010044",
        "330000198001010052",
        "330000198001010060",
        "330000198001010079",
    ),
    "E12345678",
    "H0012345678",
    "00123456",
    "FRA330001010012",
    "0000",
]


def tables(raised: str = "") -> dict[str, list[dict[str, str]]]:
    """The input tables; the person ``raised`` has another base pay, whoever ``raised`` is with a minus has gone, and
    a plus changes nobody's pay.
    """
    people, assignments = [], []
    for number, (name, id_type, id_number) in enumerate(zip(NAMES, TYPES, NUMBERS, strict=True)):
        person_id = f"{number:04d}"
        if raised == f"-{person_id}":
            continue
        people.append(
            {
                "person_id": person_id,
                "person_name": name,
                "id_type": id_type,
                "id_number": id_number,
                "role": "head" if number % 3 == 0 else "staff",
                "base_pay": "30000.00" if raised == person_id else f"{20000 + 137 * number}.{number:02d}",
                "graded": "no" if number == 11 else "yes",
                "score": "" if number == 11 else f"{90 - number}",
                "ungraded_reason": ("病假" + raised[:1]) if number == 11 else "",
            }
        )
        unit = UNITS[number // 3][0]
        assignments.append({"person_id": person_id, "unit_id": unit, "start_date": "2018-01-01", "end_date": ""})
    assignments[1] |= {"end_date": "2018-06-30"}
    assignments.append({"person_id": "0001", "unit_id": "0201", "start_date": "2018-07-01", "end_date": ""})
    return {
        "units": [dict(zip(("unit_id", "unit_name", "category"), unit, strict=True)) for unit in UNITS],
        "component_scores": [
            {"unit_id": unit[0], "component": "work", "score": str(80 + place)} for place, unit in enumerate(UNITS)
        ],
        "people": people,
        "assignments": assignments,
        "pools": [{"scope_id": "township", "amount": "999999.99"}, {"scope_id": "organ", "amount": "100000.01"}],
    }


def run_district(folder: Path, store: Path, raised: str = "") -> StoredRun:
    """Run the district; its inputs go into ``folder``."""
    folder.mkdir(parents=True)
    (folder / "scheme.yaml").write_text(SCHEME, encoding="utf-8")
    inputs = folder / "inputs"
    inputs.mkdir()
    for name, rows in tables(raised).items():
        with (inputs / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
    path = run_cycle(folder / "scheme.yaml", inputs, CYCLE, store)
    return Store(store).open(path.name)


def published(store: Path, run: StoredRun, force: str | None = None) -> int:
    """Approve and publish the run; gives the publication's number."""
    ledger = approved(store, run)
    done, _ = publish_stored_run(ledger, Store(store), run.manifest.run_id, "出纳", force)
    return done.sequence


def approved(store: Path, run: StoredRun) -> Ledger:
    """Enter the run and have it approved; gives the ledger."""
    ledger, secret = Ledger.in_store(store), "correct horse battery staple"
    record_stored_run(ledger, run)
    handle = f"approver-{run.manifest.run_id}"
    add_approver(ledger, f"审批人 {run.manifest.run_id}", secret, "系统管理员", handle=handle)
    approve(ledger, run.manifest.run_id, run.manifest.content_hash, handle, secret, "同意")
    return ledger
