"""What the texts of a column are: empty, amounts and their cents, something that a spreadsheet computes."""

from __future__ import annotations

import numpy as np
import pandas as pd
import polars as pl

AMOUNT = r"^-?(?:0|[1-9][0-9]*)\.[0-9]{2}$"
COMPUTED = r"^(?:[\t\r\n]|[\s\x1c-\x1f]*[=+\-@＝＋－＠﹦﹢﹣﹫])"
NOT_CALLED = r"^[+\-][0-9A-Za-z]*$"
"""A plus or minus before nothing but letters and digits calls no function."""
EMPTY, TEXT, FORMULA, NEGATIVE, MALFORMED = FORMS = ("empty", "text", "formula", "negative", "malformed")


def text_forms(texts: pl.Series) -> pd.Series:
    """``formula`` where a spreadsheet would compute the text, ``empty`` where there is none, else ``text``."""
    computed = texts.str.contains(COMPUTED) & ~texts.str.contains(NOT_CALLED)
    return _forms(pl.when(computed).then(_form(FORMULA)).otherwise(_form(TEXT)), texts)


def amount_forms(texts: pl.Series) -> pd.Series:
    """``malformed`` where a text is no amount with two decimals, ``negative`` where it is below 0, or as above."""
    good, below = texts.str.contains(AMOUNT), texts.str.starts_with("-") & (texts != "-0.00")
    return _forms(pl.when(~good).then(_form(MALFORMED)).when(below).then(_form(NEGATIVE)).otherwise(_form(TEXT)), texts)


def _form(name: str) -> pl.Expr:
    return pl.lit(FORMS.index(name), pl.Int8)


def _forms(filled: pl.Expr, texts: pl.Series) -> pd.Series:
    codes = pl.select(pl.when(texts == "").then(_form(EMPTY)).otherwise(filled)).to_series()
    return pd.Series(pd.Categorical.from_codes(codes.to_numpy(), pd.Index(FORMS)))


def cents_of(texts: pl.Series) -> np.ndarray:
    """Amounts with two decimals as whole cents; 0 where the text is none, or more than any file holds."""
    digits = texts.str.replace(".", "", literal=True).cast(pl.Int64, strict=False)
    return digits.set(~texts.str.contains(AMOUNT), None).fill_null(0).to_numpy()


def polars_texts(texts: pd.Series) -> pl.Series:
    """The same texts in Polars."""
    return pl.Series(texts.to_list(), dtype=pl.String)


def pandas_texts(texts: pl.Series) -> pd.Series:
    """The same texts in pandas, as objects: its own type of text looks at each one once more."""
    return pd.Series(texts.to_numpy(), dtype="object")
