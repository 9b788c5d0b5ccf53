"""pandera as an installation without pandas has it.

Belongs here: what is kept from being imported along with pandera. Stays out: what it is asked (``pandera_schema``).

pandera's Polars side needs neither pandas nor NumPy, and pandera supports installations without them; but where they
are installed (Great Expectations brings them) it imports them first, and hypothesis too: over a second that no check of
ours uses. Here the import system answers for these few names as it does where they are not installed, to this thread
and while pandera is loaded or asked. Whoever else imports them, now or later, gets them; only ``pandera.pandas`` does
not work in such a process any more.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType

UNUSED = frozenset({"pandas", "numpy", "hypothesis"})
"""What pandera takes if it is there and does without if it is not."""


class _NotInstalled(MetaPathFinder):
    """Answers for the unused names, to the thread that made it."""

    def __init__(self) -> None:
        self.thread = threading.get_ident()

    def find_spec(
        self,
        fullname: str,
        path: Sequence[str] | None,  # noqa: ARG002  (the import system's signature)
        target: ModuleType | None = None,  # noqa: ARG002
    ) -> ModuleSpec | None:
        """None for every name but the unused ones, which are not found."""
        if fullname in UNUSED and threading.get_ident() == self.thread:
            raise ModuleNotFoundError(f"No module named {fullname!r}", name=fullname)
        return None


@contextmanager
def polars_only() -> Iterator[None]:
    """Inside, this thread's imports do not find what pandera does not need; what is loaded already stays usable."""
    finder = _NotInstalled()
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)
