"""A scenario calculated: the basis with its settings goes the way of every run, from the scheme's reader to pay."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from contracts.input_table import InputTable
from contracts.problem import Place, Problem, Refused
from pay_linkage import year_end
from pay_linkage.admission import Inputs
from pay_linkage.chain import Results
from pay_linkage.corrections import CellSetting, assumed, relocated
from pay_linkage.intake import shown
from pay_linkage.order import Loaded
from pay_linkage.scenarios.basis import Basis
from pay_linkage.scenarios.scenario import Scenario
from pay_linkage.scenarios.setting import Setting, flow
from pay_linkage.schemes import SchemeSetting, changed_scheme, cycle_problem

T = TypeVar("T")


def scenario(basis: Basis, name: str, settings: Sequence[Setting], file: str) -> Scenario:
    """The scenario of the settings. Raises ``Refused`` with every problem: those that a run of the changed inputs would
    be refused for, told at the setting where one brought them; ``file`` is where the settings stand.
    """
    try:
        return _scenario(basis, name, tuple(settings), file)
    except Refused as refusal:
        if name == file:  # the only one there: its place says which it is
            raise
        raise Refused([_told(problem, name) for problem in refusal.problems]) from None


def calculated(loaded: Loaded, inputs: Inputs) -> Results:
    """The results of admitted inputs, by the steps of a run."""
    units = year_end.assess_units(loaded, inputs)
    return year_end.link_pay(loaded, inputs, units, year_end.fill_quotas(loaded, inputs, units))


def _scenario(basis: Basis, name: str, settings: tuple[Setting, ...], file: str) -> Scenario:
    loaded, inputs = _admitted(basis, settings, file)
    results = calculated(loaded, inputs)
    if basis.measure is not None:
        results = basis.measure.held(results, loaded.scheme)
    return Scenario(name, settings, loaded.scheme.scheme, loaded.scheme_file, inputs, results)


def _admitted(basis: Basis, settings: tuple[Setting, ...], file: str) -> tuple[Loaded, Inputs]:
    cells = {number: one for number, one in enumerate(settings, start=1) if not one.of_scheme}
    problems: list[Problem] = []
    loaded = _collected(problems, lambda: _with_scheme(basis, settings, file)) or basis.loaded
    changed = _collected(problems, lambda: assumed(loaded.tables, _cell_settings(cells), file)) if cells else None
    if problems:
        raise Refused([_at_setting(problem, cells, file) for problem in problems])
    tables: Mapping[str, InputTable] = changed.tables if changed else loaded.tables
    loaded = replace(loaded, tables=tables)
    try:
        return loaded, year_end.validate(loaded, basis.cycle)
    except Refused as refusal:
        found = relocated(refusal.problems, changed.cells) if changed else refusal.problems
        raise Refused([_at_setting(problem, cells, file) for problem in found]) from None


def _collected(problems: list[Problem], made: Callable[[], T]) -> T | None:
    """What is made; None where it is refused, and then ``problems`` grow."""
    try:
        return made()
    except Refused as refusal:
        problems += refusal.problems
        return None


def _cell_settings(cells: Mapping[int, Setting]) -> list[CellSetting]:
    return [CellSetting(number, one.subject, one.place, flow(one.value)) for number, one in cells.items()]


def _with_scheme(basis: Basis, settings: Sequence[Setting], file: str) -> Loaded:
    """The basis under the changed scheme, which must hold for the cycle as a run's must."""
    wanted = [SchemeSetting(one.target, one.place, one.value) for one in settings if one.of_scheme]
    if not wanted:
        return basis.loaded
    name = basis.loaded.scheme.scheme
    changed = changed_scheme(basis.loaded.scheme_file, name, wanted, file)
    outside = cycle_problem(changed.scheme, basis.cycle, name)
    if outside is not None:
        raise Refused([replace(outside, place=Place(file, cell=", ".join(one.target for one in wanted)))])
    return replace(basis.loaded, scheme=changed.scheme, scheme_file=changed.data)


def _at_setting(problem: Problem, cells: Mapping[int, Setting], file: str) -> Problem:
    """A problem whose place is a setting's number, at the setting's target."""
    if problem.place.file != file or problem.place.row is None:
        return problem
    target = shown(cells[problem.place.row].target)
    if problem.code == "correction_cell_twice":
        return Problem("setting_twice", Place(file, cell=target), value=target)
    facts = {name: fact for name, fact in problem.facts.items() if name != "appeal"}
    code = "setting_row_unknown" if problem.code == "correction_row_unknown" else problem.code
    return replace(problem, code=code, place=Place(file, cell=target), facts=facts)


def _told(problem: Problem, name: str) -> Problem:
    return replace(problem, facts={**problem.facts, "scenario": name})
