"""How an identity number is shown to people, wherever it is not the number itself that they need."""

from __future__ import annotations

COVER = "********"
LONG = 15
"""From this length on, the first and last four characters do not tell who it is."""
SHORT = 6


def masked_id_number(number: str) -> str:
    """The number with its middle covered, as in ``3309********001X``; of a short one less is left, or nothing.

    >>> masked_id_number("33090219800101001X"), masked_id_number("E12345678"), masked_id_number("12345")
    ('3309********001X', 'E********78', '********')
    """
    if len(number) >= LONG:
        return number[:4] + COVER + number[-4:]
    return number[:1] + COVER + number[-2:] if len(number) >= SHORT else COVER
