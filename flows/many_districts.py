"""The flow ``many-districts``: a province's districts, each a task of its own, spread over a cluster by Dask.

One task a district: it reads, calculates and writes by itself, and gives back an outcome of numbers and codes.
Districts that are done, or whose inputs are not there yet, make no task: running the province again does only what is
missing. A worker that dies loses nothing: Dask gives its district to another one, and the store takes a run once.

Prefect sees the province file's path, districts' ids and codes of problems; no names, no values, no pay.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from flows.quiet import set_quiet

set_quiet()

from prefect import flow, task  # noqa: E402  (Prefect reads its settings when it is imported)
from prefect.artifacts import create_table_artifact  # noqa: E402
from prefect.cache_policies import NO_CACHE  # noqa: E402
from prefect.futures import PrefectFuture  # noqa: E402
from prefect.settings import PREFECT_API_URL, temporary_settings  # noqa: E402
from prefect.task_runners import TaskRunner, ThreadPoolTaskRunner  # noqa: E402

from contracts.exit_status import UNUSABLE  # noqa: E402
from contracts.problem import Place, Problem  # noqa: E402
from flows import forms  # noqa: E402
from flows.orchestrator import OrchestratorFailure, reached  # noqa: E402
from pay_linkage.province import District, Outcome, Province, house_today, outcome_of, read_province, settled  # noqa: E402
from pay_linkage.province.chosen import chosen  # noqa: E402
from pay_linkage.province.district_run import failed  # noqa: E402
from pay_linkage.province.outcome import DistrictFailed, logged  # noqa: E402

LARGEST_ARTIFACT = 1_000
LISTED = 50


class ProvinceIncomplete(Exception):
    """Districts have no run; the message names them, ``outcomes`` are everybody's."""

    def __init__(self, outcomes: Sequence[Outcome]) -> None:
        super().__init__(outcomes)
        self.outcomes = list(outcomes)

    def __str__(self) -> str:
        without = [one.district for one in self.outcomes if one.status == "failed"]
        return f"{len(without)} of {len(self.outcomes)} districts without a run: {', '.join(without[:LISTED])}"

    __repr__ = __str__


def is_worth_retrying(_task: object, _run: object, state: Any) -> bool:
    """Whether a district met a store or a ledger that may be there again; refused inputs stay refused."""
    return isinstance(state.data, DistrictFailed) and state.data.outcome.exit_status == UNUSABLE


@task(
    name="district",
    task_run_name="district {district.id}",
    retries=2,
    retry_delay_seconds=5,
    retry_condition_fn=is_worth_retrying,
    cache_policy=NO_CACHE,
    persist_result=False,
)
def district_task(district: District, today: date) -> Outcome:
    """One district's run. Raises ``DistrictFailed``, which names its codes, where there is none."""
    outcome = outcome_of(district, today)
    if outcome.status == "failed":
        raise DistrictFailed(outcome)
    return outcome


@flow(name="many-districts", persist_result=False, log_prints=False)
def many_districts_flow(
    province: forms.ProvinceFile, only: forms.DistrictIds = (), by: forms.By = "prefect", reason: forms.Reason = ""
) -> list[Outcome]:
    """Run what is missing of the province. Raises ``ProvinceIncomplete`` where a district has no run in the end."""
    outcomes = outcomes_of(read_province(province, by, reason), only)
    show_outcomes(outcomes)
    if any(one.status == "failed" for one in outcomes):
        raise ProvinceIncomplete(outcomes)
    return outcomes


def outcomes_of(province: Province, only: Sequence[str]) -> list[Outcome]:
    """Every district's outcome, in the order of the file; those that need work are tasks of the flow at hand."""
    today, found, futures = house_today(), {}, {}
    districts = chosen(province, only)
    for district in districts:
        there = settled(district, today)
        if there is None:
            futures[district.id] = district_task.submit(district, today)
        else:
            found[district.id] = logged(there)
    for district in districts:
        if district.id in futures:
            found[district.id] = logged(received(futures[district.id], district, today))
    return [found[district.id] for district in districts]


def received(future: PrefectFuture[Outcome], district: District, today: date) -> Outcome:
    """The task's outcome; where its workers died time and again, or Prefect did not answer, that is the outcome."""
    try:
        return future.result()
    except DistrictFailed as failure:
        return failure.outcome
    except Exception as error:  # noqa: BLE001  (whatever Dask and Prefect raise: one district must not stop the others)
        problem = Problem("district_worker_lost", Place(""), facts={"cause": type(error).__name__})
        return failed(district, today, (problem,), UNUSABLE)


def show_outcomes(outcomes: Sequence[Outcome]) -> None:
    """The districts as an artifact: ids, states and codes; the first thousand, those without a run first."""
    ordered = sorted(outcomes, key=lambda one: (one.status == "done", one.district))
    rows = [
        {
            "district": one.district,
            "status": one.status,
            "behind": one.behind,
            "run": one.figures.run_id if one.figures else "",
            "problems": ", ".join(sorted({problem.code for problem in one.problems})),
        }
        for one in ordered[:LARGEST_ARTIFACT]
    ]
    create_table_artifact(key="many-districts", table=rows, description=f"{len(outcomes)} districts")


def run_in_prefect(
    file: str, only: Sequence[str], by: str, reason: str, workers: int, address: str | None
) -> list[Outcome]:
    """Run the flow now, on so many worker processes or on the Dask cluster at ``address``; gives the outcomes.

    Raises ``OrchestratorFailure`` where Prefect does not answer, or where a cluster's machines could not reach it.
    """
    if address is not None and not PREFECT_API_URL.value():
        raise OrchestratorFailure("prefect_not_shared", address)
    prefect = reached()
    here = many_districts_flow.with_options(task_runner=task_runner(workers, address, prefect))
    try:
        with temporary_settings({PREFECT_API_URL: prefect}):  # travels to the workers with each task
            return here(file, tuple(only), by, reason)
    except ProvinceIncomplete as incomplete:
        return incomplete.outcomes


def task_runner(workers: int, address: str | None, prefect: str) -> TaskRunner[Any]:
    """Where districts run: a Dask cluster that is there, one of this machine's own, or this process.

    ``prefect``: where its server answers.
    """
    if address is None and workers == 1:
        return ThreadPoolTaskRunner(max_workers=1)
    from prefect_dask.task_runners import DaskTaskRunner  # noqa: PLC0415  (an extra, and slow to import)

    from flows.local_cluster import local_cluster  # noqa: PLC0415

    if address is not None:
        return DaskTaskRunner(address=address)
    return DaskTaskRunner(
        cluster_class=local_cluster,  # type: ignore[arg-type]
        cluster_kwargs={"workers": workers, "prefect": prefect},
    )
