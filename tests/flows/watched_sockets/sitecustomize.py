"""Notes every address outside this machine that a process looks up or calls, and refuses the call; first on PYTHONPATH.

An audit hook sees what the interpreter's sockets do, whoever uses them: no module can have kept a function from before.
"""

from __future__ import annotations

import os
import sys
from typing import Any

NOTES = os.environ["WATCHED_SOCKETS"]
LOCAL = ("127.", "::1", "localhost", "0.0.0.0")  # noqa: S104  (compared with, not bound)
CALLS = frozenset({"socket.connect", "socket.sendto", "socket.sendmsg"})
LOOKUPS = frozenset({"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"})


def look(event: str, arguments: tuple[Any, ...]) -> None:
    if event in LOOKUPS:
        note(arguments[0])
    elif event in CALLS and isinstance(arguments[1], tuple):
        note(arguments[1][0])


def note(host: object) -> None:
    named = host.decode() if isinstance(host, bytes) else host
    if named is not None and not str(named).startswith(LOCAL):
        with open(NOTES, "a", encoding="utf-8") as file:  # noqa: PTH123  (loaded before anything else)
            file.write(f"{named}\n")
        raise ConnectionRefusedError(named)


sys.addaudithook(look)
