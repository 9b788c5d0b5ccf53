"""Every command over one year with an appeal, as it is done and as it is refused; what the house hands in for it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path

import click
from canaries import CYCLE, ID_NUMBER, NAME, OTHER_NUMBER, PAY, SCHEME, canary_rows, write_folder, write_workbook
from canary_shell import DONE, REFUSED, Shell

from pay_linkage.cli.main import COMMANDS
from pay_linkage.schemes.builtin_schemes import scheme_bytes

APPEAL = (
    "table,key,action,column,old_value,new_value,reason,appeal_reference,decided_on,decided_by\n"
    f"people,000002,change,base_pay,{PAY},80000.00,复核,A1,2018-02-01,委员会\n"
    f"people,000003,change,person_name,{NAME},丁小花,复核,A1,2018-02-01,委员会\n"
    f"people,000004,change,id_number,{OTHER_NUMBER},{ID_NUMBER},复核,A1,2018-02-01,委员会\n"
)
SCENARIOS = f"""\
更多:
  people:000002.base_pay: '{PAY}'
  people:000003.person_name: {NAME}
  people:000004.id_number: '{ID_NUMBER}'
更少:
  scheme:township.rating.coefficient.step: 0.001
"""
LAYOUT = """\
layout: own
title: {en: Own, zh: 自定}
file: {kind: csv, encoding: gb18030}
source: made up
columns:
  - {heading: 工号, from: person_id}
  - {heading: 姓名, from: person_name}
  - {heading: 号码, from: id_number}
  - {heading: 金额, from: amount}
"""
PROVINCE = f"""\
title: {{en: Little, zh: 小省}}
scheme: {SCHEME}
cycle: {CYCLE}
store: ../districts/{{id}}/store
districts:
  - {{id: sound, name: {{en: Sound, zh: 甲县}}, inputs: district}}
  - {{id: wrong, name: {{en: Wrong, zh: 乙县}}, inputs: wrong}}
  - {{id: gone, name: {{en: Gone, zh: 丙县}}, inputs: gone}}
"""


@dataclass(frozen=True)
class Row:
    """A command as it is typed, blanks in braces filled by ``places``; how it ends; whether it is there to show amounts
    and what the user typed.
    """

    words: str
    ends: tuple[int, ...] = (DONE,)
    shows: bool = False
    also: tuple[str, ...] = field(default=())

    def typed(self, blanks: dict[str, str]) -> list[str]:
        """The arguments."""
        return [*(word.format(**blanks) for word in self.words.split()), *(word.format(**blanks) for word in self.also)]


ORDER = f"--scheme {SCHEME} --cycle {CYCLE}"
REASON = ("--reason", "已核")
TAX = "--param passport=中国护照"
SEALED = "--encrypt --password-file {in}/password"
DONE_ROWS = (
    Row("schemes"),
    Row(f"scheme show {SCHEME}"),
    Row("scheme check {in}/own.yaml"),
    Row("scheme schema"),
    Row("layout list"),
    Row("layout show wage-sheet"),
    Row("layout check {in}/layout.yaml"),
    Row("settings"),
    Row("map {in}/district"),
    Row("map {in}/district.xlsx --out {out}/mapping.yaml"),
    Row(f"check {ORDER} --inputs {{in}}/district"),
    Row(f"check {ORDER} --inputs {{in}}/district.xlsx --json"),
    Row(f"run --direct {ORDER} --inputs {{in}}/district"),
    Row("health --only store"),
    Row("health --only ledger"),
    Row(f"template --scheme {SCHEME} --from {{run}} {{out}}/template.xlsx"),
    Row("runs"),
    Row("runs --json"),
    Row("show {run}"),
    Row("show {run} --json"),
    Row("margins {run} --out {out}/margins.xlsx"),
    Row("fairness {run} --by role --with {in}/further.csv --by 编制 --out {out}/fairness.html"),
    Row("sheets {run} --out {out}/sheets"),
    Row(f"sheets --stage midyear {ORDER} --inputs {{in}}/district --out {{out}}/sheets-midyear"),
    Row("statements {run} --out {out}/statements"),
    Row("circulation {run} --out {out}/circulation.xlsx"),
    Row("report {run} --out {out}/report.html"),
    Row("report {run} --with-names --out {out}/report-with-names.html"),
    Row("report {run}"),
    Row("fairness {run}"),
    Row("explain {run} 000001", shows=True),
    Row("explain {run} 0101", shows=True),
    Row(f"what-if {{run}} --set people:000002.base_pay={PAY}"),
    Row(f"what-if {{run}} --set people:000002.person_name={NAME} --out {{out}}/what-if.xlsx"),
    Row("what-if {run} --scenarios {in}/scenarios.yaml --json", shows=True),
    Row("what-if {run} --corrections {in}/appeal.csv --out {out}/what-if.html", shows=True),
    Row(f"compare-schemes {SCHEME} {{in}}/own.yaml --cycle {CYCLE} --inputs {{in}}/district --out {{out}}/com.html"),
    Row("corrections-template {run} {out}/corrections.xlsx"),
    Row("rerun {run} --corrections {in}/appeal.csv", also=REASON),
    Row("diff {run} {other} --out {out}/diff.xlsx", shows=True),
    Row("diff {run} {other} --json", shows=True),
    Row("explain {other} 000003", shows=True),
    Row("show {other}"),
    Row("report {other} --out {out}/report-other.html"),
    Row("approvers add 王芳 --handle wang --secret-file {in}/secret"),
    Row("approvers add 赵敏 --handle zhao --secret-file {in}/secret"),
    Row("approvers list"),
    Row("reject {other} --approver wang --secret-file {in}/secret", also=REASON),
    Row("approve {run} --approver wang --secret-file {in}/secret", also=REASON),
    Row("publish {run} --by payroll"),
    Row("approvers retire zhao"),
    Row("export {run} --layout payroll-csv"),
    Row("export {run} --layout person-amounts"),
    Row("export {run} --layout wage-sheet --out {out}/export-wage.xlsx"),
    Row(f"export {{run}} --layout wage-sheet --out {{out}}/sealed-wage.xlsx {SEALED}"),
    Row(f"export {{run}} --layout tax-client-annual-bonus {TAX}"),
    Row(f"export {{run}} --layout tax-client-annual-bonus {TAX} --out {{out}}/sealed.xlsx {SEALED}"),
    Row(f"export {{run}} --layout tax-client-annual-bonus-older {TAX}"),
    Row(
        "export {run} --layout sap-infotype-0015 --param date=2018-02-28 --param wage_type=M1 "
        "--param recovery_wage_type=M9"
    ),
    Row(
        "export {run} --layout odoo-payslip-input --param payslip=S-{{person_id}} --param contract=C-{{person_id}} "
        "--param code=PERF"
    ),
    Row(
        "export {run} --layout frappe-additional-salary --param component=Bonus --param deduction_component=Back "
        "--param company=定海 --param payroll_date=2018-02-28"
    ),
    Row("export {run} --layout {in}/layout.yaml --out {out}/export-own.csv --json"),
    Row("gate {run} --by payroll --password-file {in}/password"),
    Row("history 000002", shows=True),
    Row("verify"),
    Row("province --direct {in}/province.yaml --out {out}/roll-up.xlsx", ends=(REFUSED,)),
    Row("province --direct {in}/province.yaml --only sound --out {out}/roll-up.html --json"),
    Row("backup {out}/backup"),
    Row("restore {out}/backup --store {root}/restored/store"),
    Row("forget --before 9999 --yes", also=("--reason", "保管期满")),
    Row("explain {run} 000001", ends=(REFUSED,)),
)  # fmt: skip
"""In the order of a year; every layout that ships is among the exports."""

TAKEN = "{out}/template-taken.xlsx"
SET = f"people:000002.nothing={PAY}"
REFUSED_ROWS = (
    Row("schemes more"),
    Row("scheme show none"),
    Row("scheme check {in}/appeal.csv"),
    Row("scheme schema {in}/district"),
    Row("layout list {in}"),
    Row("layout show no-such-layout"),
    Row("layout check {in}/scenarios.yaml"),
    Row("settings --store"),
    Row("map {in}/none.xlsx"),
    Row("map {in}/district --out " + TAKEN),
    Row(f"check {ORDER} --inputs {{in}}/wrong --annotated {{out}}/checked.xlsx"),
    Row(f"check {ORDER} --inputs {{in}}/wrong.xlsx"),
    Row(f"run --direct {ORDER} --inputs {{in}}/wrong"),
    Row(f"run --direct {ORDER} --inputs {{in}}/appeal.csv"),
    Row("health --only nothing"),
    Row(f"template --scheme {SCHEME} --from {{in}}/wrong {{out}}/template.xlsx"),
    Row("runs more"),
    Row("show 1999-none"),
    Row("margins {run} --out " + TAKEN),
    Row("fairness {run} --by 编制 --with {in}/appeal.csv --out {out}/fairness.html"),
    Row("fairness {run} --out " + TAKEN),
    Row("sheets {run} --out " + TAKEN),
    Row(f"sheets --stage midyear {ORDER} --inputs {{in}}/appeal.csv --out {{out}}/sheets"),
    Row("statements {run} --out " + TAKEN),
    Row("circulation {run} --out " + TAKEN),
    Row("report {run} --out " + TAKEN),
    Row("explain {run} 999999"),
    Row(f"what-if {{run}} --set {SET}"),
    Row(f"what-if {{run}} --set people:999999.base_pay={PAY}"),
    Row(f"what-if {{run}} --set people:000002.base_pay={PAY}公斤"),
    Row("what-if {run} --scenarios {in}/wrong-scenarios.yaml"),
    Row("what-if {run} --corrections {in}/wrong-appeal.csv"),
    Row(f"compare-schemes {SCHEME} no-such-scheme --cycle {CYCLE} --inputs {{in}}/district"),
    Row(f"compare-schemes {SCHEME} {SCHEME} --cycle {CYCLE} --inputs {{in}}/wrong"),
    Row("corrections-template {run} " + TAKEN),
    Row("rerun {run} --corrections {in}/wrong-appeal.csv", also=REASON),
    Row("diff {run} {run} --out " + TAKEN),
    Row("approvers add 王芳 --handle wang --secret-file {in}/short"),
    Row("approvers list x"),
    Row("approvers retire nobody"),
    Row("reject {run} --approver nobody --secret-file {in}/secret", also=REASON),
    Row("approve {run} --approver nobody --secret-file {in}/secret", also=REASON),
    Row("publish {run} --by payroll"),
    Row("export {run} --layout no-such-layout"),
    Row("export {run} --layout wage-sheet --out " + TAKEN),
    Row("gate 1999-none"),
    Row("history 000002 --ledger mysql://clerk@db/ledger"),
    Row("verify more"),
    Row("province --direct {in}/wrong-province.yaml"),
    Row("backup " + TAKEN),
    Row("restore {in}/district --store {root}/restored/store"),
    Row("forget --before never --yes", also=("--reason", "保管期满")),
    Row("serve"),
    Row("serve --scheme {in}/own.yaml --inputs {in}/wrong --zone Mars"),
)  # fmt: skip
"""What nobody may do, or cannot be done."""


def places(shell: Shell) -> dict[str, str]:
    """What the blanks of the rows stand for, now."""
    root = shell.root
    runs = sorted((root / "store" / "runs").glob("*"), key=lambda path: path.stat().st_mtime_ns)
    named = dict(zip(("run", "other"), (path.name for path in runs), strict=False))
    return {"root": str(root), "in": str(root / "inputs"), "out": str(root / "out"), **named}


def hand_in(folder: Path) -> None:
    """Everything that the rows name of the house's own, sound and wrong."""
    rows = canary_rows()
    rows["people"][4][rows["people"][0].index("id_number")] = OTHER_NUMBER
    write_folder(rows, folder / "district")
    write_workbook(rows, folder / "district.xlsx")
    rows["people"][5][rows["people"][0].index("base_pay")] = f"{PAY}整"
    rows["people"][6][rows["people"][0].index("id_number")] = ID_NUMBER[:-1]
    rows["people"][7][rows["people"][0].index("role")] = NAME
    write_folder(rows, folder / "wrong")
    write_workbook(rows, folder / "wrong.xlsx")
    texts = {
        "appeal.csv": APPEAL,
        "wrong-appeal.csv": APPEAL.replace(PAY, "77331.18"),
        "scenarios.yaml": SCENARIOS,
        "wrong-scenarios.yaml": SCENARIOS.replace(PAY, f"{PAY}整").replace(ID_NUMBER, ID_NUMBER[:-1]),
        "layout.yaml": LAYOUT,
        "own.yaml": scheme_bytes(SCHEME).decode(),
        "province.yaml": PROVINCE,
        "wrong-province.yaml": PROVINCE.replace("title", "tilte"),
        "further.csv": f"person_id,编制\n000001,{NAME}\n000002,行政\n",
        "secret": "correct horse battery\n",
        "short": "x\n",
        "password": "正确的马 battery 7\n",
    }
    for name, text in texts.items():
        (folder / name).write_text(text, "utf-8")
    shutil.copy(folder / "appeal.csv", folder.parent / "out" / "template-taken.xlsx")
    (folder.parent / "out" / "template-taken.xlsx").chmod(0o600)


def commands(rows: tuple[Row, ...]) -> set[str]:
    """The commands of the rows, with what follows where a command has commands of its own."""
    known = set(leaves())
    return {name for row in rows for name in (row.words.split()[0], " ".join(row.words.split()[:2])) if name in known}


def leaves() -> Iterator[str]:
    """Every command there is."""
    for name in COMMANDS:
        command = import_module(f"pay_linkage.cli.commands.{name.replace('-', '_')}").command
        if isinstance(command, click.Group):
            yield from (f"{name} {own}" for own in command.list_commands(click.Context(command)))
        else:
            yield name
