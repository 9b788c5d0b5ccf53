"""The log: every entry in its place, with its own hash and the hash of the one before; the anchor among them."""

from __future__ import annotations

from collections.abc import Iterator

from contracts.problem import Place, Problem
from pay_linkage.ledger.event_log import FIRST_PREVIOUS_HASH, event_hash
from pay_linkage.ledger.verification.image import Image


def chain_findings(image: Image) -> Iterator[Problem]:
    """What is wrong with the log in itself: gaps, broken links, changed entries."""
    expected, previous = 1, FIRST_PREVIOUS_HASH
    for entry in image.tables["events"]:
        found = {
            "verify_log_gap": entry["sequence"] != expected,
            "verify_log_link_broken": entry["previous_hash"] != previous,
            "verify_log_entry_changed": entry["hash"] != event_hash(entry),
        }
        for code in (code for code, is_so in found.items() if is_so):
            facts = {"expected": str(expected)}
            yield Problem(code, Place(image.ledger), table="events", key=str(entry["sequence"]), facts=facts)
        expected, previous = int(entry["sequence"]) + 1, entry["hash"]


def anchor_findings(image: Image, anchor: str | None) -> Iterator[Problem]:
    """Whether the log still holds the entry whose hash was kept outside."""
    hashes = {FIRST_PREVIOUS_HASH, *(entry["hash"] for entry in image.tables["events"])}
    if anchor is not None and anchor not in hashes:
        yield Problem("verify_anchor_not_in_log", Place(image.ledger), table="events", value=anchor)
