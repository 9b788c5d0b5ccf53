"""A layout file's bytes become a layout, or all that is wrong with them.

The reader is the one of schemes: duplicate keys, anchors, tags, values that YAML would turn into something else are
refused with their line.
"""

from __future__ import annotations

from contracts.problem import Refused
from pay_linkage.layouts.layout import Layout
from pay_linkage.schemes.document import in_words_of
from pay_linkage.schemes.reading import modelled
from pay_linkage.schemes.strict_yaml import strict_yaml


def read_layout(data: bytes, file: str) -> Layout:
    """The layout that the bytes say; ``file`` is the name that problems show.

    Raises ``Refused`` with all problems at once, in the order of the file.
    """
    try:
        return modelled(strict_yaml(data, file), Layout)
    except Refused as refusal:
        raise Refused([in_words_of("layout", problem) for problem in refusal.problems]) from None
