"""The year-end run as steps: load → validate → assess units → fill quotas → link pay → write.

The command line calls the steps directly; ``flows.year_end`` calls the same ones as Prefect tasks. Each step is a plain
function of what the steps before it gave.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import ParamSpec, TypeVar

import polars as pl

from contracts.pandera_schema import load_pandera
from contracts.problem import Problem, Refused
from pay_linkage import chain
from pay_linkage.admission import Inputs, admitted
from pay_linkage.input_files import InputFiles, input_files
from pay_linkage.intake import input_hashes, read_inputs
from pay_linkage.mappings import mapped_inputs, mapping_bytes
from pay_linkage.order import Loaded, Order
from pay_linkage.run_content import identity, run_content
from pay_linkage.runs import Folder, Step, Store
from pay_linkage.schemes import Scheme, cycle_problem, read_scheme, scheme_bytes
from pay_linkage.step_log import LOG, Phase, reason_of, rows_made

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(slots=True)
class Measured:
    """Calls the steps one after the other, logs each as it begins and ends, and keeps how long it took and its rows.

    ``run_id`` is known once the inputs are read; a rerun is told by its ``parent`` until then.
    """

    call: Callable[..., object] = lambda step, *args: step(*args)
    steps: list[Step] = field(default_factory=list)
    run_id: str | None = None
    parent: str | None = None

    def __call__(self, step: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """Call the step and note its time."""
        name, start = step.__name__, time.perf_counter()
        self._log(name, "begun")
        try:
            result: T = self.call(step, *args, **kwargs)  # type: ignore[assignment]
        except BaseException as error:
            self._log(name, "failed", reason=reason_of(error))
            raise
        done = Step(step=name, seconds=round(time.perf_counter() - start, 3), rows=rows_made(name, result))
        self.steps.append(done)
        self._log(name, "done", seconds=done.seconds, rows=done.rows)
        return result

    def _log(self, step: str, phase: Phase, **more: object) -> None:
        level = logging.ERROR if phase == "failed" else logging.INFO
        LOG.log(level, step, extra={"phase": phase, "run_id": self.run_id, "parent": self.parent, **more})


def year_end(order: Order, do: Measured) -> Folder:
    """The whole run; returns its folder. Raises ``Refused`` with every problem where the input cannot be used."""
    loaded = do(load, order)
    do.run_id = identity(loaded, order.cycle).run_id
    inputs = do(validate, loaded, order.cycle)
    with input_files(inputs) as files:
        units = do(assess_units, loaded, inputs)
        graded = do(fill_quotas, loaded, inputs, units)
        results = do(link_pay, loaded, inputs, units, graded)
        return do(write, order, loaded, inputs, results, do.steps, files)


def run_cycle(
    scheme: str | Path, inputs: str | Path, cycle: int, store: str | Path, mapping: str | Path | None = None
) -> Folder:
    """Run a cycle without an orchestrator and return the run's folder in the store.

    ``scheme``: a built-in scheme's name or a YAML file; ``inputs``: a folder of CSV or Parquet files, or a workbook;
    ``cycle``: the calendar year; ``mapping``: a file that tells where the columns stand in a house's own layout. The
    same inputs give the same run. Raises ``contracts.problem.Refused`` with all problems.
    """
    order = Order(str(scheme), str(inputs), cycle, str(store), mapping=None if mapping is None else str(mapping))
    return year_end(order, Measured())


def load(order: Order) -> Loaded:
    """Read scheme and input tables; a scheme that cannot be used is refused at once, tables are judged later."""
    data = scheme_bytes(order.scheme)
    scheme = read_scheme(data, Path(order.scheme).name)
    outside = cycle_problem(scheme, order.cycle, Path(order.scheme).name)
    if outside is not None:
        raise Refused([outside])
    if order.mapping is not None:
        return _mapped(order, order.mapping, scheme, data)
    with ThreadPoolExecutor(2, thread_name_prefix="beside") as beside:
        hashes = beside.submit(input_hashes, order.inputs)
        beside.submit(load_pandera)
        tables, problems = read_inputs(order.inputs)
        return Loaded(scheme, data, tables, tuple(problems), hashes.result())


def _mapped(order: Order, mapping: str, scheme: Scheme, data: bytes) -> Loaded:
    """The inputs by a mapping; one that cannot be used is refused at once, as a scheme is."""
    file = mapping_bytes(mapping)
    found = mapped_inputs(order.inputs, file, Path(mapping).name)
    return Loaded(scheme, data, found.tables, found.problems, found.hashes, file)


def validate(loaded: Loaded, cycle: int) -> Inputs:
    """The admitted inputs; raises ``Refused`` with all problems of reading, of every table and of their relations."""
    return admitted(loaded.scheme, cycle, loaded.tables, loaded.problems, loaded.judged)


def assess_units(loaded: Loaded, inputs: Inputs) -> pl.DataFrame:
    """Unit scores, ranks and grades."""
    return located(loaded, lambda: chain.assess_units(inputs, loaded.scheme))


def fill_quotas(loaded: Loaded, inputs: Inputs, units: pl.DataFrame) -> chain.Graded:
    """Individual grades within the quotas."""
    return located(loaded, lambda: chain.fill_quotas(inputs, loaded.scheme, units))


def link_pay(loaded: Loaded, inputs: Inputs, units: pl.DataFrame, graded: chain.Graded) -> chain.Results:
    """Coefficients, pay lines, and the payroll."""
    return located(loaded, lambda: chain.link_pay(inputs, loaded.scheme, units, graded))


def write(
    order: Order, loaded: Loaded, inputs: Inputs, results: chain.Results, steps: Sequence[Step], files: InputFiles
) -> Folder:
    """Write the run into the store, whole or not at all; a run that is there already is left as it is."""
    return Store(order.store).write(run_content(order, loaded, inputs, results, steps, files))


def located(loaded: Loaded, step: Callable[[], T]) -> T:
    """The step's result; the problems of a refusal are told with the files that their tables came from."""
    try:
        return step()
    except Refused as refusal:
        raise Refused([_placed(problem, loaded) for problem in refusal.problems]) from None


def _placed(problem: Problem, loaded: Loaded) -> Problem:
    table = loaded.tables.get(problem.table or "")
    return problem if table is None else replace(problem, place=table.origin.place())
