"""One year under two schemes: what moves, what keeps them from being compared, and what the reader must know."""

from __future__ import annotations

from pathlib import Path

import pytest

from contracts.problem import Refused
from pay_linkage.scenarios import SchemeOrder, scheme_documents, scheme_record, two_schemes
from tests.corrections.small_district import CYCLE, DIRECT, FILLED, INDIRECT, SCHEME, TABLES

SAMPLES = Path(__file__).resolve().parents[2] / "sample_data"
BUILTIN = ("dinghai-2018-indirect", "dinghai-2018-direct")


def folder(path: Path, **tables: str) -> str:
    path.mkdir()
    for name, text in {**TABLES, **tables}.items():
        (path / f"{name}.csv").write_text(text, "utf-8")
    return str(path)


def scheme(path: Path, name: str, mode: str, linkage: str, **replaced: str) -> str:
    text = SCHEME.format(mode=mode, linkage=linkage, hold_harmless="false").replace("scheme: small", f"scheme: {name}")
    for old, new in replaced.items():
        assert f"{old}: " in text
        text = text.replace(f"{old}: ", f"{new}: ", 1)
    (path / f"{name}.yaml").write_text(text, "utf-8")
    return str(path / f"{name}.yaml")


def test_direct_against_indirect_on_the_same_inputs(tmp_path) -> None:
    schemes = scheme(tmp_path, "direct", "direct", DIRECT), scheme(tmp_path, "indirect", "indirect", INDIRECT)
    found = two_schemes(SchemeOrder(schemes, (folder(tmp_path / "in"),), CYCLE))
    assert (found.outside, found.differing) == ((), ())
    assert [side.name for side in found.what_if.sides] == ["direct", "indirect"]
    paid = {row["person_id"]: row["difference"] for row in found.what_if.moves[0].people.iter_rows(named=True)}
    assert str(paid["P1"]) == "-2880.00", "without the unit's 1.2: 17,280 becomes 14,400"
    assert found.what_if.moves[0].units.is_empty()
    assert scheme_record(found)["publishable"] is False


def test_what_only_one_scheme_accepts_is_told_as_what_it_asks(tmp_path) -> None:
    pooled = scheme(tmp_path, "pooled", "direct", DIRECT + FILLED)
    other = scheme(tmp_path, "other", "direct", DIRECT, work="labour")
    inputs = folder(tmp_path / "in")
    with pytest.raises(Refused) as refusal:
        two_schemes(SchemeOrder((pooled, other), (inputs,), CYCLE))
    heads = [p for p in refusal.value.problems if p.code == "schemes_not_comparable"]
    assert [(p.value, p.facts["tables"]) for p in heads] == [("pooled", "pools"), ("other", "component_scores")]
    under = {p.facts["under"] for p in refusal.value.problems if p.code != "schemes_not_comparable"}
    assert under == {"pooled", "other"}


def test_what_no_scheme_accepts_is_told_once(tmp_path) -> None:
    schemes = scheme(tmp_path, "direct", "direct", DIRECT), scheme(tmp_path, "indirect", "indirect", INDIRECT)
    inputs = folder(tmp_path / "in", units="unit_id,unit_name,category\nT01,镇,village\n")
    with pytest.raises(Refused) as refusal:
        two_schemes(SchemeOrder(schemes, (inputs,), CYCLE))
    unknown = [p for p in refusal.value.problems if p.code == "category_unknown"]
    assert [(p.place.row, "under" in p.facts) for p in unknown] == [(2, False)]


def test_inputs_for_each_scheme_are_compared_and_their_difference_is_told(tmp_path) -> None:
    pooled, free = scheme(tmp_path, "pooled", "direct", DIRECT + FILLED), scheme(tmp_path, "free", "direct", DIRECT)
    inputs = folder(tmp_path / "a", pools="scope_id,amount\nall,90000\n"), folder(tmp_path / "b")
    found = two_schemes(SchemeOrder((pooled, free), inputs, CYCLE))
    assert found.differing == ("pools",)
    sentences = [text for part in scheme_documents(found, "en")[0].parts for text in part.sentences]
    assert "The inputs differ in: pools. Some of what moves may come from that." in sentences


def test_two_versions_of_a_scheme_are_told_apart_and_one_that_does_not_hold_is_compared(tmp_path) -> None:
    (tmp_path / "new").mkdir()
    old, new = scheme(tmp_path, "small", "direct", DIRECT), scheme(tmp_path / "new", "small", "indirect", INDIRECT)
    text = Path(new).read_text("utf-8").replace("{from: 2018-01-01}", "{from: 2019-01-01}")
    Path(new).write_text(text, "utf-8")
    found = two_schemes(SchemeOrder((old, new), (folder(tmp_path / "in"),), CYCLE))
    assert [side.name for side in found.what_if.sides] == ["small (A)", "small (B)"]
    assert found.outside == ("small",)
    sentences = [text for part in scheme_documents(found, "zh")[0].parts for text in part.sentences]
    assert "方案 small 的施行期间不含 2018 年度，此处仅作对比。" in sentences


def test_wrong_schemes_are_told_at_once(tmp_path) -> None:
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text("scheme: x\n", "utf-8")
    with pytest.raises(Refused) as refusal:
        two_schemes(SchemeOrder((str(wrong), "nowhere"), (str(tmp_path),), CYCLE))
    codes = {problem.code for problem in refusal.value.problems}
    assert codes == {"scheme_key_missing", "scheme_not_found"}


def test_the_sample_district_under_both_linkages_needs_pools_for_each() -> None:
    indirect, direct = (str(SAMPLES / name) for name in ("dinghai_2018", "dinghai_2018_direct"))
    with pytest.raises(Refused) as refusal:
        two_schemes(SchemeOrder(BUILTIN, (indirect,), 2018))
    first = refusal.value.problems[0]
    assert (first.code, first.value, first.facts["tables"]) == ("schemes_not_comparable", BUILTIN[1], "pools")
    found = two_schemes(SchemeOrder(BUILTIN, (indirect, direct), 2018))
    assert found.differing == ("pools",)
    assert found.what_if.moves[0].units.is_empty(), "the linkage moves no unit"
    assert found.what_if.moves[0].people.height > 2000
