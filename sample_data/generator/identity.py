"""Identity documents that are well formed and belong to nobody.

Resident numbers keep GB 11643 with its check digit; their region 330000 stands for a whole province, which no county's
police issues.
"""

from __future__ import annotations

from datetime import date, timedelta

from stdnum.cn import ric

REGION = "330000"
TURNS = 97
BLANK_TURN = 50
"""Of every ``TURNS`` people the first few have other documents, and the one with this turn has none."""
FIRST_BIRTH = date(1963, 1, 1)
BIRTH_DAYS = 12_000
STRIDE = 37
"""Days between one person's birth and the next's; no factor is shared with ``BIRTH_DAYS``, so numbers stay unique."""
OTHER_DOCUMENTS = (
    ("passport", "E9{:07d}"),
    ("hk_macao_permit", "H9{:07d}"),
    ("taiwan_permit", "9{:07d}"),
    ("foreign_permanent_resident_id", "ZZZ33{:010d}"),
    ("other", "示例-{:05d}"),
)


def resident_number(person: int) -> str:
    """The resident number of the sample's person number ``person`` (0 to 11,999), different for each."""
    birth = FIRST_BIRTH + timedelta(days=person * STRIDE % BIRTH_DAYS)
    number = f"{REGION}{birth:%Y%m%d}{person % 1000:03d}"
    return number + ric.calc_check_digit(number + "0")


def document(person: int) -> tuple[str, str]:
    """``id_type`` and ``id_number`` of a person: nearly always a resident number, seldom another, seldom none."""
    turn = person % TURNS
    if turn < len(OTHER_DOCUMENTS) and person > len(OTHER_DOCUMENTS):
        kind, pattern = OTHER_DOCUMENTS[turn]
        return kind, pattern.format(person)
    return ("", "") if turn == BLANK_TURN else ("resident_id", resident_number(person))
