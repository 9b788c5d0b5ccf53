"""One flow at a time in a store: two runs of one cycle and district never work side by side.

The store and the ledger stand two at a time; this keeps the second from calculating what the first is writing. The slot
is Prefect's: a global concurrency limit, leased, so that a holder that dies gives it up after ``LEASE`` seconds.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from hashlib import sha256
from pathlib import Path

from prefect.client.orchestration import get_client
from prefect.concurrency.sync import concurrency

from contracts.problem import Place, Problem, Refused
from flows.deployed import is_deployed
from pay_linkage.runs.place import absolute_root

LEASE = 60.0
"""Seconds: the shortest that Prefect's server gives. The holder renews it while it lives."""
PATIENCE = 4 * 3600.0
"""Seconds that a flow waits for its turn."""


def limit_name(store: str) -> str:
    """The name of the store's limit: the folder's name, and enough of its path's hash to tell two of them apart.

    >>> limit_name("/srv/dinghai/store")
    'pay-linkage store 98f5574d'
    """
    path = absolute_root(store)
    return f"pay-linkage {Path(path).name} {sha256(path.encode()).hexdigest()[:8]}"


def make_limit(store: str) -> None:
    """See that the store's limit of one is there."""
    with get_client(sync_client=True) as client:
        client.upsert_global_concurrency_limit_by_name(limit_name(store), limit=1)


@contextmanager
def alone(store: str) -> Iterator[None]:
    """Hold the store's slot. Raises ``Refused`` where it is not free in time. A flow run outside of deployments, which
    may have no lasting server, does not ask for it.
    """
    with ExitStack() as stack:
        if is_deployed():
            make_limit(store)
            try:
                stack.enter_context(
                    concurrency(limit_name(store), strict=True, timeout_seconds=PATIENCE, lease_duration=LEASE)
                )
            except TimeoutError:
                facts = {"minutes": str(int(PATIENCE // 60))}
                raise Refused([Problem("store_in_use", Place(store), facts=facts)]) from None
        yield
