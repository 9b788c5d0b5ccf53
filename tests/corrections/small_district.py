"""A small district whose numbers can be followed by hand: five townships, eight people, one scheme in many versions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from pay_linkage.rerun import Published, RerunOrder, rerun
from pay_linkage.runs import Store, StoredRun
from pay_linkage.year_end import Measured, run_cycle

CYCLE = 2018
SCHEME = """\
scheme: small
title: {{en: small, zh: 小}}
effective: {{from: 2018-01-01}}
hold_harmless: {hold_harmless}
categories:
  township:
    components:
      work: {{full_marks: 100}}
    rating:
      departments: [discipline]
      coefficient: {{step: 0.005}}
    grades: {{shares: {{A: 0.2, B: 0.4, C: 0.4}}, vacated: refill}}
events:
  praise: {{kind: bonus, points: 2}}
  safety: {{kind: veto}}
contests:
  race: {{bonus: [3, 1]}}
quotas:
  grades: [excellent, competent, poor]
  absorbing: competent
  by_unit_grade:
    A: {{excellent: 0.5, competent: 0.5}}
    B: {{excellent: 0, competent: 1}}
    C: {{competent: 0.5, poor: 0.5}}
linkage:
  mode: {mode}
  time_share: {{by: month}}
  individual_coefficient: {{from: grade, table: {{excellent: 1.2, competent: 1, poor: 0.8, ungraded: 0}}}}
{linkage}
pay_item: {{code: PERF, name: {{en: pay, zh: 绩效}}}}
"""
INDIRECT = ""
DIRECT = "  unit_coefficient: {from: grade, table: {A: 1.2, B: 1, C: 0.9}}\n"
FILLED = "  pool: {mode: fill, scope: all}\n"

TABLES = {
    "units": "unit_id,unit_name,category\n" + "".join(f"T0{n},镇{n},township\n" for n in range(1, 6)),
    "component_scores": "unit_id,component,score\nT01,work,90\nT02,work,88\nT03,work,86\nT04,work,84\nT05,work,82\n",
    "ratings": "unit_id,department,score\nT01,discipline,95\nT02,discipline,90\nT03,discipline,85\n"
    "T04,discipline,80\nT05,discipline,75\n",
    "events": "event_id,unit_id,code,points,occurred_on,document\nE1,T04,praise,,2018-03-04,1号\n",
    "contests": "contest,round,unit_id,points\nrace,1,T01,5\nrace,1,T02,4\nrace,1,T05,1\n",
    "people": "person_id,person_name,role,base_pay,score,graded,ungraded_reason,grade_cap,grade_fixed\n"
    "P1,甲,staff,12000,90,yes,,,\nP2,乙,staff,12000,80,yes,,,\nP3,丙,staff,12000,85,yes,,,\n"
    "P4,丁,staff,12000,75,yes,,,\nP5,戊,staff,12000,95,yes,,,\nP6,己,staff,12000,70,yes,,,\n"
    "P7,庚,staff,12000,88,yes,,,\nP8,辛,staff,12000,60,yes,,,\n",
    "assignments": "person_id,unit_id,start_date,end_date\nP1,T01,2018-01-01,\nP2,T01,2018-01-01,\n"
    "P3,T02,2018-01-01,\nP4,T02,2018-01-01,\nP5,T03,2018-01-01,\nP6,T04,2018-01-01,\n"
    "P7,T05,2018-01-01,2018-06-30\nP7,T04,2018-07-01,\nP8,T05,2018-01-01,\n",
}
HEADINGS = (
    "table",
    "key",
    "action",
    "column",
    "old_value",
    "new_value",
    "reason",
    "appeal_reference",
    "decided_on",
    "decided_by",
)


class District:
    """The district in a folder, with its store; ``corrections`` are rows of up to ten cells."""

    def __init__(
        self,
        folder: Path,
        *,
        mode: str = "direct",
        linkage: str = DIRECT,
        hold_harmless: bool = True,
        tables: Mapping[str, str] = TABLES,
    ) -> None:
        self.folder = folder
        self.store = Store(folder / "store")
        inputs = folder / "inputs"
        inputs.mkdir(parents=True)
        held = "true" if hold_harmless else "false"
        (folder / "scheme.yaml").write_text(SCHEME.format(mode=mode, linkage=linkage, hold_harmless=held), "utf-8")
        for name, text in tables.items():
            (inputs / f"{name}.csv").write_text(text, "utf-8")
        path = run_cycle(folder / "scheme.yaml", inputs, CYCLE, folder / "store")
        self.first = self.store.open(path.name)

    def rerun(self, of: StoredRun, *corrections: Sequence[str], published: StoredRun | None = None) -> StoredRun:
        """The rerun of a run with the corrections, ``published`` being the run that was published last."""
        told = None
        if published is not None:
            told = Published(published.manifest.run_id, published.table("payroll").select("person_id", "amount"))
        file, store = str(self.file(*corrections)), str(self.folder / "store")
        order = RerunOrder(of.manifest.run_id, file, store, "复核", "tester")
        return self.store.open(rerun(order, Measured(), lambda: told).name)

    def file(self, *corrections: Sequence[str], headings: Sequence[str] = HEADINGS) -> Path:
        """The corrections as a CSV file; missing cells are empty, but for the reason."""
        rows = [[*row, *["", "", "", "", "", "", "", "", "", ""][len(row) :]] for row in corrections]
        for row in rows:
            row[6] = row[6] or "复核"
        path = self.folder / "corrections.csv"
        path.write_text("\n".join(",".join(row) for row in (headings, *rows)) + "\n", "utf-8")
        return path


def amounts(run: StoredRun, column: str = "amount") -> dict[str, str]:
    """person_id → amount as text."""
    return {person: str(amount) for person, amount in run.table("payroll").select("person_id", column).iter_rows()}
