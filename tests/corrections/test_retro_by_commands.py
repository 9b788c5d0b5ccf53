"""The public retro example as HR types it, from the first run to the recovery file, and everything that is refused."""

from __future__ import annotations

import json
import sys

import pytest

from pay_linkage.cli import main

from .small_district import INDIRECT, TABLES, District

LATE = {
    **TABLES,
    "people": "person_id,person_name,role,base_pay,score,graded\nP1,甲,staff,57600,90,yes\nP2,乙,staff,0,80,yes\n",
    "assignments": "person_id,unit_id,start_date,end_date\nP1,T04,2018-01-01,2018-02-28\nP2,T04,2018-01-01,\n",
}
"""4,800 a month for two months; the unit's pay is indirect, so a fixed grade reduces it to 80 %."""


class Desk:
    """Somebody at the command line, in one store."""

    def __init__(self, district: District, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
        self.district, self._capsys, self._monkeypatch = district, capsys, monkeypatch
        self._secret = district.folder / "secret"
        self._secret.write_text("a secret of seven words for tests")

    def types(self, *words: str, status: int = 0) -> str:
        """What the command prints; it ends with ``status``."""
        self._monkeypatch.setattr(
            sys, "argv", ["pay-linkage", *words, "--store", str(self.district.store.root), "--lang", "zh"]
        )
        self._capsys.readouterr()
        with pytest.raises(SystemExit) as left:
            main()
        out, err = self._capsys.readouterr()
        assert (left.value.code or 0) == status, err
        return out + err

    def decides(self, run: str, verb: str, status: int = 0) -> str:
        secret = ("--secret-file", str(self._secret))
        return self.types(verb, run, "--approver", "wang", "--reason", "已核对", *secret, status=status)

    def registers(self) -> None:
        self.types("approvers", "add", "王芳", "--handle", "wang", "--secret-file", str(self._secret))

    def reruns(self, run: str, *correction: str) -> str:
        """The new run's id."""
        file = str(self.district.file(correction))
        told = self.types("rerun", run, "--corrections", file, "--reason", "补录", "--by", "张三", "--json")
        return str(json.loads(told)["run_id"])

    def publishes(self, run: str) -> dict[str, str]:
        """The files that payroll gets."""
        record = json.loads(self.types("publish", run, "--by", "李四", "--json"))
        folder = self.district.store.root / "publications" / f"{record['sequence']:04d}-{run}"
        return {path.name: path.read_text() for path in folder.glob("*.csv")}


@pytest.mark.timeout(900)
def test_pay_entered_late_is_supplemented_and_a_later_reduction_recovered(
    tmp_path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    district = District(tmp_path / "d", mode="indirect", linkage=INDIRECT, tables=LATE)
    desk, first = Desk(district, capsys, monkeypatch), district.first.manifest.run_id
    desk.registers()
    assert "未经审批" in desk.types("publish", first, status=2)
    desk.decides(first, "approve")
    assert desk.publishes(first) == {"payroll-full.csv": "person_id,amount\nP1,9600.00\nP2,0.00\n"}

    raised = desk.reruns(first, "people", "P1", "change", "base_pay", "57600", "69600")
    desk.decides(raised, "approve")
    desk.decides(raised, "reject")
    desk.types("publish", raised, status=2)
    desk.decides(raised, "approve")
    nobody = "person_id,amount\n"
    assert desk.publishes(raised) == {"supplement.csv": "person_id,amount\nP1,2000.00\n", "recovery.csv": nobody}

    reduced = desk.reruns(raised, "people", "P1", "change", "grade_fixed", "", "poor")
    desk.decides(reduced, "approve")
    assert desk.publishes(reduced) == {"supplement.csv": nobody, "recovery.csv": "person_id,amount\nP1,2320.00\n"}
    assert desk.publishes(raised) == {"supplement.csv": "person_id,amount\nP1,2000.00\n", "recovery.csv": nobody}

    told = desk.types("history", "P1")
    assert [line.split("本次 ")[1] for line in told.splitlines()] == ["9,600.00", "2,000.00", "-2,320.00"]
    assert "全部一致" in desk.types("verify")
