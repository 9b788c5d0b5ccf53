"""The scheme's text as dicts, lists and strings, and the readers of single values (section 9)."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from typing import Any

import yaml

from .figures import UnreadableFigureError, figure
from .refusal import scheme_refusal

LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
PLAIN_TAGS = ("tag:yaml.org,2002:str", "tag:yaml.org,2002:seq", "tag:yaml.org,2002:map")


def document(text: str) -> Any:
    """The file as nested dicts and lists of texts; repeated keys, aliases and tags are refused."""
    try:
        root = yaml.compose(text, Loader=LOADER)
    except yaml.YAMLError as error:
        raise scheme_refusal("not_yaml", "") from error
    return _plain(root, "", set())


def _plain(node: Any, path: str, seen: set[int]) -> Any:
    if id(node) in seen or getattr(node, "tag", None) not in PLAIN_TAGS:
        raise scheme_refusal("alias_or_tag", path)
    seen.add(id(node))
    if isinstance(node, yaml.ScalarNode):
        return node.value
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item, f"{path}.{number}", seen) for number, item in enumerate(node.value)]
    plain: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key = key_node.value
        if not isinstance(key, str) or key in plain:
            raise scheme_refusal("key_twice", join(path, str(key)))
        plain[key] = _plain(value_node, join(path, key), seen)
    return plain


def join(path: str, key: str) -> str:
    """The path of a key below another."""
    return f"{path}.{key}" if path else key


def mapping(node: Any, path: str) -> dict[str, Any]:
    """A mapping with any keys, at least one."""
    if not isinstance(node, dict) or not node:
        raise scheme_refusal("not_a_mapping", path)
    return node


def rule(node: Any, path: str, required: tuple[str, ...], optional: tuple[str, ...] = ()) -> dict[str, Any]:
    """A mapping with these keys only (and `source`)."""
    if not isinstance(node, dict):
        raise scheme_refusal("not_a_mapping", path)
    for key in node:
        if key not in required and key not in optional and key != "source":
            raise scheme_refusal("unknown_key", join(path, key))
    for key in required:
        if key not in node:
            raise scheme_refusal("key_missing", join(path, key))
    return node


def number(
    node: Any, path: str, decimals: int, low: Fraction | int | None = 0, high: Fraction | int | None = None
) -> Fraction:
    """An exact number from its text."""
    if not isinstance(node, str):
        raise scheme_refusal("not_a_number", path)
    try:
        return figure(node, decimals, low, high)
    except UnreadableFigureError as error:
        raise scheme_refusal(str(error), path) from error


def positive(node: Any, path: str, decimals: int) -> Fraction:
    """A number above 0."""
    value = number(node, path, decimals)
    if value == 0:
        raise scheme_refusal("not_positive", path)
    return value


def choice(node: Any, path: str, choices: tuple[str, ...]) -> str:
    """One of these words."""
    if not isinstance(node, str) or node not in choices:
        raise scheme_refusal("unknown_choice", path)
    return node


def switch(node: Any, path: str) -> bool:
    """`true` or `false`."""
    return choice(node, path, ("true", "false")) == "true"


def words(node: Any, path: str, choices: tuple[str, ...] | None = None) -> list[str]:
    """A list of different words, all among the choices where there are any."""
    if not isinstance(node, list):
        raise scheme_refusal("not_a_list", path)
    for word in node:
        if not isinstance(word, str) or not word or (choices is not None and word not in choices):
            raise scheme_refusal("unknown_name", path)
    if len(set(node)) != len(node):
        raise scheme_refusal("name_twice", path)
    return node


def exactly(node: Any, path: str, names: tuple[str, ...]) -> dict[str, Any]:
    """A mapping that names each of these and nothing else."""
    found = mapping(node, path)
    for name in found:
        if name not in names:
            raise scheme_refusal("unknown_name", join(path, name))
    for name in names:
        if name not in found:
            raise scheme_refusal("name_missing", join(path, name))
    return found


def text_pair(node: Any, path: str) -> None:
    """A text in both languages."""
    pair = rule(node, path, ("en", "zh"))
    for language in ("en", "zh"):
        if not isinstance(pair[language], str) or not pair[language]:
            raise scheme_refusal("text_missing", join(path, language))


def shares(node: Any, path: str, decimals: int = 6) -> dict[str, Fraction]:
    """A list of shares that sums to exactly 1."""
    found = {name: number(value, join(path, name), decimals, 0, 1) for name, value in mapping(node, path).items()}
    if sum(found.values()) != 1:
        raise scheme_refusal("shares_not_one", path)
    return found


def curve(node: Any, path: str) -> list[tuple[Fraction, Fraction]]:
    """Points [score, coefficient] in the order of their scores."""
    if not isinstance(node, list) or not node:
        raise scheme_refusal("not_a_curve", path)
    points = []
    for point in node:
        if not isinstance(point, list) or len(point) != 2:
            raise scheme_refusal("not_a_curve", path)
        points.append((number(point[0], path, 4, None), number(point[1], path, 6)))
    if any(left[0] >= right[0] for left, right in pairwise(points)):
        raise scheme_refusal("curve_not_rising", path)
    return points
