"""Names, ID numbers and pay of people stay where they may be: inputs, runs, checked copies, templates (promise 19)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
from canaries import (
    ID_NUMBER,
    NAME,
    PAY,
    SCHEME,
    Rows,
    canary_rows,
    secrets_in,
    write_folder,
    write_workbook,
)
from canary_shell import DEFECT, DONE, REFUSED, STOPPED, UNUSABLE, Shell

from contracts.columns import COLUMNS
from pay_linkage import year_end
from pay_linkage.runs import stored_run
from tests.unconfined import copying_unconfined


def of_people(column: str, value: str) -> Callable[[Rows], None]:
    """Another value in the column, in the fifth row of people."""

    def damage(tables: Rows) -> None:
        rows = tables["people"]
        rows[5][rows[0].index(column)] = value

    return damage


def of_rows(change: Callable[[list[list[str]]], object], table: str = "people") -> Callable[[Rows], None]:
    return lambda tables: change(tables[table]) and None


WRONG_DIGIT = ID_NUMBER[:-1] + ("0" if ID_NUMBER[-1] != "0" else "1")
DAMAGES: dict[str, tuple[str, Callable[[Rows], None]]] = {
    "pay with words": ("number_not_readable", of_people("base_pay", f"{PAY}整")),
    "negative pay": ("base_pay_negative", of_people("base_pay", f"-{PAY}")),
    "pay with too many decimals": ("number_too_precise", of_people("base_pay", f"{PAY}1")),
    "pay as a percentage": ("number_is_percentage", of_people("base_pay", f"{PAY}%")),
    "pay that is too large": ("number_too_large", of_people("base_pay", "77331190000000000")),
    "pay with an exponent": ("number_too_large", of_people("base_pay", "7.7331E+55")),
    "no pay": ("required_cell_empty", of_people("base_pay", "")),
    "a name with a bell": ("character_forbidden", of_people("person_name", f"{NAME}\a")),
    "a name that turns round": ("character_forbidden", of_people("person_name", f"\u202e{NAME}")),
    "a formula's error for a name": ("formula_error", of_people("person_name", "#REF!")),
    "a wrong check digit": ("resident_number_check_digit_wrong", of_people("id_number", WRONG_DIGIT)),
    "a short ID number": ("resident_number_malformed", of_people("id_number", ID_NUMBER[:17])),
    "an ID number with blanks": (
        "resident_number_malformed",
        of_people("id_number", f"{ID_NUMBER[:6]} {ID_NUMBER[6:]}"),
    ),
    "a rounded ID number": ("id_number_damaged", of_people("id_number", f"{ID_NUMBER[0]}.{ID_NUMBER[1:15]}E+17")),
    "a name for a role": ("choice_unknown", of_people("role", NAME)),
    "an ID number for a fact": ("choice_unknown", of_people("graded", ID_NUMBER)),
    "an ID number for an ID type": ("choice_unknown", of_people("id_type", ID_NUMBER)),
    "a name for a score": ("number_not_readable", of_people("score", NAME)),
    "pay for a score": ("individual_score_negative", of_people("score", f"-{PAY}")),
    "a name for a cap": ("grade_cap_unknown", of_people("grade_cap", NAME)),
    "an ID number for a fixed grade": ("grade_fixed_unknown", of_people("grade_fixed", ID_NUMBER)),
    "a person twice": ("person_twice", of_rows(lambda rows: rows.append(rows[5]))),
    "a row that slipped to the left": ("choice_unknown", of_rows(lambda rows: rows.append(["P999", *rows[5][2:], ""]))),
    "a row that slipped to the right": (
        "choice_unknown",
        of_rows(lambda rows: rows.append(["P999", "", *rows[5][1:-1]])),
    ),
    "a ragged row": ("row_ragged", of_rows(lambda rows: rows.append(rows[5][:4]))),
    "no headings": ("header_missing", of_rows(lambda rows: rows.pop(0))),
    "a misspelt heading": ("column_missing", of_rows(lambda rows: rows[0].__setitem__(3, "pay"))),
    "a heading twice": ("column_twice", of_rows(lambda rows: rows[0].__setitem__(5, "base_pay"))),
    "nobody's assignment": ("assignment_of_unknown_person", of_rows(lambda rows: rows.pop(5))),
    "no assignment": ("person_without_assignment", of_rows(lambda rows: rows.pop(5), "assignments")),
    "no people": ("table_missing", lambda tables: tables.pop("people") and None),
    "another scheme's units": (
        "category_unknown",
        of_rows(lambda rows: rows[2].__setitem__(2, "village"), "units"),
    ),
}
WORKBOOK_TOO = ("pay with words", "a wrong check digit", "a name for a role", "a misspelt heading", "a person twice")


def damaged(name: str) -> Rows:
    tables = canary_rows()
    DAMAGES[name][1](tables)
    return tables


@pytest.mark.parametrize("name", DAMAGES)
def test_a_refused_folder_names_nobody(name: str, shell: Shell) -> None:
    inputs = write_folder(damaged(name), shell.root / "inputs" / "district")
    copy = shell.root / "out" / "checked.xlsx"
    with copying_unconfined():
        status, said = shell.check(inputs, "--json", "--annotated", str(copy))
    assert (status, f'"code": "{DAMAGES[name][0]}"' in said) == (REFUSED, True), said[:2000]
    assert shell.run(inputs)[0] == REFUSED
    assert not (shell.root / "store").exists()
    assert copy.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("name", WORKBOOK_TOO)
def test_a_refused_workbook_names_nobody_beside_its_cells(name: str, shell: Shell) -> None:
    inputs = write_workbook(damaged(name), shell.root / "inputs" / "district.xlsx")
    status, said = shell.check(inputs)
    copy = shell.root / "inputs" / "district-checked.xlsx"
    assert (status, copy.name in said) == (REFUSED, True)
    assert copy.stat().st_mode & 0o777 == 0o600
    assert secrets_in(copy.read_bytes())


def test_a_run_and_its_template_name_nobody_but_in_their_files(shell: Shell) -> None:
    inputs = write_folder(canary_rows(), shell.root / "inputs" / "district")
    assert shell.check(inputs)[0] == DONE
    assert shell.check(inputs, "--json")[0] == DONE
    assert shell.run(inputs)[0] == DONE
    assert shell.run(inputs, "--json")[0] == DONE
    (folder,) = (shell.root / "store" / "runs").iterdir()
    assert any(file.startswith("store/runs/") for file in shell.secrets()), "the search finds what is there"
    for source, number in ((folder.name, "1"), (str(folder), "2"), (str(inputs), "3")):
        file = shell.root / "out" / f"template-{number}.xlsx"
        order = ("--scheme", SCHEME, "--from", source, "--store", str(shell.root / "store"))
        assert shell("template", *order, str(file))[0] == DONE
        assert (file.stat().st_mode & 0o777, ID_NUMBER in secrets_in(file.read_bytes())) == (0o600, True)


def test_no_amount_of_anybody_is_shown(shell: Shell) -> None:
    inputs = write_folder(canary_rows(), shell.root / "inputs" / "district")
    status, said = shell.run(inputs)
    assert status == DONE
    (folder,) = (shell.root / "store" / "runs").iterdir()
    amounts = stored_run(folder).table("payroll")["amount"].cast(pl.String).unique().to_list()
    assert len(amounts) > 3
    assert not [amount for amount in amounts if amount in said.replace(",", "")]


def test_what_cannot_be_written_names_nobody(shell: Shell) -> None:
    good = write_folder(canary_rows(), shell.root / "inputs" / "good")
    (shell.root / "store").touch(0o600)
    assert shell.run(good)[0] == UNUSABLE
    bad = write_workbook(damaged("pay with words"), shell.root / "inputs" / "bad.xlsx")
    assert shell.check(bad, "--annotated", str(shell.root / "store" / "copy.xlsx"))[0] == REFUSED
    taken = shell.root / "out" / "taken.xlsx"
    taken.touch(0o600)
    taken.write_text("somebody's work")
    assert shell.check(bad, "--annotated", str(taken))[0] == REFUSED
    assert shell("template", "--scheme", SCHEME, "--from", str(good), str(taken))[0] == REFUSED
    assert taken.read_text() == "somebody's work"
    below_a_file = str(shell.root / "store" / "t.xlsx")
    assert shell("template", "--scheme", SCHEME, "--from", str(good), below_a_file)[0] == REFUSED


def test_a_template_of_unreadable_people_or_of_a_changed_run_names_nobody(shell: Shell) -> None:
    out = str(shell.root / "out" / "t.xlsx")
    bad = write_folder(damaged("pay with words"), shell.root / "inputs" / "bad")
    assert shell("template", "--scheme", SCHEME, "--from", str(bad), out)[0] == REFUSED
    good = write_folder(canary_rows(), shell.root / "inputs" / "good")
    assert shell.run(good)[0] == DONE
    (folder,) = (shell.root / "store" / "runs").iterdir()
    people = folder / "inputs" / "people.parquet"
    people.write_bytes(people.read_bytes() + b" ")
    assert shell("template", "--scheme", SCHEME, "--from", str(folder), out)[0] == UNUSABLE
    assert not Path(out).exists()


@pytest.mark.parametrize(
    ("raised", "status"), [(ValueError, DEFECT), (KeyboardInterrupt, STOPPED), (MemoryError, DEFECT)]
)
@pytest.mark.parametrize("step", ["assess_units", "fill_quotas", "link_pay"])
def test_a_defect_names_nobody(step: str, raised: type[BaseException], status: int, shell: Shell) -> None:
    def stumble(*_: object) -> None:
        raise raised(f"{NAME} {ID_NUMBER} {PAY}") from KeyError(NAME)

    shell.monkeypatch.setattr(year_end.chain, step, stumble)
    inputs = write_folder(canary_rows(), shell.root / "inputs" / "district")
    assert shell.run(inputs)[0] == status
    kept = list((shell.root / "tmp").glob("pay-linkage-defect-*"))
    assert len(kept) == (1 if status == DEFECT else 0)
    assert all(step in file.read_text() and "stumble" in file.read_text() for file in kept)
    assert {file.stat().st_mode & 0o077 for file in kept} <= {0}


def test_the_secrets_are_of_the_columns_that_say_they_are_personal() -> None:
    assert {name for name in ("person_name", "id_number", "base_pay") if COLUMNS[name].personal} == {
        "person_name",
        "id_number",
        "base_pay",
    }
