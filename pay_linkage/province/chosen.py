"""Some of a province's districts, by their ids."""

from __future__ import annotations

from collections.abc import Sequence

from contracts.problem import Place, Problem, Refused
from pay_linkage.province.district import District
from pay_linkage.province.province import Province
from pay_linkage.schemes.suggestion import unknown


def chosen(province: Province, only: Sequence[str]) -> tuple[District, ...]:
    """The districts with these ids, in the order of the file; all where none are named. Raises ``Refused``."""
    if not only:
        return province.districts
    known = [district.id for district in province.districts]
    findings = [unknown("district_unknown", name, known) for name in only if name not in known]
    if findings:
        raise Refused(Problem(one.code, Place(""), value=one.value, facts=one.facts) for one in findings)
    return tuple(district for district in province.districts if district.id in only)
