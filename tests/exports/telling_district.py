"""A district in which every text begins like a formula, run, published, and handed out in every kind of file."""

from __future__ import annotations

import csv
import logging
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count, product
from pathlib import Path

import pytest

from pay_linkage.bookkeeping import opened_ledger, record_lineage
from pay_linkage.cli import main
from pay_linkage.ledger import add_approver, approve
from pay_linkage.publication import publish_run
from pay_linkage.runs import Store, stored_run
from pay_linkage.year_end import run_cycle

SAMPLE = Path(__file__).resolve().parents[2] / "sample_data" / "community"
SCHEME, CYCLE = "community-contest", 2020
STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "﹦")
RESTS = ("1+1", "SUM(1,1)", "王", "A1", 'HYPERLINK("http://a.b","王")', "cmd|' /C calc'!A0")
LOOK_ALIKES = ("007", "-007", "+8613800000000", "'阿明", "O'Brien", "1e5", "2018-3-4", "−5", "王=明", "TRUE", "_x0041_")
TEXTS = (*(start + rest for start, rest in product(STARTS, RESTS)), *LOOK_ALIKES)
REFUSES = "sap-infotype-0015"
"""A layout that takes no such codes of people at all."""
SECRET = "a long enough secret"


@dataclass(frozen=True)
class HandedOut:
    """Every CSV file and workbook that the product makes of the district."""

    csv: tuple[Path, ...]
    workbooks: tuple[Path, ...]


def telling_inputs(folder: Path) -> Path:
    """The sample's tables with telling names, codes, documents and remarks."""
    folder.mkdir(parents=True)
    codes = {f"{number:06d}": text for number, text in zip(count(1), TEXTS, strict=False)}
    for file in sorted(SAMPLE.glob("*.csv")):
        with file.open(encoding="utf-8", newline="") as text:
            rows = list(csv.DictReader(text))
        for number, row in enumerate(rows):
            for column in ("person_name", "unit_name", "document", "note", "ungraded_reason"):
                if row.get(column):
                    row[column] = TEXTS[number % len(TEXTS)]
            if "person_id" in row:
                row["person_id"] = codes.get(row["person_id"], row["person_id"])
        with (folder / file.name).open("w", encoding="utf-8", newline="") as text:
            writer = csv.DictWriter(text, rows[0].keys(), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
    return folder


def handed_out(folder: Path, monkeypatch: pytest.MonkeyPatch) -> HandedOut:
    """Run the district twice, publish, and let every command write what it writes."""
    inputs = telling_inputs(folder / "inputs")
    store, out = folder / "store", folder / "out"
    out.mkdir()
    run = stored_run(run_cycle(SCHEME, inputs, CYCLE, store)).manifest
    ledger = opened_ledger(str(store), None)
    add_approver(ledger, "王芳", SECRET, "管理员")
    record_lineage(ledger, Store(store), run.run_id)
    approve(ledger, run.run_id, run.content_hash, "王芳", SECRET, "同意")
    publish_run(ledger, Store(store), run.run_id, "出纳")
    for words in _commands(folder, inputs, run.run_id):
        monkeypatch.setattr(sys, "argv", ["pay-linkage", *words])
        monkeypatch.setattr(logging.getLogger("pay_linkage.steps"), "handlers", [])  # a process has one command
        with pytest.raises(SystemExit) as left:
            main()
        assert left.value.code == (2 if words[0] in {"check", "province"} or REFUSES in words else 0), words
    return HandedOut(*(_gathered(folder, ending) for ending in (".csv", ".xlsx")))


def _commands(folder: Path, inputs: Path, run: str) -> Iterator[list[str]]:
    """Every command that writes a CSV file or a workbook."""
    store, out = ["--store", str(folder / "store")], folder / "out"
    yield ["template", "--scheme", SCHEME, "--from", run, *store, str(out / "template.xlsx")]
    yield ["corrections-template", run, str(out / "corrections.xlsx"), *store]
    yield ["circulation", run, "--out", str(out / "circulation.xlsx"), *store]
    yield ["sheets", run, "--out", str(out / "sheets"), *store]
    yield ["statements", run, "--out", str(out / "statements"), *store]
    yield ["margins", run, "--out", str(out / "margins.xlsx"), *store]
    assumed = ["--set", "people:000080.person_name==1+1", "--set", "people:000081.base_pay=99999"]
    yield ["what-if", run, *assumed, "--out", str(out / "assumed.what-if.xlsx"), *store]
    yield from (["export", run, *asked, *store] for asked in _exports(out))
    yield ["rerun", run, "--corrections", str(_corrections(folder, inputs)), "--reason", "appeal", *store]
    (rerun,) = {path.name for path in (folder / "store" / "runs").iterdir()} - {run}
    yield ["diff", run, rerun, "--out", str(out / "moves.xlsx"), *store]
    broken = shutil.copytree(inputs, folder / "broken")
    people = broken / "people.csv"
    people.write_text(people.read_text(encoding="utf-8").replace(",head,", ",chief,"), encoding="utf-8")
    order = ["--cycle", str(CYCLE), "--inputs", str(broken)]
    yield ["check", "--scheme", SCHEME, *order, "--annotated", str(out / "checked.xlsx")]
    order = ["--cycle", str(CYCLE), "--inputs", str(inputs)]
    yield ["compare-schemes", SCHEME, SCHEME, *order, "--out", str(out / "schemes.what-if.xlsx")]
    yield ["province", "--direct", str(_province(folder)), "--out", str(out / "province.xlsx")]


def _exports(out: Path) -> Iterator[list[str]]:
    """Every layout that ships, with headings and texts of the user's that begin like formulas."""
    text = "=1+1"
    asked = {
        "payroll-csv": {},
        "person-amounts": {},
        "wage-sheet": {"item": text},
        "tax-client-annual-bonus": {"passport": "中国护照"},
        "tax-client-annual-bonus-older": {"passport": "中国护照"},
        REFUSES: {"date": "2020-12-31", "wage_type": text, "recovery_wage_type": "@A"},
        "odoo-payslip-input": {"payslip": "={person_id}", "contract": "@{person_id}", "code": "A", "description": text},
        "frappe-additional-salary": {
            "component": text, "deduction_component": "-A1", "company": "＝定海", "payroll_date": "2020-12-31",
        },
    }  # fmt: skip
    for layout, parameters in asked.items():
        ending = "xlsx" if layout.startswith(("wage", "tax")) else "csv"
        given = [word for name, value in parameters.items() for word in ("--param", f"{name}={value}")]
        yield ["--layout", layout, *given, "--out", str(out / f"export-{layout}.{ending}")]


def _province(folder: Path) -> Path:
    """A province whose names begin like formulas; one district lacks its inputs."""
    path = folder / "province.yaml"
    path.write_text(
        f"title: {{en: '=1+1', zh: '＝1+1'}}\nscheme: {SCHEME}\ncycle: {CYCLE}\nstore: province/{{id}}\ndistricts:\n"
        "  - {id: d1, name: {en: '@A1', zh: '＠A1'}, inputs: inputs}\n"
        "  - {id: d2, name: {en: '-1+1', zh: '－1+1'}, inputs: gone}\n",
        "utf-8",
    )
    return path


def _corrections(folder: Path, inputs: Path) -> Path:
    """A correction of one score, in telling words."""
    with (inputs / "people.csv").open(encoding="utf-8", newline="") as file:
        person = next(row for row in csv.DictReader(file) if row["person_id"] == "000080")
    path = folder / "corrections.csv"
    path.write_text(
        "table,key,action,column,old_value,new_value,reason,appeal_reference,decided_on,decided_by\n"
        f"people,000080,change,score,{person['score']},77,=1+1,@A1,2021-01-05,+1+1\n",
        encoding="utf-8",
    )
    return path


def _gathered(folder: Path, ending: str) -> tuple[Path, ...]:
    """The files of that kind below store and out, copied beside each other under names of their own."""
    together = folder / "together"
    together.mkdir(exist_ok=True)
    files = [file for name in ("store", "out", "province") for file in sorted((folder / name).rglob(f"*{ending}"))]
    copies = [together / f"{number:03d}-{file.stem}{ending}" for number, file in enumerate(files)]
    for file, copy in zip(files, copies, strict=True):
        shutil.copyfile(file, copy)
    return tuple(copies)
