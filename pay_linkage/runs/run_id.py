"""A run's identity: what it was made from gives its id, so the same inputs are the same run (rulebook §8)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import version

from pay_linkage.runs.canonical import canonical_json, readable, sha256

RUN_ID = re.compile(r"[0-9]{4}-[0-9a-f]{12}")
PACKAGE = "pay-linkage"
VERSION = version(PACKAGE)


@dataclass(frozen=True, slots=True)
class Identity:
    """What a run is made from: cycle, scheme (SHA-256 of its bytes), input files (name → SHA-256), the package's
    version, and for a rerun its parent's run id and the SHA-256 of its corrections.
    """

    cycle: int
    scheme: str
    inputs: Mapping[str, str]
    parent: str | None = None
    corrections: str | None = None
    version: str = VERSION

    def __post_init__(self) -> None:
        object.__setattr__(self, "inputs", {readable(name): digest for name, digest in self.inputs.items()})

    @property
    def run_id(self) -> str:
        """``CYCLE-`` and the first 12 hexadecimal digits of the identity's SHA-256."""
        made_from = {
            "cycle": self.cycle,
            "scheme": self.scheme,
            "inputs": dict(self.inputs),
            "version": self.version,
            "parent": self.parent,
            "corrections": self.corrections,
        }
        return f"{self.cycle:04d}-{sha256(canonical_json(made_from))[:12]}"
