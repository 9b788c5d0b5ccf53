"""Explanations: how a stored run's result came about, as a tree of facts down to the cells of the inputs.

Belongs here: which facts a result rests on, their formulas in numbers, the words for both languages. The numbers are
the run's own; what lies between inputs and results is calculated once more by the very rules that the run was made
with, and every formula is checked against the number that stands beside it. Stays out: how a tree is printed (``cli``),
and files for people (``exports``).
"""

from __future__ import annotations

from pay_linkage.explanation.explainer import Explainer
from pay_linkage.explanation.node import Fact, Node, Unexplained

__all__ = ["Explainer", "Fact", "Node", "Unexplained"]
