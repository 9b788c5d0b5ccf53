"""A Dask cluster of this machine's own: worker processes that come back when they die, reachable by nobody else.

Dask takes pickles from whoever can connect, so even on this machine its connections are encrypted and need the
certificate that is made for this one cluster. Workers are told where Prefect answers: left alone, each would start a
server of its own over the same database.
"""

from __future__ import annotations

import logging
import os

from distributed import LocalCluster

from flows.quiet import SETTINGS
from pay_linkage.runs.private_cache import private_cache


def local_cluster(workers: int, prefect: str) -> LocalCluster:
    """So many workers of one thread each; the processors are shared among them. ``prefect``: its server's address."""
    threads = max(1, len(os.sched_getaffinity(0)) // workers)
    return LocalCluster(  # type: ignore[no-untyped-call]
        n_workers=workers,
        threads_per_worker=1,
        processes=True,
        host="127.0.0.1",
        dashboard_address=None,
        security=True,
        memory_limit=None,
        local_directory=str(private_cache("workers")),
        env={**SETTINGS, "PREFECT_API_URL": prefect, "POLARS_MAX_THREADS": str(threads)},
        silence_logs=logging.CRITICAL,
    )
