"""Notes every address outside this machine that a process asks for or connects to; first on PYTHONPATH in a test."""

from __future__ import annotations

import os
import socket
from typing import Any

NOTES = os.environ["WATCHED_SOCKETS"]
LOCAL = ("127.", "::1", "localhost", "0.0.0.0")  # noqa: S104  (compared with, not bound)
real_connect, real_lookup = socket.socket.connect, socket.getaddrinfo


def note(host: object) -> None:
    if host is not None and not str(host).startswith(LOCAL):
        with open(NOTES, "a", encoding="utf-8") as file:  # noqa: PTH123  (loaded before anything else)
            file.write(f"{host}\n")


def connect(self: socket.socket, address: Any) -> None:
    if self.family in {socket.AF_INET, socket.AF_INET6}:
        note(address[0])
    real_connect(self, address)


def lookup(host: Any, *args: Any, **kwargs: Any) -> Any:
    note(host.decode() if isinstance(host, bytes) else host)
    return real_lookup(host, *args, **kwargs)


socket.socket.connect = connect  # type: ignore[method-assign]
socket.getaddrinfo = lookup
