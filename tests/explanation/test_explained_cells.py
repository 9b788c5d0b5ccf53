"""An input is told with the very cell that holds it, whoever put the value there."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest

from contracts.problem import Place
from pay_linkage.explanation import Explainer, Node
from tests.corrections.small_district import District
from tests.explanation.explained_run import ExplainedRun, nodes

ROOT = Path(__file__).resolve().parents[2]
BOOKS = {
    "dinghai_2018": ("dinghai-2018-indirect", 2018),
    "community": ("community-contest", 2020),
}
T04_UP = ("component_scores", "T04|work", "change", "score", "84", "88", "", "A-1")
NEW_EVENT = (
    ("events", "E2", "add", "unit_id", "", "T01", "", "A-2"),
    ("events", "E2", "add", "code", "", "praise", "", "A-2"),
    ("events", "E2", "add", "occurred_on", "", "2018-05-01", "", "A-2"),
    ("events", "E2", "add", "document", "", "2号", "", "A-2"),
    ("events", "E2", "add", "points", "", "1.5", "", "A-2"),
)


def told_once(node: Node) -> bool:
    """Whether the node's value is what stands in its one cell."""
    bare = node.formula is None or node.formula.is_bare
    return bare and len(node.places) == 1 and isinstance(node.value, Decimal | int)


@pytest.mark.parametrize("sample", BOOKS)
def test_the_cell_holds_what_is_told(sample: str, tmp_path: Path) -> None:
    scheme, cycle = BOOKS[sample]
    book = ROOT / "sample_data" / f"{sample}.xlsx"
    explained = ExplainedRun(scheme, book, cycle, tmp_path)
    sheets = openpyxl.load_workbook(book, data_only=True)
    people = [explained.tree(person) for person in sorted(explained.people.amounts)[:5]]
    compared = 0
    for tree in (*(tree for _, tree in explained.unit_trees()), *people):
        for node in (node for node in nodes(tree) if told_once(node)):
            held = cell_number(sheets, node.places[0])
            if held is not None:
                assert held == Fraction(node.value), node
                compared += 1
    assert compared > 200


def cell_number(sheets: openpyxl.Workbook, place: Place) -> Fraction | None:
    """The number in the cell; None where it holds a text, as the code of an event with the code's points does."""
    value = sheets[place.sheet or ""][place.cell or ""].value
    return None if isinstance(value, str) else Fraction(str(value))


def test_a_corrected_value_is_told_with_the_line_that_brought_it(tmp_path: Path) -> None:
    district = District(tmp_path / "district")
    rerun = district.rerun(district.first, T04_UP, *NEW_EVENT)
    places = {place for node in nodes(Explainer(rerun).unit("T04")) for place in node.places}
    assert Place("corrections.csv", None, 2) in places
    assert Place("events.csv", None, 2) in places
    added = next(node for node in nodes(Explainer(rerun).unit("T01")) if node.label.en == "E2")
    assert (added.value, added.places) == (Decimal("1.5"), (Place("corrections.csv", None, 7),))


def test_a_held_part_is_what_was_published_less_what_is_earned_now(tmp_path: Path) -> None:
    district = District(tmp_path / "district")
    rerun = district.rerun(district.first, T04_UP, published=district.first)
    tree = Explainer(rerun).person("P5")
    held = next(node for node in nodes(tree) if node.label.en == "Held")
    assert held.formula is not None
    assert (held.value, held.formula.text) == (Decimal("1200.00"), "12000.00 − 10800.00")
    assert tree.formula is not None
    assert (tree.value, tree.formula.text) == (Decimal("12000.00"), "10800.00 + 1200.00")
    assert district.first.manifest.run_id in held.notes[0].en
