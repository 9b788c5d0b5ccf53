"""Whether a flow run belongs to a deployment: then it may be started again, waits its turn, and shows how it goes."""

from __future__ import annotations

from prefect.context import FlowRunContext


def is_deployed() -> bool:
    """Whether this flow run belongs to a deployment, which alone can start it again after it was suspended or died."""
    context = FlowRunContext.get()
    return bool(context and context.flow_run and context.flow_run.deployment_id)
