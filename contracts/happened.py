"""Where an exception came from, without what it says: messages may quote cells."""

from __future__ import annotations

import traceback
from collections.abc import Iterator


def happened(error: BaseException) -> Iterator[str]:
    """The kind of the exception and the lines it came through, those that led to it first."""
    earlier = error.__cause__ or error.__context__
    if earlier is not None:
        yield from happened(earlier)
    yield f"{type(error).__module__}.{type(error).__qualname__}"
    yield from traceback.format_tb(error.__traceback__)
