"""Votes per unit, component, voter group and option (rulebook §2, §10)."""

from __future__ import annotations

from contracts.table import Table, not_negative

BALLOTS = Table(
    name="ballots",
    zh="民主测评",
    en="Ballots",
    required=("unit_id", "component", "voter_group", "option", "votes"),
    key=("unit_id", "component", "voter_group", "option"),
    rules=(not_negative("votes", "votes_negative"),),
    synonyms=("测评票", "民主测评票", "投票"),
)
