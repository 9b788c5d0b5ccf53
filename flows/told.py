"""How a deployed flow tells of its end: a refusal in sentences, and events that automations can act on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from prefect.artifacts import create_markdown_artifact
from prefect.events import emit_event

from contracts.problem import COLON, Language, Problem, Refused
from flows.deployed import is_deployed
from pay_linkage.ledger import LedgerFailure
from pay_linkage.runs import StoreFailure
from pay_linkage.settings import settled

MOST_TOLD = 50


class Told(Exception):
    """A flow failed, in sentences: what Prefect shows as the message of its state."""


def language() -> Language:
    """The language of what flows tell: the setting, else Chinese."""
    return "en" if settled("language") == "en" else "zh"


def tell(event: str, kind: str, name: str, **facts: str) -> None:
    """Emit ``pay-linkage.EVENT`` about a run, a store or inputs; ``facts`` hold no person's data."""
    emit_event(f"pay-linkage.{event}", resource={"prefect.resource.id": f"pay-linkage.{kind}.{name}"}, payload=facts)


@contextmanager
def told(flow: str, store: str) -> Iterator[None]:
    """Tell in sentences what refuses the flow or keeps it from the store or ledger; outside of deployments the caller
    does so. All problems stand in an artifact, the first in the state.
    """
    try:
        yield
    except (Refused, StoreFailure, LedgerFailure) as error:
        if not is_deployed():
            raise
        problems = error.problems if isinstance(error, Refused) else (error.problem,)
        lines = [sentence(problem) for problem in problems[:MOST_TOLD]]
        create_markdown_artifact("\n".join(f"- {line}" for line in lines), key=f"{flow}-problems")
        codes = sorted({problem.code for problem in problems})
        tell("failed", "store", store, flow=flow, codes=", ".join(codes))
        raise Told(f"{len(problems)}: {lines[0]}") from None


def sentence(problem: Problem) -> str:
    """A problem's place, what is wrong, and how to mend it."""
    lang = language()
    return f"{problem.place.text(lang)}{COLON[lang]}{problem.sentence(lang)}"
