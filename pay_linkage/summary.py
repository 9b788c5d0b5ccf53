"""What a run came to, in a few numbers without anybody's data: for the terminal, ``--json``, Prefect's artifact."""

from __future__ import annotations

import polars as pl

from pay_linkage.runs import StoredRun


def grade_counts(run: StoredRun) -> list[dict[str, object]]:
    """Per category and grade the number of units."""
    units = run.table("unit_results").group_by("category", "grade").agg(pl.len().alias("units"))
    return units.sort("category", "grade").rows(named=True)


def control_totals(run: StoredRun) -> dict[str, object]:
    """People, pay lines, amount in yuan, and what of it is held."""
    totals = run.manifest.control_totals
    return {"people": totals.people, "lines": totals.lines, "amount": totals.amount, "held_cents": totals.held_cents}


def breaches(run: StoredRun) -> list[dict[str, object]]:
    """Groups with a grade above its ceiling; such a run cannot be published (rulebook §5)."""
    return run.table("quotas").filter(pl.col("breach").is_not_null()).select("group", "breach").rows(named=True)


def as_record(run: StoredRun) -> dict[str, object]:
    """The summary as plain values; of a run whose people were forgotten, what is kept of it."""
    kept = not run.is_forgotten
    return {
        "run_id": run.manifest.run_id,
        "path": str(run.path),
        "cycle": run.manifest.cycle,
        "scheme": run.manifest.scheme.name,
        "content_hash": run.manifest.content_hash,
        "control_totals": control_totals(run),
        "units": grade_counts(run),
        "forgotten": run.is_forgotten,
        "breaches": breaches(run) if kept else [],
        "files": [str(run.path / name) for name in sorted(run.manifest.files) if kept and name.startswith("payroll/")],
        "left_out": dict(run.manifest.left_out),
    }
