"""Why people moved: every cause is a column of words, null where it does not apply; those that apply are joined."""

from __future__ import annotations

import polars as pl

from contracts.words import Words
from pay_linkage.diff import sentences
from pay_linkage.diff.line_causes import pool_causes, units_of_lines
from pay_linkage.diff.quota_causes import quota_causes
from pay_linkage.diff.two_runs import TwoRuns

JOINTS = {"en": "; ", "zh": "；"}
CAUSES = ("presence", "own", "unit", "quota", "pool", "held", "concerned")
"""In the order in which they are told."""


def with_causes(
    moved: pl.DataFrame, runs: TwoRuns, changed: pl.DataFrame, units: pl.DataFrame, general: Words
) -> pl.DataFrame:
    """``moved`` (people side by side) with ``cause_en`` and ``cause_zh``."""
    told = (
        moved.with_columns(_presence(), _held())
        .pipe(_joined, _own(changed, sentences.OWN_ASSUMED if runs.assumed else sentences.OWN), "own")
        .pipe(_joined, _unit(moved, runs, units), "unit")
        .pipe(_joined, pool_causes(runs, changed), "pool")
        .pipe(quota_causes, runs)
        .with_columns(_concerned(runs.concerned))
    )
    return told.with_columns(_cause(lang, getattr(general, lang)) for lang in JOINTS)


def words(condition: pl.Expr, said: Words, name: str) -> pl.Expr:
    """The words as a struct ``name`` of both languages where the condition holds, else null."""
    return (
        pl.when(condition)
        .then(pl.struct(pl.lit(text).alias(lang) for lang, text in said._asdict().items()))
        .alias(name)
    )


def _presence() -> pl.Expr:
    left, came = (words(pl.lit(value=True), said, "presence") for said in (sentences.LEFT, sentences.CAME))
    return pl.when(~pl.col("is_after")).then(left).when(~pl.col("is_before")).then(came).alias("presence")


def _held() -> pl.Expr:
    before, after = (pl.col(name).fill_null(0) > 0 for name in ("held_before", "held_after"))
    kept, ended = (words(pl.lit(value=True), said, "held") for said in (sentences.HELD, sentences.NOT_HELD))
    return pl.when(after).then(kept).when(before).then(ended).alias("held")


def _concerned(people: pl.DataFrame) -> pl.Expr:
    """Why somebody gets less although others are held: told where no appeal of the person's own tells it."""
    loses = pl.col("amount_after") < pl.col("amount_before")
    named = pl.col("person_id").is_in(people["person_id"].implode())
    return words(loses & named & pl.col("own").is_null() & pl.col("held").is_null(), sentences.CONCERNED, "concerned")


def _own(changed: pl.DataFrame, without_appeal: Words) -> pl.DataFrame:
    """person_id, en, zh: the person's own appeals, or that own data are others."""
    own = (
        changed.filter(pl.col("person_id").is_not_null())
        .group_by("person_id")
        .agg(pl.col("appeals").drop_nulls().unique(maintain_order=True).str.join(", ").alias("appeals"))
    )
    return own.select(
        "person_id",
        en=_own_said(sentences.OWN_APPEAL.en, without_appeal.en),
        zh=_own_said(sentences.OWN_APPEAL.zh, without_appeal.zh),
    )


def _own_said(by_appeal: str, without_appeal: str) -> pl.Expr:
    named = pl.concat_str(pl.lit(f"{by_appeal} "), "appeals")
    return pl.when(pl.col("appeals") != "").then(named).otherwise(pl.lit(without_appeal))


def _unit(moved: pl.DataFrame, runs: TwoRuns, units: pl.DataFrame) -> pl.DataFrame:
    """person_id, en, zh: what moved the units that moved the person.

    These are the last unit where the individual grade moved, and each unit of a line whose unit coefficient did.
    """
    graded = moved.filter(pl.col("individual_grade_before").ne_missing(pl.col("individual_grade_after")))
    last = graded.select("person_id", pl.coalesce("unit_id_after", "unit_id_before").alias("unit_id"))
    of_lines = units_of_lines(runs).join(moved, on="person_id", how="semi")
    concerned = pl.concat([last, of_lines]).unique(maintain_order=True).join(units, on="unit_id", maintain_order="left")
    return concerned.group_by("person_id", maintain_order=True).agg(
        pl.col("said_en").str.join(JOINTS["en"]).alias("en"), pl.col("said_zh").str.join(JOINTS["zh"]).alias("zh")
    )


def _joined(moved: pl.DataFrame, causes: pl.DataFrame, name: str) -> pl.DataFrame:
    """``moved`` with the causes of a frame person_id, en, zh as the struct ``name``."""
    told = causes.select("person_id", pl.struct("en", "zh").alias(name))
    return moved.join(told, on="person_id", how="left", maintain_order="left")


def _cause(lang: str, general: str) -> pl.Expr:
    parts = [pl.col(name).struct.field(lang) for name in CAUSES]
    joined = pl.concat_str(parts, separator=JOINTS[lang], ignore_nulls=True)
    return pl.when(joined != "").then(joined).otherwise(pl.lit(general)).alias(f"cause_{lang}")
