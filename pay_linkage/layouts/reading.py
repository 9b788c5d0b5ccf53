"""A layout file's bytes become a layout, or all that is wrong with them.

The reader is the one of schemes: duplicate keys, anchors, tags, values that YAML would turn into something else are
refused with their line.
"""

from __future__ import annotations

from dataclasses import replace

from contracts.problem import Problem, Refused, problem_texts
from pay_linkage.layouts.layout import Layout
from pay_linkage.schemes.reading import modelled
from pay_linkage.schemes.strict_yaml import strict_yaml


def read_layout(data: bytes, file: str) -> Layout:
    """The layout that the bytes say; ``file`` is the name that problems show.

    Raises ``Refused`` with all problems at once, in the order of the file.
    """
    try:
        return modelled(strict_yaml(data, file), Layout)
    except Refused as refusal:
        raise Refused([of_layout(problem) for problem in refusal.problems]) from None


def of_layout(problem: Problem) -> Problem:
    """A problem of the shared reader, in the words for layouts where a scheme's would mislead."""
    own = problem.code.replace("scheme_", "layout_", 1)
    code = own if own in problem_texts() else problem.code
    return replace(problem, code=code, table="layout")
