"""A reader of formulas as people see them, made apart from the product's: the text alone gives the value."""

from __future__ import annotations

import ast
import math
import operator
from collections.abc import Callable
from fractions import Fraction

SIGNS = {"×": "*", "÷": "/", "−": "-"}
TWO_SIDED: dict[type[ast.operator], Callable[[Fraction, Fraction], Fraction]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
FUNCTIONS: dict[str, Callable[..., Fraction]] = {
    "min": min,
    "floor": lambda value: Fraction(math.floor(value)),
    "ceil": lambda value: Fraction(math.ceil(value)),
    "round": lambda value: Fraction(math.floor(value + Fraction(1, 2))),
}


def evaluated(text: str) -> Fraction:
    """What the formula comes to."""
    for sign, usual in SIGNS.items():
        text = text.replace(sign, usual)
    return _value(ast.parse(text, mode="eval").body, text)


def _value(node: ast.expr, text: str) -> Fraction:
    if isinstance(node, ast.BinOp):
        return TWO_SIDED[type(node.op)](_value(node.left, text), _value(node.right, text))
    if isinstance(node, ast.UnaryOp):
        return -_value(node.operand, text)
    if isinstance(node, ast.Call):
        assert isinstance(node.func, ast.Name)
        return FUNCTIONS[node.func.id](*(_value(argument, text) for argument in node.args))
    return Fraction(ast.get_source_segment(text, node) or "")


def taken(value: Fraction, decimals: int, *, down: bool) -> Fraction:
    """The value half up to so many decimals (away from zero at the midpoint), or with the rest cut off."""
    size = abs(value) * 10**decimals
    units = math.floor(size) if down else math.floor(size + Fraction(1, 2))
    return Fraction(units, 10**decimals) * (-1 if value < 0 else 1)
