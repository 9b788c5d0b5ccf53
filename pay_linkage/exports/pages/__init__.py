"""Pages to be printed: Jinja templates that escape whatever they are given and load nothing from outside."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from contracts.problem import Language

PIECE = 200
"""Parts of a template that are written together."""


def page(template: str, lang: Language, **given: object) -> str:
    """The page of a template in this room."""
    return _environment().get_template(template).render(lang=lang, **given)


def page_pieces(template: str, lang: Language, **given: object) -> Iterator[str]:
    """The same piece by piece, for what would be large."""
    stream = _environment().get_template(template).stream(lang=lang, **given)
    stream.enable_buffering(PIECE)
    return iter(stream)


@cache
def _environment() -> Environment:
    """Every value is escaped, whatever the template's name; a value that was not given is a defect."""
    loader = PackageLoader("pay_linkage.exports.pages", "")
    return Environment(autoescape=True, loader=loader, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
