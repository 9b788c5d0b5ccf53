"""An operating system that fails, or kills, at one call: put in place of ``durable.os``."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from typing import Any

CALLS = ("mkdir", "open", "write", "fsync", "close", "rename")


class FaultyOs:
    """``os`` as the store sees it: the call ``at`` (its number from 0, or the first of its name) goes to ``fault``.

    ``done`` names the calls in order. ``fault`` takes the call's name, the real function and its arguments.
    """

    def __init__(self, at: int | str, fault: Callable[..., Any]) -> None:
        self._at = at
        self._fault = fault
        self.done: list[str] = []

    def __getattr__(self, name: str) -> Any:
        real = getattr(os, name)
        if name not in CALLS:
            return real

        def call(*arguments: Any, **options: Any) -> Any:
            self.done.append(name)
            if self._at in (len(self.done) - 1, name):
                return self._fault(name, real, *arguments, **options)
            return real(*arguments, **options)

        return call


def killed(name: str, real: Callable[..., Any], *arguments: Any, **options: Any) -> None:
    """Death by SIGKILL before the call, or in the middle of a write."""
    if name == "write":
        descriptor, data = arguments
        real(descriptor, data[: len(data) // 2])
    os.kill(os.getpid(), signal.SIGKILL)


def failing(number: int) -> Callable[..., Any]:
    """The call fails with ``errno`` ``number``; half of a write is on disk, and a file is closed all the same."""

    def fail(name: str, real: Callable[..., Any], *arguments: Any, **options: Any) -> Any:
        if name == "write":
            descriptor, data = arguments
            real(descriptor, data[: len(data) // 2])
        if name == "close":
            real(*arguments, **options)
        raise OSError(number, os.strerror(number))

    return fail
