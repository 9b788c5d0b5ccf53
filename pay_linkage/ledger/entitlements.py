"""A run's payroll as the ledger takes it: ``person_id`` (String) and ``amount_cents`` (Int64), held parts included."""

from __future__ import annotations

import polars as pl

from contracts.keys import first_of_their_keys
from contracts.problem import Place, Problem, Refused
from pay_linkage.ledger.fingerprint import frame_sha256

SCHEMA = pl.Schema({"person_id": pl.String(), "amount_cents": pl.Int64()})
LARGEST_TOTAL = 10**15
"""Ten trillion yuan in cents: sums of payments stay far inside 64 bits."""


def entitlements_of(payroll: pl.DataFrame) -> pl.DataFrame:
    """The entitlements that a ``payroll`` table (rulebook §11) states: its amounts, of two decimals, in whole cents.

    >>> from decimal import Decimal
    >>> entitlements_of(pl.DataFrame({"person_id": ["a"], "amount": [Decimal("12.30")]})).rows()
    [('a', 1230)]
    """
    amount = payroll.schema["amount"]
    if not isinstance(amount, pl.Decimal) or amount.scale != 2:  # noqa: PLR2004  (yuan and cents)
        raise TypeError(f"amounts have two decimals, not the type {amount}")
    return payroll.select("person_id", pl.col("amount").to_physical().cast(pl.Int64).alias("amount_cents"))


def checked_entitlements(frame: pl.DataFrame, ledger: str) -> pl.DataFrame:
    """The entitlements in the order of person_id. Raises ``Refused`` where they cannot be kept as they stand."""
    if frame.schema != SCHEMA:
        raise TypeError(f"entitlements have the columns {dict(SCHEMA)}, not {dict(frame.schema)}")
    problems = [
        Problem(code, Place(ledger), facts={"rows": str(rows)}) for code, rows in _faults(frame).items() if rows
    ]
    if problems:
        raise Refused(problems)
    return frame.sort("person_id")


def payable_entitlements(frame: pl.DataFrame, ledger: str) -> pl.DataFrame:
    """The same, each of 0 or more: a rank's coefficient below 0 can be calculated, and cannot be paid."""
    checked = checked_entitlements(frame, ledger)
    below = checked.filter(pl.col("amount_cents") < 0).height
    if below:
        raise Refused([Problem("entitlement_negative", Place(ledger), facts={"rows": str(below)})])
    return checked


def _faults(frame: pl.DataFrame) -> dict[str, int]:
    person, cents = frame["person_id"], frame["amount_cents"]
    total = cents.cast(pl.Int128).sum()
    return {
        "entitlement_empty": person.null_count() + cents.null_count(),
        "entitlement_person_malformed": person.filter(person.str.contains(r"^$|\p{C}")).len(),
        "entitlement_person_twice": person.filter(~first_of_their_keys(person.to_frame())).len(),
        "entitlement_negative": cents.filter(cents < 0).len() if total < 0 else 0,
        "entitlement_total_too_large": int(total > LARGEST_TOTAL),
    }


def entitlements_sha256(frame: pl.DataFrame) -> str:
    """SHA-256 of the entitlements, in the order of person_id."""
    return frame_sha256(frame.sort("person_id"))
