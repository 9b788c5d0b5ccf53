"""Who holds the ledger's write lock: told to whoever waits for it in vain."""

from __future__ import annotations

import json
import os
import socket
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime

from pay_linkage.ledger.column_types import instant_text


@dataclass(frozen=True, slots=True)
class Holder:
    """Who (as they call themselves), for what, in which process of which machine, since when."""

    who: str
    purpose: str
    pid: int = field(default_factory=os.getpid)
    host: str = field(default_factory=socket.gethostname)
    since: str = field(default_factory=lambda: instant_text(datetime.now(UTC)))

    def as_json(self) -> str:
        """The holder as it is kept beside the lock."""
        return json.dumps(asdict(self), ensure_ascii=False)


def holder_facts(text: str) -> dict[str, str]:
    """The holder that was kept, as the blanks of a message; empty where nothing readable was kept."""
    try:
        kept = json.loads(text)
        return {name: str(kept[name]) for name in ("who", "purpose", "pid", "host", "since")}
    except (ValueError, KeyError, TypeError):
        return {}
