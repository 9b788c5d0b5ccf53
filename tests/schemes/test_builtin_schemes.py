"""The schemes that ship: each loads, is dated and cited, says what Dinghai and the regulation say, and is bilingual."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from contracts.problem import Refused
from pay_linkage.schemes import builtin_schemes, cycle_problem, load_scheme, read_scheme, scheme_bytes, scheme_schema
from pay_linkage.schemes.json_schema import scheme_schema_text

NAMES = (
    "community-contest",
    "dinghai-2017",
    "dinghai-2018-direct",
    "dinghai-2018-indirect",
    "public-institution-2023",
)
CHINESE = re.compile(r"[一-鿿]")
DINGHAI = NAMES[1:4]


def test_these_schemes_ship() -> None:
    assert builtin_schemes() == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_built_in_scheme_is_named_dated_and_cited(name: str) -> None:
    scheme = load_scheme(name)
    assert scheme.scheme == name
    assert scheme.source
    assert read_scheme(scheme_bytes(name), f"{name}.yaml") == scheme
    for part in (*scheme.categories.values(), *scheme.events.values(), *scheme.contests.values()):
        assert part.source
        assert part.label is not None
    for part in (scheme.linkage, scheme.quotas):
        assert part is None or part.source


@pytest.mark.parametrize("name", NAMES)
def test_its_labels_are_chinese_and_english(name: str) -> None:
    labels = list(_labels(yaml.safe_load(scheme_bytes(name))))
    assert len(labels) > 5
    for label in labels:
        assert not CHINESE.search(label["en"])
        assert CHINESE.search(label["zh"])


@pytest.mark.parametrize("name", NAMES)
def test_an_editor_accepts_it(name: str) -> None:
    plain = json.loads(json.dumps(yaml.safe_load(scheme_bytes(name)), default=str))
    jsonschema.Draft202012Validator(scheme_schema()).validate(plain)


def test_an_editor_marks_slips() -> None:
    plain = json.loads(json.dumps(yaml.safe_load(scheme_bytes("dinghai-2017")), default=str))
    plain["events"]["red_flag_project"]["kind"] = "gift"
    plain["linkage"]["modus"] = "direct"
    found = {error.json_path for error in jsonschema.Draft202012Validator(scheme_schema()).iter_errors(plain)}
    assert found == {"$.events.red_flag_project.kind", "$.linkage"}


def test_the_schema_file_is_what_the_model_says() -> None:
    import pay_linkage.schemes as room  # noqa: PLC0415  (only to find its folder)

    file = Path(room.__file__).parent / "scheme.schema.json"
    assert file.read_text("utf-8") == scheme_schema_text()


def test_2017_scales_only_the_overall_evaluation_by_half_a_percent_a_rank() -> None:
    township = load_scheme("dinghai-2017").categories["township"]
    assert township.rating is not None
    assert township.rating.coefficient is not None
    assert (township.rating.coefficient.step, township.rating.coefficient.anchor) == (Decimal("0.005"), "median")
    assert township.scaled == ("overall_evaluation",)
    assert len(township.rating.departments) == 4


@pytest.mark.parametrize("name", DINGHAI[1:])
def test_2018_scales_all_and_organs_by_a_fifth_of_a_percent(name: str) -> None:
    scheme = load_scheme(name)
    for category, step in (("township", "0.005"), ("organ", "0.002")):
        part = scheme.categories[category]
        assert part.rating is not None
        assert part.rating.coefficient is not None
        assert part.rating.coefficient.step == Decimal(step)
        assert part.scaled == tuple(part.components)
        assert sum(component.full_marks for component in part.components.values()) == 100
        assert part.grades.fail_below_share_of_first == Decimal("0.6")
        assert part.grades.names == ("A", "B", "C", "D")
        assert "fair" in part.rating.interview
    kinds = [code.kind for code in scheme.events.values()]
    assert [kinds.count(kind) for kind in ("veto", "fail")] == [6, 2]


def test_the_two_ways_of_linking_are_both_there() -> None:
    direct, indirect = (load_scheme(name).linkage for name in DINGHAI[1:])
    assert (direct.mode, direct.combine, indirect.mode) == ("direct", "product", "indirect")
    assert direct.unit_coefficient is not None
    assert indirect.unit_coefficient is None


def test_a_better_unit_has_more_excellent_people() -> None:
    for name in ("dinghai-2018-indirect", "public-institution-2023"):
        scheme = load_scheme(name)
        assert scheme.quotas is not None
        (grades, *_) = [category.grades.names for category in scheme.categories.values()]
        excellent = [scheme.quotas.shares_for(grade)["excellent"] for grade in grades]
        assert excellent == sorted(excellent, reverse=True)
        assert max(excellent) <= scheme.quotas.at_most["excellent"].share


def test_the_regulation_allows_20_25_and_15_percent() -> None:
    quotas = load_scheme("public-institution-2023").quotas
    assert quotas is not None
    assert [str(quotas.shares_for(grade)["excellent"]) for grade in ("qualified", "excellent", "unqualified")] == [
        "0.2",
        "0.25",
        "0.15",
    ]


def test_the_first_two_communities_gain_and_the_last_is_barred() -> None:
    contest = load_scheme("community-contest").contests["points_contest"]
    assert len(contest.bonus) == 2
    assert contest.bars_last


def test_a_scheme_of_2017_covers_2017_only() -> None:
    scheme = load_scheme("dinghai-2017")
    assert [cycle for cycle in range(2015, 2021) if scheme.covers(cycle)] == [2017]
    problem = cycle_problem(scheme, 2018, "dinghai-2017.yaml")
    assert problem is not None
    assert (problem.code, problem.key, problem.value, problem.table) == (
        "scheme_cycle_outside",
        "effective",
        "2018",
        "scheme",
    )
    assert cycle_problem(scheme, 2017, "dinghai-2017.yaml") is None


def test_a_scheme_is_found_by_its_path_too(tmp_path: Path) -> None:
    file = tmp_path / "own.yaml"
    file.write_bytes(scheme_bytes("community-contest"))
    assert load_scheme(file) == load_scheme(str(file)) == load_scheme("community-contest")


@pytest.mark.parametrize("source", ["dinghai-2019", "no/such/file.yaml", ".", "a\0b"])
def test_a_scheme_that_is_not_there_is_refused(source: str) -> None:
    with pytest.raises(Refused) as refused:
        load_scheme(source)
    (problem,) = refused.value.problems
    assert problem.code == "scheme_not_found"
    assert "community-contest" in problem.text("expected", "en")


def test_the_closest_built_in_scheme_is_suggested() -> None:
    with pytest.raises(Refused) as refused:
        load_scheme("dinghai-2018-indirekt")
    assert "dinghai-2018-indirect" in refused.value.problems[0].text("mend", "zh")


def _labels(node: Any) -> Iterator[dict[str, str]]:
    if isinstance(node, dict):
        if set(node) == {"en", "zh"}:
            yield node
        for part in node.values():
            yield from _labels(part)
