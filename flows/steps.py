"""Steps of the product as Prefect tasks, and what Prefect is shown of a run.

A task takes no arguments and its result is not kept: neither frames nor people's data pass through Prefect.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast
from uuid import UUID

from flows.quiet import set_quiet

set_quiet()

from prefect import task  # noqa: E402  (Prefect reads its settings when it is imported)
from prefect.artifacts import (  # noqa: E402
    create_link_artifact,
    create_progress_artifact,
    create_table_artifact,
    update_progress_artifact,
)
from prefect.cache_policies import NO_CACHE  # noqa: E402

from flows.deployed import is_deployed  # noqa: E402
from pay_linkage.ledger import LedgerFailure  # noqa: E402
from pay_linkage.run_report import REPORT  # noqa: E402
from pay_linkage.runs import StoredRun, StoreFailure  # noqa: E402
from pay_linkage.settings import settled  # noqa: E402
from pay_linkage.step_log import JsonLines, listeners, log_to  # noqa: E402
from pay_linkage.steps import RERUN_STEPS, YEAR_END_STEPS  # noqa: E402
from pay_linkage.summary import control_totals, grade_counts  # noqa: E402

T = TypeVar("T")
TASKS = {
    **{name: words.en for name, words in {**YEAR_END_STEPS, **RERUN_STEPS}.items()},
    "record_lineage": "entering the run into the ledger",
    "publish_run": "publishing",
    "progress_sheets": "writing the progress sheets",
}
"""Step → what its task is called."""
RETRIED = frozenset({"load", "correct", "write", "record_lineage", "publish_run", "progress_sheets"})
"""Steps that touch disks or the ledger, where trying again can help; the others would only fail again."""


def is_worth_retrying(_task: object, _run: object, state: Any) -> bool:
    """Whether a failed step met the operating system, the store or the ledger; a refused input stays refused."""
    return isinstance(state.data, OSError | StoreFailure | LedgerFailure)


def as_task(step: Callable[..., T], *args: object) -> T:
    """Run one step as a task that takes nothing and keeps nothing."""
    name = step.__name__
    made = task(
        name=TASKS[name],
        retries=2 if name in RETRIED else 0,
        retry_delay_seconds=1,
        retry_condition_fn=is_worth_retrying,
        cache_policy=NO_CACHE,
        persist_result=False,
    )(lambda: step(*args))
    result: T = made()
    return result


class Shown:
    """Runs the steps of a flow as tasks and shows on Prefect's page how many of them are done.

    Outside of deployments nothing is shown: there the command line tells its steps. ``log_format`` holds in both.
    """

    def __init__(self, flow: str, steps: int) -> None:
        self._steps = steps
        self._done = 0
        self._progress = cast("UUID", create_progress_artifact(0.0, key=f"{flow}-progress")) if is_deployed() else None
        if settled("log_format") == "json" and not listeners():
            log_to(JsonLines())

    def __call__(self, step: Callable[..., T], *args: object) -> T:
        """Run the step as a task."""
        result = as_task(step, *args)
        self._done += 1
        if self._progress is not None:
            update_progress_artifact(self._progress, 100.0 * self._done / self._steps)
        return result


def show_artifact(kind: str, run: StoredRun) -> None:
    """Show how many units got which grade, the control totals, the steps, and where the report is; nobody's data."""
    about, cycle = f"Run {run.manifest.run_id}", run.manifest.cycle
    rows = [*grade_counts(run), control_totals(run)]
    create_table_artifact(key=f"{kind}-{cycle}", table=rows, description=about)
    steps = [step.model_dump() for step in run.manifest.made.steps]
    create_table_artifact(key=f"{kind}-{cycle}-steps", table=steps, description=about)
    link = (run.path / REPORT).resolve().as_uri()
    create_link_artifact(key=f"{kind}-{cycle}-report", link=link, link_text=REPORT, description=about)
