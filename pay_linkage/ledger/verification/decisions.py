"""Decisions: each signed by the approver it names; each publication resting on one that held when it was published."""

from __future__ import annotations

from collections.abc import Iterator

from contracts.problem import Place, Problem
from pay_linkage.ledger.approval import signed_message
from pay_linkage.ledger.secret import is_signed
from pay_linkage.ledger.verification.image import Image, Row


def decision_findings(image: Image) -> Iterator[Problem]:
    """Decisions that nobody signed, and publications without two people."""
    place = Place(image.ledger)
    approvers = image.by("approvers", "number")
    for row in image.tables["approvals"]:
        public = str(approvers.get(row["approver"], {}).get("public_key"))
        if not is_signed(signed_message(row), str(row["signature"]), public):
            yield Problem("verify_decision_not_signed", place, table="approvals", key=str(row["number"]))
    for row in image.tables["publications"]:
        if not _rests_on_approval(image, row):
            yield Problem("verify_publication_not_approved", place, table="publications", key=str(row["sequence"]))


def _rests_on_approval(image: Image, publication: Row) -> bool:
    run = image.by("runs", "run_id").get(publication["run_id"], {})
    approval = image.by("approvals", "number").get(publication["approval"], {})
    approver = image.by("approvers", "number").get(approval.get("approver"), {})
    return (
        approval.get("decision") == "approve"
        and approval.get("run_id") == publication["run_id"]
        and approval.get("content_hash") == publication["content_hash"] == run.get("content_hash")
        and run.get("made_by_key") not in {approver.get("handle_key"), approver.get("name_key")}
        and (approver.get("retired_at") or publication["at"]) >= publication["at"]
        and not _rejected_between(image, approval, publication)
    )


def _rejected_between(image: Image, approval: Row, publication: Row) -> bool:
    """Whether the run was rejected after the approval; nobody can decide on a run once it is published."""
    return any(
        row["decision"] == "reject" and row["run_id"] == publication["run_id"] and row["number"] > approval["number"]
        for row in image.tables["approvals"]
    )
