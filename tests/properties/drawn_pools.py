"""Thousands of random pools in one frame: zeros, ties, thirds of cents, 1 to 100,000 lines each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from random import Random

import polars as pl

PARTS = 12
DIVISOR = PARTS * 10**12
"""What the exact pay of a line is scaled by: months, and two coefficients of 6 decimals."""

BASES = (0, 1, 3333, 10000, 99999, 123456)
COEFFICIENTS = (0, 333333, 500000, 1000000, 1000000, 1200000)
LARGE = (100_000, 10_000, 3_000, 1_000)
START = date(2023, 1, 1)
SCHEMA = {
    **dict.fromkeys(("person_id", "scope_id", "unit_id"), pl.String()),
    "start_date": pl.Date(),
    **dict.fromkeys(("exact", "unit_weight", "inner_weight"), pl.Int128()),
}


@dataclass(frozen=True)
class Drawn:
    """Lines as the pool's rule takes them, and for each scope its pool in cents; the rule never sees ``exact`` sums."""

    lines: pl.DataFrame
    cents: dict[str, int]

    @property
    def pools(self) -> pl.DataFrame:
        """The pools table."""
        rows = pl.DataFrame({"scope_id": list(self.cents), "amount": list(self.cents.values())})
        return rows.with_columns((pl.col("amount").cast(pl.Decimal(38, 2)) / 100).cast(pl.Decimal(38, 2)))

    def groups(self, paid: pl.DataFrame) -> Iterator[tuple[str, list[tuple[int, int]]]]:
        """Per scope (exact, cents) of its lines, by person_id and start_date."""
        ordered = paid.sort("scope_id", "person_id", "start_date")
        for (scope,), group in ordered.partition_by("scope_id", as_dict=True, maintain_order=True).items():
            yield str(scope), group.select("exact", "cents").rows()


def drawn(seed: str, count: int, *, cap: bool) -> Drawn:
    """``count`` pools; caps lie around the sum of their lines, pools to fill anywhere, often at 0 or few cents."""
    rng = Random(seed)
    rows, cents = [], {}
    for number in range(count):
        scope = f"S{number}"
        members = [_line(rng, scope, place) for place in range(_size(rng, number))]
        if not cap:
            members.append((f"{scope}-P0", scope, f"{scope}-U0", START, *[10**4 * DIVISOR] * 3))
        rows += members
        cents[scope] = _cap(rng, [row[4] for row in members]) if cap else _money(rng, len(members))
    rng.shuffle(rows)
    return Drawn(pl.DataFrame(rows, schema=SCHEMA, orient="row"), cents)


def half_up(exact: int) -> int:
    """Exact pay rounded to the cent."""
    return (2 * exact + DIVISOR) // (2 * DIVISOR)


def _size(rng: Random, number: int) -> int:
    return LARGE[number] if number < len(LARGE) else rng.choice((1, 2, 3, 5, *(rng.randint(6, 60) for _ in range(4))))


def _line(rng: Random, scope: str, place: int) -> tuple[str, str, str, date, int, int, int]:
    base = rng.choice(BASES) if rng.random() < 0.6 else rng.randint(0, 10**7)
    time_pay = base * rng.choice((0, 1, 4, 6, PARTS, PARTS))
    inner, unit = rng.choice(COEFFICIENTS), rng.choice(COEFFICIENTS)
    start = START if place % 2 else date(2023, 7, 1)  # everyone has two lines
    unit_id = f"{scope}-U{rng.randint(1, 4)}"
    inner_weight = time_pay * (inner or 1)  # a unit with money has someone to give it to
    return f"{scope}-P{place // 2 + 1}", scope, unit_id, start, time_pay * inner * unit, time_pay * unit, inner_weight


def _cap(rng: Random, exact: list[int]) -> int:
    total, rounded = sum(exact) // DIVISOR, sum(map(half_up, exact))
    return max(
        0, rng.choice((total - 1, total, *[total + 1] * 4, rounded - 1, rounded, rounded + 1, rng.randint(0, total)))
    )


def _money(rng: Random, lines: int) -> int:
    return rng.choice((0, 1, lines - 1, lines, rng.randint(0, 10**4), rng.randint(0, 10**11)))
