"""How a command of pay-linkage ends, for scripts and schedules: one promise, the same everywhere (README.md)."""

from __future__ import annotations

DONE = 0

DEFECT = 1
"""A defect of pay-linkage; details are in a private file."""

REFUSED = 2
"""The input or the request is refused."""

UNUSABLE = 3
"""The store, the ledger or Prefect cannot be used, or a stored number does not follow from its inputs."""

INTERRUPTED = 130
"""Stopped from the keyboard."""
