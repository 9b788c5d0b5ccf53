"""How Prefect is set before it is imported: nothing phones home, no promotion, no chatter, time for a busy machine, and
nobody else opens the files that it keeps.
"""

from __future__ import annotations

import os

SETTINGS = {
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_SERVER_UI_SHOW_PROMOTIONAL_CONTENT": "false",
    "PREFECT_CLOUD_ENABLE_ORCHESTRATION_TELEMETRY": "false",
    "PREFECT_TELEMETRY_ENABLE_RESOURCE_METRICS": "false",
    "PREFECT_RESULTS_PERSIST_BY_DEFAULT": "false",
    "PREFECT_LOGGING_LEVEL": "CRITICAL",
    "PREFECT_LOGGING_TO_API_ENABLED": "false",
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
    "DASK_LOGGING__DISTRIBUTED": "critical",
}


def set_quiet() -> None:
    """Apply the settings that the user's own environment does not make; Prefect leaves the rights of its database, logs
    and folders to the umask, so this process's and its children's is set.
    """
    os.umask(0o077)
    for name, value in SETTINGS.items():
        os.environ.setdefault(name, value)
