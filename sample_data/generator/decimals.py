"""Whole numbers of small parts written as decimals, so that no float comes near a score or money."""

from __future__ import annotations


def decimal_text(parts: int, places: int) -> str:
    """``parts`` of 10^-``places`` as a decimal without trailing zeros: 8750 parts of two places are 87.5."""
    sign, digits = ("-" if parts < 0 else ""), str(abs(parts)).zfill(places + 1)
    whole, fraction = digits[: len(digits) - places], digits[len(digits) - places :].rstrip("0")
    return f"{sign}{whole}.{fraction}" if fraction else f"{sign}{whole}"


def money_text(cents: int) -> str:
    """Whole cents as yuan with two places."""
    return f"{cents // 100}.{cents % 100:02d}"
