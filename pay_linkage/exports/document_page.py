"""Documents as a page to be printed (HTML)."""

from __future__ import annotations

from collections.abc import Sequence

from contracts.problem import Language
from pay_linkage.exports.document import Absent, Document, figure, shown
from pay_linkage.exports.pages import page


def documents_page(documents: Sequence[Document], lang: Language, title: str) -> bytes:
    """The documents, each on sheets of its own, in one page that loads nothing."""
    blanks = {"shown": shown, "figure": figure, "is_absent": _is_absent}
    return page("documents.html.j2", lang, title=title, documents=documents, **blanks).encode()


def _is_absent(value: object) -> bool:
    return isinstance(value, Absent)
