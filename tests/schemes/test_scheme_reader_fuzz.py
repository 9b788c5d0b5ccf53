"""Whatever the bytes are, reading a scheme ends with a scheme or with a refusal that can be shown."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy

import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st
from sound_scheme import SOUND

from contracts.problem import LANGUAGES, Refused
from pay_linkage.schemes import Scheme, read_scheme

LINES = SOUND.splitlines()
WORDS = (
    "0",
    "-1",
    "1e3",
    "A",
    "[]",
    "{}",
    "~",
    "'",
    '"',
    "!!x",
    "&a",
    "*a",
    "<<",
    "|",
    ">",
    "? ",
    ": ",
    "- ",
    "#",
    "\t",
)


def read(data: bytes) -> Scheme | None:
    """The scheme, or nothing where it is refused in words."""
    try:
        return read_scheme(data, "scheme.yaml")
    except Refused as refused:
        problems = refused.problems
    assert problems
    for problem in problems:
        for lang in LANGUAGES:
            assert str(problem.as_record(lang)).encode()
    return None


@given(st.binary(max_size=400))
@example(b"\xff\xfe")
@example(b"a: !!binary x")
def test_any_bytes(data: bytes) -> None:
    read(data)


@given(st.text(max_size=400))
def test_any_text(text: str) -> None:
    read(text.encode("utf-8", "surrogatepass"))


@settings(deadline=None)
@given(st.integers(0, len(SOUND)), st.integers(0, 12), st.one_of(st.text(max_size=8), st.sampled_from(WORDS)))
def test_a_scheme_with_something_else_in_one_place(start: int, length: int, text: str) -> None:
    read((SOUND[:start] + text + SOUND[start + length :]).encode("utf-8", "surrogatepass"))


@settings(deadline=None)
@given(st.lists(st.sampled_from(LINES), max_size=40))
def test_lines_of_a_scheme_in_any_order(lines: list[str]) -> None:
    read("\n".join(lines).encode())


@settings(deadline=None)
@given(st.integers(0, len(LINES) - 1), st.integers(0, len(LINES) - 1))
def test_two_lines_change_places(first: int, second: int) -> None:
    lines = list(LINES)
    lines[first], lines[second] = lines[second], lines[first]
    read("\n".join(lines).encode())


KEYS = st.sampled_from(("A", "from", "table", "share", "source"))
TREES = st.recursive(
    st.sampled_from(("A", "high", "0.5", "1", "grade", "score", "true", "2018-01-01", "source", "from", "")),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(KEYS, inner, max_size=3)),
    max_leaves=8,
)


SOUND_TREE = yaml.load(SOUND, yaml.BaseLoader)  # noqa: S506  (nothing but texts, mappings and lists)


def paths(tree: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Every place in the tree."""
    parts = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    for step, part in parts:
        yield (*path, step)
        yield from paths(part, (*path, step))


@settings(deadline=None)
@given(st.sampled_from(list(paths(SOUND_TREE))), TREES)
def test_any_shape_in_any_place(path: tuple[str | int, ...], value: object) -> None:
    tree = deepcopy(SOUND_TREE)
    parent = tree
    for step in path[:-1]:
        parent = parent[step]
    parent[path[-1]] = value
    read(yaml.safe_dump(tree, allow_unicode=True).encode())
