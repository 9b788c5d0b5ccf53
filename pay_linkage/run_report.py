"""The report of a run: written with it, or made again from the store."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from pay_linkage.diff import compared, diff
from pay_linkage.diff.two_runs import Side, TwoRuns
from pay_linkage.figures import about_to_be_written, as_stored
from pay_linkage.figures.movements import movements
from pay_linkage.figures.report_data import report_data
from pay_linkage.kernels.filling import Filling
from pay_linkage.report import ReportData, load_page, report_html
from pay_linkage.runs import RunContent, Store, unwritten_run
from pay_linkage.schemes import Scheme

REPORT = "report.html"
"""Its path in the run's folder."""


def with_report(content: RunContent, scheme: Scheme, filled: Filling | None) -> RunContent:
    """The content of a run with its report; ``filled`` is the filling that graded its people."""
    return _with(content, lambda: report_html(_data(content, scheme, filled)))


def with_rerun_report(
    content: RunContent, scheme: Scheme, filled: Filling | None, since_parent: Callable[[Side], TwoRuns]
) -> RunContent:
    """The content of a rerun with its report, which tells what moved; ``since_parent`` puts the rerun beside its
    parent, with all that ``diff`` would read of the two (``diff.two_runs``).
    """

    def made() -> bytes:
        runs = since_parent(unwritten_run(content))
        with ThreadPoolExecutor(1, thread_name_prefix="moved") as beside:
            moved = beside.submit(lambda: movements(compared(runs)))
            data = _data(content, scheme, filled)
            return report_html(replace(data, moved=moved.result()))

    return _with(content, made)


def stored_report(store: Store, run_id: str, *, with_names: bool = False) -> bytes:
    """The report of a stored run; without names it is the one in the run's folder.

    Raises ``Refused`` where there is no such run, ``StoreFailure`` where a file of it is damaged.
    """
    run = store.open(run_id)
    parent = run.manifest.parent
    moved = diff(store, parent, run.manifest.run_id) if parent else None
    return report_html(report_data(as_stored(run), moved, with_names=with_names))


def _data(content: RunContent, scheme: Scheme, filled: Filling | None) -> ReportData:
    with ThreadPoolExecutor(1, thread_name_prefix="page") as beside:
        beside.submit(load_page)
        return report_data(about_to_be_written(content, scheme, filled))


def _with(content: RunContent, made: Callable[[], bytes]) -> RunContent:
    return replace(content, files={**content.files, REPORT: lambda _: made()})
