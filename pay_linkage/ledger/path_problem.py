"""A problem with a file or folder of the store, its path in the text."""

from __future__ import annotations

from contracts.problem import Place, Problem
from pay_linkage.runs.object_path import Folder


def path_problem(code: str, path: Folder, key: str | None = None, **facts: str) -> Problem:
    """The problem ``code`` at ``path``; ``key`` is the run's id where one is concerned."""
    return Problem(code, Place(str(path)), key=key, facts={"path": str(path), **facts})
