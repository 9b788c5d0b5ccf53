"""Whether Prefect answers: asked before a flow starts, so that a server that does not is told in a sentence."""

from __future__ import annotations

from flows.quiet import set_quiet

set_quiet()

import httpx  # noqa: E402  (what Prefect speaks with its server)
from prefect.client.orchestration import get_client  # noqa: E402  (Prefect reads its settings when it is imported)
from prefect.settings import PREFECT_API_URL  # noqa: E402

from contracts.exit_status import UNUSABLE  # noqa: E402
from contracts.problem import Language, Place, Problem  # noqa: E402


class OrchestratorFailure(Exception):
    """Prefect cannot be used: no server is configured, it does not answer or did not start (``UNUSABLE``). Nothing was
    run.
    """

    exit_status = UNUSABLE

    def __init__(self, code: str, where: str) -> None:
        self.problem = Problem(code, Place(where), facts={"where": where})
        super().__init__(f"{code}: {where}")

    def sentence(self, lang: Language) -> str:
        """What is wrong and how to mend it."""
        return self.problem.sentence(lang)


def server() -> str:
    """The address of the configured server, which answers. Raises ``OrchestratorFailure``."""
    if not PREFECT_API_URL.value():
        raise OrchestratorFailure("prefect_not_configured", "PREFECT_API_URL")
    return reached()


def reached() -> str:
    """The address at which Prefect answers; where none is configured, of its embedded server, which starts here.

    Raises ``OrchestratorFailure``.
    """
    url, answering = PREFECT_API_URL.value(), ""
    try:
        with get_client(sync_client=True) as client:
            answering = str(client.api_url)
            trouble = client.api_healthcheck()
    except (RuntimeError, httpx.HTTPError) as error:  # Prefect says so where its embedded server does not start
        trouble = error
    if trouble is not None:
        raise OrchestratorFailure("prefect_unreachable" if url else "prefect_not_started", url or "Prefect")
    return answering
