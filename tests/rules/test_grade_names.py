"""What the individual grades are called changes nothing but the names of the columns that are called after them."""

from __future__ import annotations

from pathlib import Path

from pay_linkage import chain
from pay_linkage.admission import admitted
from pay_linkage.schemes import read_scheme
from tests.admission.case_pieces import PEOPLE_ROWS, UNDECIDED
from tests.admission.small_input import CYCLE, SCHEME, small_inputs

NAMES = {"excellent": "group", "competent": "competent", "basic": "graded_people", "poor": "unit_grade"}


def test_grades_may_be_called_like_columns(tmp_path: Path) -> None:
    tables = small_inputs(tmp_path, {"people": (PEOPLE_ROWS, UNDECIDED)})
    units, quotas, people = SCHEME.partition("quotas:")
    for name, other in NAMES.items():
        people = people.replace(name, other)
    renamed = units + quotas + people
    plain, other = (
        chain.calculated(admitted(scheme, CYCLE, tables), scheme)
        for scheme in (read_scheme(text.encode(), "scheme.yaml") for text in (SCHEME, renamed))
    )
    columns = {f"{part}_{name}": f"{part}_{other}" for name, other in NAMES.items() for part in ("places", "filled")}
    assert plain.quotas.rename(columns).equals(other.quotas)
    assert plain.payroll.equals(other.payroll)
    assert other.person_results["individual_grade"].to_list() == [
        NAMES.get(grade, grade) for grade in plain.person_results["individual_grade"]
    ]
