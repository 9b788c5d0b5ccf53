"""The money of each scope, where the scheme has pools (rulebook §7, §10)."""

from __future__ import annotations

from contracts.table import Table, not_negative

POOLS = Table(
    name="pools",
    zh="绩效总额",
    en="Pools",
    required=("scope_id", "amount"),
    key=("scope_id",),
    rules=(not_negative("amount", "pool_negative"),),
    synonyms=("总额", "额度", "绩效额度"),
)
