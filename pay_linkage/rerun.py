"""The rerun after appeals as steps: correct → validate → assess units → fill quotas → link pay → hold harmless → write.

A rerun is a run's own inputs and a corrections file; the run itself stays as it is (rulebook §8). The steps between are
those of ``year_end``.
"""

from __future__ import annotations

import getpass
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

import polars as pl

from contracts.free_text import text_problems
from contracts.input_table import InputTable
from contracts.problem import Refused
from contracts.tables import INPUT_TABLES
from pay_linkage import chain, year_end
from pay_linkage.admission import Inputs
from pay_linkage.corrections import Corrected, corrected, relocated
from pay_linkage.corrections.lineage import reruns_since
from pay_linkage.corrections.stored import (
    correction_files,
    input_tables,
    rerun_inputs,
    stored_cells,
    stored_names,
)
from pay_linkage.diff.two_runs import ReadOnce, Side, TwoRuns
from pay_linkage.input_files import InputFiles, input_files
from pay_linkage.mappings.mapped import MAPPING
from pay_linkage.order import Loaded, Order
from pay_linkage.rules.delta import held_amounts, named_people
from pay_linkage.rules.time_share import cycle_assignments
from pay_linkage.run_content import identity as run_content_identity
from pay_linkage.run_content import run_content
from pay_linkage.run_report import with_rerun_report
from pay_linkage.runs import Folder, Identity, RunContent, Step, Store, StoredRun
from pay_linkage.runs.layout import input_path
from pay_linkage.runs.manifest import versions
from pay_linkage.runs.tables import cells_sha256
from pay_linkage.schemes import read_scheme
from pay_linkage.year_end import Measured, assess_units, fill_quotas, link_pay


@dataclass(frozen=True, slots=True)
class RerunOrder:
    """What is asked for: a run (its id or the beginning), a corrections file, the store, why, and who asks."""

    run: str
    corrections: str
    store: str
    reason: str
    by: str = field(default_factory=getpass.getuser)


@dataclass(frozen=True, slots=True)
class Published:
    """The publication in force: its run, and what each person has been paid by then (person_id, amount in yuan)."""

    run_id: str
    amounts: pl.DataFrame


@dataclass(frozen=True, slots=True)
class Start:
    """What a rerun starts from: the parent, its inputs as they were (``before``) and corrected (``loaded``)."""

    parent: StoredRun
    before: Mapping[str, InputTable]
    loaded: Loaded
    corrected: Corrected


@dataclass(frozen=True, slots=True)
class Held:
    """Results with the held parts, whom this run's own corrections name, whom those since the publication name and who
    are therefore not held (``concerned``; nobody where nothing is held), and the publication measured against.
    """

    results: chain.Results
    named: pl.DataFrame
    concerned: pl.DataFrame
    published: Published | None


def rerun(order: RerunOrder, do: Measured, published: Callable[[], Published | None]) -> Folder:
    """The whole rerun; returns the new run's folder.

    ``published`` is asked, once the pay is linked, for the publication in force in the run's cycle, None before the
    first. Raises ``Refused`` where no reason is given, or with every problem of the corrections file, or of the
    corrected tables.
    """
    unsaid = text_problems(order.run, reason=order.reason)
    if unsaid:
        raise Refused(unsaid)
    do.parent = order.run
    start = do(correct, order)
    inputs = do(validate, start)
    with input_files(inputs, parents_files(start)) as files:
        units = do(assess_units, start.loaded, inputs)
        graded = do(fill_quotas, start.loaded, inputs, units)
        results = do(link_pay, start.loaded, inputs, units, graded)
        held = do(hold_harmless, Store(order.store), start, inputs, results, published())
        do.run_id = rerun_identity(start, held).run_id
        return do(write, order, start, inputs, held, do.steps, files)


def correct(order: RerunOrder) -> Start:
    """Read the run's own inputs and scheme, and apply the corrections to them."""
    parent = Store(order.store).open(order.run)
    tables = input_tables(parent)
    after = corrected(tables, order.corrections, stored_cells(parent))
    scheme = read_scheme(parent.scheme_bytes, parent.manifest.scheme.name)
    mapping = parent.file(MAPPING) if MAPPING in parent.manifest.files else None
    inputs, judged = parent.manifest.inputs, unchanged(parent, after)
    return Start(parent, tables, Loaded(scheme, parent.scheme_bytes, after.tables, (), inputs, mapping, judged), after)


def unchanged(parent: StoredRun, after: Corrected) -> frozenset[str]:
    """The input tables of which no correction speaks, where this very version made the parent: it has admitted them as
    they are, and its files of them are what would be written now (docs/decisions/reruns.md).
    """
    if parent.manifest.versions != versions():
        return frozenset()
    return frozenset(INPUT_TABLES).difference(after.lines["table"])


def parents_files(start: Start) -> InputFiles:
    """The files of tables that are the parent's, byte for byte; each is held against its hash as it is read."""
    return {name: partial(start.parent.file, input_path(name)) for name in start.loaded.judged}


def validate(start: Start) -> Inputs:
    """The corrected inputs, admitted; a problem at a corrected cell is told at the line that corrected it."""
    try:
        return year_end.validate(start.loaded, start.parent.manifest.cycle)
    except Refused as refusal:
        raise Refused(relocated(refusal.problems, start.corrected.cells)) from None


def hold_harmless(
    store: Store, start: Start, inputs: Inputs, results: chain.Results, published: Published | None
) -> Held:
    """Whom the corrections name, and what everybody else keeps of what was last published where the scheme says so."""
    named = named_by(start, inputs)
    if published is None or not start.loaded.scheme.hold_harmless:
        return Held(results, named, named.clear(), None)
    concerned = pl.concat([named, names_since(store, start.parent.name, published.run_id)])
    return Held(with_held_parts(results, published.amounts, concerned), named, concerned, published)


def named_by(start: Start, inputs: Inputs) -> pl.DataFrame:
    """Whom the corrections of this file name: person_id (rulebook §8)."""
    touched, frames = start.corrected.touched, (start.before["assignments"].frame, inputs.assignments)
    if touched["unit_id"].null_count() == touched.height:  # then nobody is named by an assignment
        frames = (frames[0].clear(), frames[1].clear())
    before, after = (cycle_assignments(frame, inputs.cycle) for frame in frames)
    return named_people(touched, before, after)


def names_since(store: Store, run_id: str, published: str) -> pl.DataFrame:
    """Whom the corrections on the way from the published run to the run name: person_id."""
    none = pl.DataFrame(schema={"person_id": pl.String})
    return pl.concat([none, *(stored_names(run) for run in reruns_since(store, run_id, published))])


def with_held_parts(results: chain.Results, published: pl.DataFrame, named: pl.DataFrame) -> chain.Results:
    """The results with what keeps everybody but the named from getting less than was published."""
    return replace(results, payroll=held_amounts(results.payroll, published, named))


def write(
    order: RerunOrder, start: Start, inputs: Inputs, held: Held, steps: Sequence[Step], files: InputFiles
) -> Folder:
    """Write the new run beside its parent; one that is there already is left as it is."""
    return Store(order.store).write(rerun_content(order, start, inputs, held, steps, files))


def rerun_content(
    order: RerunOrder, start: Start, inputs: Inputs, held: Held, steps: Sequence[Step], input_files: InputFiles
) -> RunContent:
    """The content of a rerun: that of a run, its parent and its corrections."""
    parent, after = start.parent.manifest, start.corrected
    asked = Order(parent.scheme.name, str(start.parent.path), parent.cycle, order.store, order.by, order.reason)
    content = run_content(asked, start.loaded, inputs, held.results, steps, input_files)
    amounts = published_amounts(held)
    files = correction_files(after.lines, after.cells, held.named, amounts)
    content = replace(content, identity=rerun_identity(start, held), files={**content.files, **files})
    return with_rerun_report(
        content, start.loaded.scheme, held.results.filling, lambda run: since_parent(start, held, run)
    )


def since_parent(start: Start, held: Held, run: Side) -> TwoRuns:
    """The parent beside its rerun, as ``diff.two_runs`` finds them once both are stored."""
    before = ReadOnce(start.parent, inputs={name: table.frame for name, table in start.before.items()})
    lines = start.corrected.lines.with_columns(pl.lit(run.name).alias("run_id"))
    return TwoRuns(before, run, lines, concerned=held.concerned)


def rerun_identity(start: Start, held: Held) -> Identity:
    """What a rerun is made from: its parent's inputs, the corrections, and what it was measured against."""
    parent, run_id = start.parent.manifest, held.published.run_id if held.published else None
    return replace(
        run_content_identity(start.loaded, parent.cycle),
        inputs=rerun_inputs(parent.inputs, run_id, published_amounts(held)),
        parent=parent.run_id,
        corrections=cells_sha256(start.corrected.lines),
    )


def published_amounts(held: Held) -> pl.DataFrame | None:
    """What the rerun was measured against, in the order of person_id."""
    return held.published.amounts.sort("person_id") if held.published else None
