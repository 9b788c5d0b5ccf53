"""Which codes may stand in a cell, as its problem tells them: each with its name, where it has one of its own.

Belongs here: the facts ``known`` and ``known_zh`` of problems about codes. Stays out: which codes there are
(``scheme_frames``), and finding those that are none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import polars as pl

from contracts.words import Words

KNOWN = ("known", "known_zh")
MOST_SHOWN = 30
"""Codes that a message lists."""


def with_codes(rows: pl.DataFrame, codes: Iterable[str], name: Callable[[str], Words]) -> pl.DataFrame:
    """The rows with the codes that any of them may have, and what ``name`` calls them."""
    listed = _listed((code, name(code)) for code in codes)
    return rows.with_columns(known=pl.lit(listed.en), known_zh=pl.lit(listed.zh))


def with_codes_by(rows: pl.DataFrame, known: pl.DataFrame, name: Callable[[str, str], Words]) -> pl.DataFrame:
    """The rows with the codes (last column of ``known``) that go with its other columns, of which the category is the
    first; ``name`` is asked for a category's code.
    """
    *by, code = known.columns
    groups = known.unique(maintain_order=True).group_by(by, maintain_order=True).agg(code)
    told = [(*group, *_listed((one, name(group[0], one)) for one in codes)) for *group, codes in groups.iter_rows()]
    listed = pl.DataFrame(told, schema=dict.fromkeys((*by, *KNOWN), pl.String()), orient="row")
    return rows.join(listed, on=by, how="left", maintain_order="left")


def _listed(codes: Iterable[tuple[str, Words]]) -> Words:
    """All of them, or the first.

    >>> _listed([("organ", Words("Organs", "机关")), ("A", Words("A", "A"))])
    Words(en='organ (Organs), A', zh='organ（机关）、A')
    """
    named = list(codes)
    shown, more = named[:MOST_SHOWN], "…" if len(named) > MOST_SHOWN else ""
    en = ", ".join(code if code == words.en else f"{code} ({words.en})" for code, words in shown)
    zh = "、".join(code if code == words.zh else f"{code}（{words.zh}）" for code, words in shown)
    return Words(en + more, zh + more)
