"""What a scheme's codes are called in both languages: by the scheme's labels, else by ``words.toml``, else as is."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from contracts.words import Words, words_of
from pay_linkage.schemes.label import Label
from pay_linkage.schemes.scheme import Scheme


@cache
def code_words() -> dict[str, Any]:
    """Kind of code → code → language → word; a scheme's own words stand under its name."""
    return tomllib.loads(files(__package__).joinpath("words.toml").read_text(encoding="utf-8"))


class Names:
    """The names of one scheme's codes."""

    def __init__(self, scheme: Scheme) -> None:
        self._scheme = scheme

    def category(self, code: str) -> Words:
        """A category of units; its code where the scheme has none of that name."""
        category = self._scheme.categories.get(code)
        return _labelled(category.label if category else None, code)

    def component(self, category: str, code: str) -> Words:
        """A component of a category's score."""
        return _labelled(self._scheme.categories[category].components[code].label, code)

    def rating(self, category: str) -> Words:
        """What the departments rate."""
        rating = self._scheme.categories[category].rating
        return _labelled(rating.label if rating else None, "rating")

    def event(self, code: str) -> Words:
        """An event code; a contest's bonus goes under the contest's name."""
        event = self._scheme.events.get(code)
        return self.contest(code) if event is None else _labelled(event.label, code)

    def contest(self, code: str) -> Words:
        """A contest; its code where the scheme has none of that name."""
        contest = self._scheme.contests.get(code)
        return _labelled(contest.label if contest else None, code)

    def grade(self, code: str | None) -> Words:
        """A unit's or a person's grade."""
        return self._known("grades", code)

    def band(self, code: str | None) -> Words:
        """A band of the rating total."""
        return self._known("bands", code)

    def department(self, code: str) -> Words:
        """A rating department."""
        return self._known("departments", code)

    def voter_group(self, code: str) -> Words:
        """A group of voters."""
        return self._known("voter_groups", code)

    def option(self, code: str) -> Words:
        """What a ballot says."""
        return self._known("options", code)

    def _known(self, kind: str, code: str | None) -> Words:
        if code is None:
            return Words("—", "—")
        own = code_words().get(self._scheme.scheme, {}).get(kind, {})
        found = own.get(code) or code_words()[kind].get(code)
        return Words(found["en"], found["zh"]) if found else Words(code, code)


def _labelled(label: Label | None, code: str) -> Words:
    return words_of(label) if label else Words(code, code)
