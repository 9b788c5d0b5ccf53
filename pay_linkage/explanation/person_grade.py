"""Why a person has the individual grade: group, places, order, caps and fixed grades, heads (rulebook §5)."""

from __future__ import annotations

from contracts.words import Words
from pay_linkage.explanation.grade_steps import Scale, filling_steps, grade_nodes
from pay_linkage.explanation.node import Fact, Node
from pay_linkage.explanation.people import People
from pay_linkage.explanation.quota_group import group_nodes
from pay_linkage.explanation.texts import column, listed, said
from pay_linkage.explanation.unit_inputs import Row
from pay_linkage.explanation.workings import Workings
from pay_linkage.kernels.filling import TIE, FillingRule
from pay_linkage.rules.individual_grade import quota_candidates
from pay_linkage.schemes.quotas import Quotas

GROUP = "_number"


def individual_grade(of: Workings, people: People, person: Row) -> Node:
    """The person's grade and the way by which it came about."""
    quotas = of.scheme.quotas
    notes: tuple[Words, ...] = ()
    children: tuple[Node, ...] = ()
    if person["graded"] != "yes":
        notes, children = (said("ungraded"),), (_cell_of(of, person, "ungraded_reason"),)
    elif quotas is None:
        notes = (said("without_quotas"),)
    elif quotas.heads_follow is not None and person["role"] == "head":
        notes, children = (_followed(of, quotas, person),), tuple(_decided(of, person))
    else:
        children = _competed(of, people, quotas, person)
    return Node(
        column("individual_grade"),
        person["individual_grade"],
        shown=of.names.grade(person["individual_grade"]),
        fact=_fact(person, "individual_grade"),
        notes=notes,
        section="§5",
        source=quotas.source if quotas else None,
        children=(_last_unit(person), _score(of, person), *children),
    )


def _fact(person: Row, name: str) -> Fact:
    return Fact("person_results", (person["person_id"],), name)


def _last_unit(person: Row) -> Node:
    return Node(said("last_unit"), person["unit_id"], fact=_fact(person, "unit_id"), section="§5")


def _score(of: Workings, person: Row) -> Node:
    return Node(
        column("score"), person["score"], fact=_fact(person, "score"), places=of.cell("people", person, "score")
    )


def _cell_of(of: Workings, person: Row, name: str) -> Node:
    """An input of the person's that is told by its cell alone: its text may say what nobody else should read."""
    return Node(column(name), shown=said("see_cell"), places=of.cell("people", person, name))


def _decided(of: Workings, person: Row) -> list[Node]:
    """The person's cap and fixed grade, where they have one."""
    return [
        Node(
            column(name),
            person[name],
            shown=of.names.grade(person[name]),
            places=of.cell("people", person, name),
            section="§5",
        )
        for name in ("grade_cap", "grade_fixed")
        if person[name] is not None
    ]


def _followed(of: Workings, quotas: Quotas, person: Row) -> Words:
    mapped = (quotas.heads_follow or {})[person["unit_grade"]]
    key = "head_fixed" if person["grade_fixed"] else "head_capped" if person["grade_cap"] else "head_follows"
    return said(key, unit_grade=of.names.grade(person["unit_grade"]), grade=of.names.grade(mapped))


def _competed(of: Workings, people: People, quotas: Quotas, person: Row) -> tuple[Node, ...]:
    """The group, the person's place in its order, and the filling grade by grade."""
    group = people.group(person["person_id"])
    places = people.places(group, quotas)
    candidates = quota_candidates(group, places, quotas)
    row = candidates.filter(candidates["person_id"] == person["person_id"]).rows(named=True)[0]
    nodes = (*group_nodes(of, quotas, group), _place(quotas, row[TIE], group.height), *_decided(of, person))
    if person["grade_fixed"] is not None:
        return (*nodes, Node(said("placed_before"), person["grade_fixed"], shown=of.names.grade(person["grade_fixed"])))
    scale = _scale(of, quotas, group.row(0, named=True))
    steps = filling_steps(candidates, GROUP, scale)
    return (*nodes, *grade_nodes(scale, steps, person["person_id"], person["individual_grade"]))


def _place(quotas: Quotas, rank: int, people: int) -> Node:
    """Where the person stands in the group's order of scores."""
    ties = said("break_ties", keys=listed([column(key) for key in quotas.break_ties]))
    notes = (said("place_of", people=people), *((ties,) if quotas.break_ties else ()))
    return Node(said("place_in_group"), rank, notes=notes, section="§5")


def _scale(of: Workings, quotas: Quotas, member: Row) -> Scale:
    """What the group's grades are filled by."""
    key: tuple[str, str] = (member["group"], member["unit_grade"])
    return Scale(
        shares=quotas.shares_for(member["unit_grade"]),
        method=quotas.places,
        count=member["graded_people"],
        rule=FillingRule(quotas.ties, quotas.vacated),
        minimum=quotas.minimum_score,
        key="person_id",
        score="score",
        bar="outcome_capped",
        named=of.names.grade,
        fact=lambda grade: Fact("quotas", key, f"places_{grade}"),
    )
