"""What the codes of a comparison are called: by the first of its schemes that has a name for them."""

from __future__ import annotations

from collections.abc import Callable

from contracts.problem import Language
from contracts.words import Words
from pay_linkage.scenarios.comparison import WhatIf
from pay_linkage.schemes import read_scheme
from pay_linkage.schemes.names import Names


class SideNames:
    """The names of all sides' codes in one language; a code without a name stands as it is."""

    def __init__(self, what_if: WhatIf, lang: Language) -> None:
        schemes = {side.scheme_bytes: side.scheme_name for side in what_if.sides}
        self._names = [Names(read_scheme(data, name)) for data, name in schemes.items()]
        self._lang = lang

    def category(self, code: str) -> str:
        """A category of units."""
        return self._first(code, lambda names: names.category(code))

    def grade(self, code: str | None) -> str | None:
        """A unit's or a person's grade; None where there is none."""
        return None if code is None else self._first(code, lambda names: names.grade(code))

    def _first(self, code: str, name: Callable[[Names], Words]) -> str:
        found = (name(names).of(self._lang) for names in self._names)
        return next((word for word in found if word != code), code)
