"""A rule whose shape depends on its key ``from``."""

from __future__ import annotations

from collections.abc import Callable

from pay_linkage.schemes.finding import Finding, refusal, shown
from pay_linkage.schemes.rule import Rule
from pay_linkage.schemes.suggestion import unknown


def variant(**shapes: type[Rule]) -> Callable[[object], Rule]:
    """Reads the rule in the shape that its ``from`` names."""

    def read(value: object) -> Rule:
        if isinstance(value, Rule):
            return value
        if not isinstance(value, dict):
            raise Finding("scheme_not_a_mapping", value=shown(value)).error()
        if "from" not in value:
            raise refusal("from", [Finding("scheme_key_missing", ("from",), facts={"name": "from"})])
        kind = value["from"]
        if not isinstance(kind, str) or kind not in shapes:
            raise refusal("from", [unknown("scheme_choice_unknown", kind, shapes, ("from",))])
        return shapes[kind].model_validate(value)

    return read
