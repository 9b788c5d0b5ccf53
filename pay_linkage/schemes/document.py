"""What a scheme file says before it is a scheme: texts in mappings and lists, and where each of them stands."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from contracts.problem import Place, Problem, problem_texts
from pay_linkage.schemes.finding import Finding, Step

Path = tuple[Step, ...]
Tree = str | list["Tree"] | dict[str, "Tree"]


@dataclass(slots=True)
class Document:
    """The tree, the line of every path in it, and what was found while reading and had to be left out."""

    file: str
    tree: dict[str, Tree] = field(default_factory=dict)
    lines: dict[Path, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def problem(self, finding: Finding) -> Problem:
        """The finding with its file, its dotted path, and the line of the nearest key that is there."""
        path = finding.path
        while path and path not in self.lines:
            path = path[:-1]
        return scheme_problem(finding, self.file, self.lines.get(path, 1))


def scheme_problem(finding: Finding, file: str, line: int | None = None) -> Problem:
    """The finding as the problem of a scheme file; a place in a list is told by the line, not by the key."""
    key = ".".join(step for step in finding.path if isinstance(step, str)) or None
    return Problem(finding.code, Place(file, row=line), "scheme", None, key, finding.value, finding.facts)


def in_words_of(kind: str, problem: Problem) -> Problem:
    """A problem of the shared reader, in the words for files of another kind where a scheme's would mislead."""
    own = problem.code.replace("scheme_", f"{kind}_", 1)
    return replace(problem, code=own if own in problem_texts() else problem.code, table=kind)
